import { apportionDiscount, type PricedLine } from '@engawa/totals';
import type { OrderToPlace } from './order-to-place.ts';

/** What a clerk took off by hand: of single lines, and of the whole as a coupon would. */
export function handShares(input: OrderToPlace, lines: readonly PricedLine[]): readonly number[] {
  const { discountMinor = 0 } = input;
  const ofLines = input.lines.map(({ told }) => told?.discountMinor ?? 0);
  if (discountMinor === 0) {
    return ofLines;
  }
  const left = lines.map(({ taxRateBp, amountMinor }, index) => ({
    taxRateBp,
    amountMinor: amountMinor - (ofLines[index] ?? 0),
  }));
  return apportionDiscount(discountMinor, left).map((each, index) => each + (ofLines[index] ?? 0));
}
