// Which of the coupons kept for an allowance a code names, without keeping the code.
import { blindIndex } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';

/** The same for a code however it is typed: full-width, small letters, spaces, dashes. */
export function hashOf({ masters }: Pick<Tx, 'masters'>, code: string): string {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return blindIndex(masters, 'allowances.coupon', plain).toString('hex');
}
