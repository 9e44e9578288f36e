// The key with which the house certifies phones: Ed25519, derived from the house's own index key, so that it is in the
// key store and its back-ups and nowhere else.
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from 'node:crypto';
import type { MasterKeys } from '#kernel/sealing';

export const houseKeyId = 1;

/** PKCS 8 around a raw Ed25519 seed (RFC 8410, section 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const known = new WeakMap<Buffer, { readonly secret: KeyObject; readonly raw: Buffer }>();

function keyOf(masters: MasterKeys) {
  let key = known.get(masters.indexKey);
  if (key === undefined) {
    const seed = hkdfSync('sha256', masters.indexKey, Buffer.alloc(0), 'engawa member cards 1', 32);
    const secret = createPrivateKey({
      key: Buffer.concat([pkcs8Head, Buffer.from(seed)]),
      format: 'der',
      type: 'pkcs8',
    });
    // The raw key is the end of its SubjectPublicKeyInfo.
    const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
    key = { secret, raw };
    known.set(masters.indexKey, key);
  }
  return key;
}

export function signAsHouse(masters: MasterKeys, bytes: Uint8Array): Buffer {
  return sign(null, bytes, keyOf(masters).secret);
}

/** Raw, 32 bytes. */
export function housePublicKey(masters: MasterKeys): Buffer {
  return keyOf(masters).raw;
}
