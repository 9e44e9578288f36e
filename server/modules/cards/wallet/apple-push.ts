// Tells Apple's devices that a pass has changed: an empty push over HTTP/2 with the certificate of the pass type; the
// device then asks for the pass anew. Source: developer.apple.com, "Pushing updates to a pass".
import { type ClientHttp2Session, connect } from 'node:http2';
import type { AppleWallet } from './wallets.ts';

const timeoutMs = 10_000;

/** Pushes to devices; answers the tokens that Apple does not know any more. Rejects when it cannot be asked. */
export async function pushToApple(
  wallet: AppleWallet,
  tokens: readonly string[],
): Promise<readonly string[]> {
  const { certificate: cert, key, pushAddress } = wallet;
  const isPlain = pushAddress.startsWith('http:');
  const session = connect(pushAddress, isPlain ? {} : { cert, key });
  const failed = new Promise<never>((_resolve, reject) => {
    session.once('error', reject);
    session.setTimeout(timeoutMs, () => reject(new Error('Apple did not answer')));
  });
  try {
    const statuses = await Promise.race([
      Promise.all(tokens.map((token) => pushOne(session, wallet.passTypeId, token))),
      failed,
    ]);
    return tokens.filter((_, index) => statuses[index] === 410);
  } finally {
    session.close();
  }
}

function pushOne(session: ClientHttp2Session, topic: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/3/device/${token}`,
      'apns-topic': topic,
    });
    stream.once('error', reject);
    stream.once('response', (headers) => resolve(Number(headers[':status'])));
    stream.resume();
    stream.end('{}');
  });
}
