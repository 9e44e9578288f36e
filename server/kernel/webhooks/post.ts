// One POST to an address that people gave: to a checked address, at most 15 s, no redirect followed, the answer's body
// not read beyond 1 kB and never kept. Webhooks go this way, and so does whatever else calls where others say.
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import {
  AddressError,
  type AddressPolicy,
  hostOf,
  parseAddress,
  pinnedLookup,
  resolveChecked,
} from './addresses.ts';

export type Attempt = {
  /** The HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** Why there was no answer, in short; never anything the receiver wrote. */
  readonly error: string | null;
  /** Nothing was sent, because the address leads where it may not. */
  readonly isForbidden?: true;
};

export type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
};

const timeoutMs = 15_000;
const answerBytesMax = 1024;

/** Sends once. Never throws: what went wrong is in the answer. */
export async function postOnce(post: Post, policy: AddressPolicy): Promise<Attempt> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const url = parseAddress(post.url, policy);
    const addresses = await withSignal(resolveChecked(hostOf(url), policy), signal);
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const status = await exchange(
      request(url, {
        method: 'POST',
        headers: { ...post.headers, 'content-length': String(Buffer.byteLength(post.body)) },
        signal,
        // A socket of its own each time: a kept one would go round the look-up.
        agent: false,
        lookup: pinnedLookup(addresses),
      }),
      post.body,
    );
    return { status, error: null };
  } catch (error) {
    const reason = signal.aborted ? 'timed_out' : shortReason(error);
    const forbidden = error instanceof AddressError ? { isForbidden: true as const } : {};
    return { status: null, error: reason, ...forbidden };
  }
}

function exchange(request: ClientRequest, body: string | Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response: IncomingMessage) => {
      let bytes = 0;
      const finish = () => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerBytesMax) {
          finish();
        }
      });
      // The status has come; a body that breaks off changes nothing about it.
      response.on('end', finish);
      response.on('error', finish);
      response.on('close', finish);
    });
    request.end(body);
  });
}

async function withSignal<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new Error('timed out'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function shortReason(error: unknown): string {
  if (error instanceof AddressError) {
    return `the address ${error.message}`;
  }
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'connection_failed';
}
