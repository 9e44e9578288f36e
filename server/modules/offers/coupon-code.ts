// Codes of coupons: twelve characters without look-alikes (60 bits) in three groups. They are found by a keyed
// hash, so width, case and hyphens do not matter when somebody types one.
import { randomInt } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `7K2Q-M0XW-RB5H` */
export function newCouponCode(): string {
  const characters = Array.from({ length: 12 }, () => alphabet.charAt(randomInt(alphabet.length)));
  return [0, 4, 8].map((at) => characters.slice(at, at + 4).join('')).join('-');
}

export function couponToken(masters: MasterKeys, code: string): Buffer {
  return blindIndex(masters, 'coupon code', normaliseCode(code));
}

function normaliseCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐‑‒–—―−ー]/g, '');
}
