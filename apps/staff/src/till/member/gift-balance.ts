// A gift card at the till: its code is known by its form, what is left on it by the house.
import { answerOf } from '@engawa/client';
import { api } from '../../api.ts';

/** 28 letters and digits of Crockford's alphabet, as the house writes codes of value. */
export function isGiftCode(raw: string): boolean {
  const plain = raw.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
  return /^[0-9A-HJKMNP-TV-Z]{28}$/.test(plain);
}

/** Throws `Refused` where there is no such card, and `Unreachable`. */
export function giftBalance(code: string) {
  return answerOf(api.POST('/api/gifts/balance', { body: { code } }));
}
