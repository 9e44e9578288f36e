// Sealed fields. Every record has a key of its own (AES-256-GCM); record keys are wrapped under a master key
// that rotates; the master keys live outside the database. Look-ups go by blind indexes: a keyed hash of the
// normalised value, so equal values can be found and nothing can be read. Erasing a record is deleting its
// key. Who keeps the wrapped keys is the privacy module.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from 'node:crypto';

export type MasterKeys = {
  /** The id of the key that wraps new record keys. */
  readonly currentId: number;
  readonly keys: ReadonlyMap<number, Buffer>;
  /** Never rotated on its own: rotating it means indexing everything anew. */
  readonly indexKey: Buffer;
};

export type WrappedKey = { readonly masterId: number; readonly wrapped: Buffer };

const nonceBytes = 12;
const tagBytes = 16;

/** A new record key, 32 random bytes. */
export function newRecordKey(): Buffer {
  return randomBytes(32);
}

/** Wraps a record key under the current master key, bound to the record's id. */
export function wrapRecordKey(
  masters: MasterKeys,
  recordId: string,
  recordKey: Buffer,
): WrappedKey {
  const master = masterOf(masters, masters.currentId);
  return { masterId: masters.currentId, wrapped: encrypt(master, recordKey, recordId) };
}

/** Opens a wrapped record key; throws when the master key is not at hand or the bytes were changed. */
export function unwrapRecordKey(
  masters: MasterKeys,
  recordId: string,
  wrapped: WrappedKey,
): Buffer {
  return decrypt(masterOf(masters, wrapped.masterId), wrapped.wrapped, recordId);
}

/**
 * Seals fields as JSON under a record's key. `use` (`customers.profile`) is bound in, so that sealed bytes
 * cannot be moved from one column to another.
 */
export function seal(recordKey: Buffer, use: string, fields: object): Buffer {
  return encrypt(recordKey, Buffer.from(JSON.stringify(fields), 'utf8'), use);
}

/** Opens what `seal` made; throws when key, use or bytes are not the ones of the sealing. */
export function unseal<Fields extends object>(
  recordKey: Buffer,
  use: string,
  sealed: Buffer,
): Fields {
  return JSON.parse(decrypt(recordKey, sealed, use).toString('utf8')) as Fields;
}

/** Seals a secret of the house (a webhook's key, a provider's token) under the current master key. */
export function sealSecret(masters: MasterKeys, use: string, secret: string): Buffer {
  const body = encrypt(masterOf(masters, masters.currentId), Buffer.from(secret, 'utf8'), use);
  const id = Buffer.alloc(2);
  id.writeUInt16BE(masters.currentId);
  return Buffer.concat([id, body]);
}

export function unsealSecret(masters: MasterKeys, use: string, sealed: Buffer): string {
  return decrypt(masterOf(masters, sealed.readUInt16BE(0)), sealed.subarray(2), use).toString(
    'utf8',
  );
}

/** The blind index of a normalised value: 16 bytes of HMAC-SHA256, one key a kind. */
export function blindIndex(masters: MasterKeys, kind: string, normalised: string): Buffer {
  const key = kindKey(masters.indexKey, kind);
  return createHmac('sha256', key).update(normalised, 'utf8').digest().subarray(0, 16);
}

const kindKeys = new WeakMap<Buffer, Map<string, Buffer>>();

function kindKey(root: Buffer, kind: string): Buffer {
  let known = kindKeys.get(root);
  if (known === undefined) {
    known = new Map();
    kindKeys.set(root, known);
  }
  let key = known.get(kind);
  if (key === undefined) {
    key = Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `engawa blind index ${kind}`, 32));
    known.set(kind, key);
  }
  return key;
}

function masterOf(masters: MasterKeys, id: number): Buffer {
  const key = masters.keys.get(id);
  if (key === undefined) {
    throw new Error(`master key ${id} is not in the key store; put it back to read what it sealed`);
  }
  return key;
}

// Nonces are drawn many at a time: a draw of its own was a fifth of what sealing a contact costs.
const nonces = Buffer.alloc(nonceBytes * 256);
let nonceAt = nonces.length;

function nextNonce(): Buffer {
  if (nonceAt === nonces.length) {
    randomFillSync(nonces);
    nonceAt = 0;
  }
  nonceAt += nonceBytes;
  return nonces.subarray(nonceAt - nonceBytes, nonceAt);
}

function encrypt(key: Buffer, plain: Buffer, bound: string): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const body = cipher.update(plain);
  const end = cipher.final();
  return Buffer.concat([nonce, body, end, cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(bound, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([
    decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)),
    decipher.final(),
  ]);
}
