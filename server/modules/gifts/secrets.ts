// The secrets of gifts. Each follows from an id and a key of the house that is not in the database: the same answer can
// be given again to a request that repeats itself, and no copy of the database opens a gift. What rows keep are hashes.
import { createHash } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** In the link of a gift (uuid): 128 bits in base64url. */
export function giftTokenOf(masters: MasterKeys, giftId: string): string {
  return blindIndex(masters, 'gifts.link', giftId).toString('base64url');
}

/** In the giver's link to all she sent by one purchase (uuid). */
export function manageTokenOf(masters: MasterKeys, purchaseId: string): string {
  return blindIndex(masters, 'gifts.manage', purchaseId).toString('base64url');
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret.trim().normalize('NFKC')).digest();
}

/**
 * A code for the till: 28 letters and digits in groups of four, 140 bits, in the alphabet of the ledger's bearer codes.
 * `about` names what it is for; the same again gives the same.
 */
export function valueCodeOf(masters: MasterKeys, about: string): string {
  const bytes = Buffer.concat([
    blindIndex(masters, 'gifts.code', `${about} 1`),
    blindIndex(masters, 'gifts.code', `${about} 2`),
  ]);
  const letters = [...bytes.subarray(0, 28)].map((byte) => alphabet[byte & 31] ?? '0');
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}
