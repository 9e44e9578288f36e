// One attempt to deliver: signed as the Standard Webhooks specification says, to a checked address, at most
// 15 s, no redirect followed, the answer's body not read beyond 1 kB and never kept.
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Webhook } from 'standardwebhooks';
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
};

export type Outgoing = {
  readonly url: string;
  /** The event's id: the same at every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly body: string;
  readonly at: Temporal.Instant;
  /** One signature each, newest first, while a secret is being changed. */
  readonly secrets: readonly string[];
};

const timeoutMs = 15_000;
const answerBytesMax = 1024;

/** Sends once. Never throws: what went wrong is in the answer. */
export async function sendOnce(outgoing: Outgoing, policy: AddressPolicy): Promise<Attempt> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const url = parseAddress(outgoing.url, policy);
    const addresses = await withSignal(resolveChecked(hostOf(url), policy), signal);
    const headers = headersOf(outgoing);
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const status = await exchange(
      request(url, {
        method: 'POST',
        headers,
        signal,
        // A socket of its own each time: a kept one would go round the look-up.
        agent: false,
        lookup: pinnedLookup(addresses),
      }),
      outgoing.body,
    );
    return { status, error: null };
  } catch (error) {
    return { status: null, error: signal.aborted ? 'timed_out' : shortReason(error) };
  }
}

/** The three headers of the specification. */
function headersOf(outgoing: Outgoing): Record<string, string> {
  const seconds = Math.floor(outgoing.at.epochMilliseconds / 1000);
  const signatures = outgoing.secrets.map((secret) =>
    new Webhook(secret).sign(outgoing.id, new Date(seconds * 1000), outgoing.body),
  );
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(outgoing.body)),
    'user-agent': 'Engawa-Webhooks/1',
    'webhook-id': outgoing.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}

function exchange(request: ClientRequest, body: string): Promise<number> {
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
