// A security key in software (WebAuthn level 3, ES256): real ceremonies without a browser, and answers that no honest
// browser would give. It makes and shows what a browser sends, for any origin it is told.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeyAsked } from '#kernel/webauthn';

type Asked = { readonly challengeId: string; readonly options: PasskeyAsked['options'] };

export type Authenticator = {
  /** What the browser sends after `navigator.credentials.create`. */
  make(asked: Asked): { readonly challengeId: string; readonly response: object };
  /** What it sends after `navigator.credentials.get`; `uses` as a copy would count, `at` as a false site would ask. */
  show(
    asked: Asked,
    uses?: number,
    at?: string,
  ): { readonly challengeId: string; readonly response: object };
};

const userPresent = 0x01;
const userVerified = 0x04;
const hasCredential = 0x40;

/** One with a passkey of its own; `origin` is the page that it believes to be on. */
export function openAuthenticator(origin: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  let count = 0;
  const common = {
    id: credentialId.toString('base64url'),
    rawId: credentialId.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
  };
  const clientData = (type: string, { challenge }: PasskeyAsked['options'], at = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const head = (flags: number, uses: number) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(uses);
    const host = createHash('sha256').update(new URL(origin).hostname).digest();
    return Buffer.concat([host, Buffer.from([flags]), counter]);
  };
  return {
    make: ({ challengeId, options }) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const data = Buffer.concat([
        head(userPresent | userVerified | hasCredential, count),
        Buffer.alloc(16),
        length,
        credentialId,
        coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')),
      ]);
      return {
        challengeId,
        response: {
          ...common,
          response: {
            clientDataJSON: clientData('webauthn.create', options).toString('base64url'),
            attestationObject: attestation(data).toString('base64url'),
          },
        },
      };
    },
    show: ({ challengeId, options }, uses, at) => {
      count = uses ?? count + 1;
      const data = head(userPresent | userVerified, count);
      const client = clientData('webauthn.get', options, at);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return {
        challengeId,
        response: {
          ...common,
          response: {
            clientDataJSON: client.toString('base64url'),
            authenticatorData: data.toString('base64url'),
            signature: sign('sha256', signed, privateKey).toString('base64url'),
          },
        },
      };
    },
  };
}

/** COSE_Key of ES256: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function coseKey(x: Buffer, y: Buffer): Buffer {
  const bytes = Buffer.from([0x58, 32]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes,
    x,
    Buffer.from([0x22]),
    bytes,
    y,
  ]);
}

/** {"fmt": "none", "attStmt": {}, "authData": …} in CBOR. */
function attestation(data: Buffer): Buffer {
  const text = (word: string) =>
    Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    Buffer.from([0x59]),
    length,
    data,
  ]);
}
