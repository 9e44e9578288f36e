// The key pair by which push services know this house (VAPID, RFC 8292: ECDSA on P-256). A browser that subscribed to
// one public key takes no other, so it must last as long as the house: it follows from the house's index key, like the
// house's signature, and is in every key back-up.
import { createECDH, hkdfSync } from 'node:crypto';
import type { MasterKeys } from './sealing.ts';

export type PushKeys = {
  /** The uncompressed point, base64url: what a browser subscribes with. */
  readonly publicKey: string;
  readonly privateKey: string;
};

const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** So many bits more than the order has make every key as likely as any other (FIPS 186-5, A.2.1). */
const seedBytes = 48;

const keys = new WeakMap<Buffer, PushKeys>();

export function pushKeysOf({ indexKey }: Pick<MasterKeys, 'indexKey'>): PushKeys {
  const known = keys.get(indexKey);
  if (known !== undefined) {
    return known;
  }
  const seed = hkdfSync('sha256', indexKey, Buffer.alloc(0), 'engawa web push', seedBytes);
  const number = BigInt(`0x${Buffer.from(seed).toString('hex')}`);
  const secret = ((number % (curveOrder - 1n)) + 1n).toString(16).padStart(64, '0');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret, 'hex');
  const made = {
    publicKey: pair.getPublicKey().toString('base64url'),
    privateKey: Buffer.from(secret, 'hex').toString('base64url'),
  };
  keys.set(indexKey, made);
  return made;
}
