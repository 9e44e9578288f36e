// The code that somebody reads off one screen and types into another: ten characters without look-alikes
// (50 bits), good once and for a quarter of an hour, kept as a keyed hash.
import { randomInt } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const codeMinutes = 15;

/** `7K2QM-0XWRB` */
export function newCode(): string {
  const characters = Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length)));
  return `${characters.slice(0, 5).join('')}-${characters.slice(5).join('')}`;
}

/** Width, case, hyphens and the look-alikes O, I and L do not matter. */
export function codeToken(masters: MasterKeys, code: string): Buffer {
  const folded = code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return blindIndex(masters, 'device code', folded);
}
