// An allowance as a till carries it: a JWS (RFC 7515) signed with Ed25519 (RFC 8037), so that the till, without a
// network, knows that the house has promised it, to this till, for this customer, up to an amount, until a moment. The
// key follows from the house's key outside the database.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

export type Promised = {
  /** Typed ids. */
  readonly allowanceId: string;
  readonly placeId: string;
  readonly till: string;
  readonly recordId: string;
  readonly points: number;
  /** As they are typed or scanned. */
  readonly couponCodes: readonly string[];
  readonly expiresAt: string;
};

const header = { alg: 'EdDSA', typ: 'engawa-allowance' } as const;
const keys = new WeakMap<MasterKeys, KeyObject>();

function keyOf(masters: MasterKeys): KeyObject {
  const known = keys.get(masters);
  if (known !== undefined) {
    return known;
  }
  const seed = Buffer.concat([
    blindIndex(masters, 'allowances.key', '1'),
    blindIndex(masters, 'allowances.key', '2'),
  ]);
  // PKCS#8 of Ed25519 (RFC 8410): a fixed beginning, then the seed.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  keys.set(masters, key);
  return key;
}

/** What tills check allowances with, as a JWK. */
export function publicKeyOf(masters: MasterKeys): { kty: 'OKP'; crv: 'Ed25519'; x: string } {
  const { x } = createPublicKey(keyOf(masters)).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x: String(x) };
}

export function signPromise(masters: MasterKeys, promised: Promised): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${encode(header)}.${encode(promised)}`;
  return `${body}.${sign(null, Buffer.from(body), keyOf(masters)).toString('base64url')}`;
}

/** What the house has promised; undefined when it has not. */
export function readPromise(masters: MasterKeys, token: string): Promised | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const isOurs = verify(
    null,
    Buffer.from(`${head}.${body}`),
    createPublicKey(keyOf(masters)),
    Buffer.from(signature, 'base64url'),
  );
  return isOurs ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Promised) : undefined;
}
