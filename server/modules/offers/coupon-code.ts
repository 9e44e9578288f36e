// Codes of coupons: twelve characters without look-alikes (60 bits) in three groups. They are found by a keyed hash of
// what was meant, so width, case, hyphens and spaces do not matter when somebody types one, nor whether she took the
// zero for an O and the one for an I: no code that the house makes has these letters.
import { createHmac, randomInt } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `7K2Q-M0XW-RB5H` */
export function newCouponCode(): string {
  const characters = Array.from({ length: 12 }, () => alphabet.charAt(randomInt(alphabet.length)));
  return grouped(characters.join(''));
}

/** 16 bytes. */
export function couponToken(masters: MasterKeys, code: string): Buffer {
  return blindIndex(masters, 'coupon code', normaliseCode(code));
}

/** A code of the house as it is printed, however it was typed. */
export function tidyCode(code: string): string {
  const meant = normaliseCode(code);
  return meant.length === 12 ? grouped(meant) : meant;
}

/** What was meant: folded width and case, no separators, O as 0, I and L as 1. */
function normaliseCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\u200b-\u200d\ufeff\-‐‑‒–—―−ー_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

const codesOfDigest = 8;

/**
 * The codes of a lot from its secret, numbers from `first` on: the same each time, and nobody without the secret can
 * make the next one. Eight codes come out of one SHA-512.
 */
export function codesOfLot(secret: string, first: number, count: number): string[] {
  const codes: string[] = [];
  for (let digest = Math.floor(first / codesOfDigest); codes.length < count; digest += 1) {
    const bytes = createHmac('sha512', secret).update(String(digest)).digest();
    const from = Math.max(0, first - digest * codesOfDigest);
    for (let at = from; at < codesOfDigest && codes.length < count; at += 1) {
      codes.push(codeOfBytes(bytes, at * 8));
    }
  }
  return codes;
}

/** Twelve characters from the first 60 bits. */
function codeOfBytes(bytes: Buffer, at: number): string {
  let high = bytes.readUInt32BE(at) >>> 2;
  let low = bytes.readUInt32BE(at + 4) >>> 2;
  let text = '';
  for (let index = 0; index < 6; index += 1) {
    text = alphabet.charAt(high & 31) + text + alphabet.charAt(low & 31);
    high >>>= 5;
    low >>>= 5;
  }
  return grouped(text);
}

function grouped(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}`;
}
