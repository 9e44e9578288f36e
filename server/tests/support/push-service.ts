// A push service on this machine (RFC 8030) and the browsers that subscribed to it. It keeps what is handed over as it
// came; a browser opens what is for it by RFC 8291 and RFC 8188, written from those texts and not with the library that
// sealed it, and looks who signed it (RFC 8292).
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Pushed = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type PushBrowser = {
  /** What PushSubscription.toJSON() says. */
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  /** What came for it, oldest first. */
  received(): readonly Pushed[];
  /** The text of a message; throws when it was not sealed for this browser. */
  open(pushed: Pushed): string;
};

export type PushService = {
  readonly origin: string;
  /** A browser that has just subscribed. */
  addBrowser(): PushBrowser;
  /** What the service answers for a browser from now on; 201 unless told. */
  answer(browser: PushBrowser, status: number): void;
  close(): Promise<void>;
};

export async function openPushService(): Promise<PushService> {
  const pushed: Pushed[] = [];
  const answers = new Map<string, number>();
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      pushed.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
      reply.writeHead(answers.get(path) ?? 201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pathOf = ({ subscription }: PushBrowser) => new URL(subscription.endpoint).pathname;
  return {
    origin,
    addBrowser: () => {
      const path = `/push/${randomBytes(12).toString('hex')}`;
      const keys = newKeys();
      const { p256dh, auth } = keys;
      return {
        subscription: { endpoint: `${origin}${path}`, keys: { p256dh, auth } },
        received: () => pushed.filter((each) => each.path === path),
        open: (each) => keys.open(each.body),
      };
    },
    answer: (browser, status) => {
      answers.set(pathOf(browser), status);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The key pair and the secret that a browser makes for a subscription, and what it opens with them. */
function newKeys() {
  const pair = createECDH('prime256v1');
  const publicKey = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    p256dh: publicKey.toString('base64url'),
    auth: auth.toString('base64url'),
    open: (body: Buffer): string => {
      // RFC 8188, 2.1: salt, record size, length of the key id, and the key id: the sender's public key.
      const salt = body.subarray(0, 16);
      const senderKey = body.subarray(21, 21 + body.readUInt8(20));
      const sealed = body.subarray(21 + senderKey.length);
      // RFC 8291, 3.4.
      const about = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey]);
      const secret = derive(pair.computeSecret(senderKey), auth, about, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const decipher = createDecipheriv('aes-128-gcm', key, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      // The last record ends with a 2 and as many zeros as it was padded with.
      return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
    },
  };
}

function derive(key: Buffer, salt: Buffer, about: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, about, length));
}

export type Voucher = {
  readonly isSigned: boolean;
  /** The key that signed, as a browser subscribes with it. */
  readonly publicKey: string;
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
};

/** Who vouches for a message (RFC 8292, 3). */
export function readVoucher({ headers }: Pushed): Voucher {
  const [, token = '', publicKey = ''] =
    /^vapid t=([^,]+), k=(\S+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  return {
    isSigned: verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
    publicKey,
    claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Voucher['claims'],
  };
}
