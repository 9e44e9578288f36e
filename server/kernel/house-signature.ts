// The house's own signature (Ed25519, JWS compact form), for papers that people take away: whoever has the public key
// can see that we wrote them. The key follows from the house's index key, so it is in every key back-up.
import {
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { MasterKeys } from './sealing.ts';

/** PKCS #8 of an Ed25519 key (RFC 8410), before its 32 bytes. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

const keys = new WeakMap<Buffer, KeyObject>();

function privateKeyOf({ indexKey }: MasterKeys): KeyObject {
  let key = keys.get(indexKey);
  if (key === undefined) {
    const seed = hkdfSync('sha256', indexKey, Buffer.alloc(0), 'engawa signature', 32);
    key = createPrivateKey({
      key: Buffer.concat([pkcs8Head, Buffer.from(seed)]),
      format: 'der',
      type: 'pkcs8',
    });
    keys.set(indexKey, key);
  }
  return key;
}

/** The public key as a JSON Web Key. */
export function publicKeyOf(masters: MasterKeys): { kty: string; crv: string; x: string } {
  const {
    kty = '',
    crv = '',
    x = '',
  } = createPublicKey(privateKeyOf(masters)).export({
    format: 'jwk',
  });
  return { kty, crv, x };
}

/** `head.body.signature`; the same paper has the same signature. */
export function signPaper(masters: MasterKeys, paper: object): string {
  const head = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'JWS' })).toString('base64url');
  const body = `${head}.${Buffer.from(JSON.stringify(paper)).toString('base64url')}`;
  return `${body}.${sign(null, Buffer.from(body), privateKeyOf(masters)).toString('base64url')}`;
}

/** The paper, or undefined when its signature is not ours. */
export function readPaper(masters: MasterKeys, text: string): unknown {
  const [head = '', body = '', signature = '', ...rest] = text.split('.');
  const isOurs =
    rest.length === 0 &&
    verify(
      null,
      Buffer.from(`${head}.${body}`),
      createPublicKey(privateKeyOf(masters)),
      Buffer.from(signature, 'base64url'),
    );
  return isOurs ? JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) : undefined;
}
