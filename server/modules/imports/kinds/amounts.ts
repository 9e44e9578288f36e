// Decimals of a file as the house counts them.
import type { Decimal } from '../reading/index.ts';

/** A quantity in thousandths; the reader has checked that it has three places at most. */
export function milliOf({ units, scale }: Decimal): number {
  return Number(units * 10n ** BigInt(3 - scale));
}

/** 10 → 1000, 8 → 800. */
export function rateBpOf({ units, scale }: Decimal): number {
  return Number((units * 100n) / 10n ** BigInt(scale));
}
