// The tax of a part of an order, when its receipt is split over several names. A part is taken in proportion out of what is
// left of each rate: of the sale, less what came back, less what was made out before. So goods that came back are in no
// receipt after that, and however it is split the parts sum to the whole, to the yen.
import { splitByWeights } from '@engawa/totals';

export type RateShare = {
  readonly rateBp: number;
  /** Tax included. */
  readonly taxedMinor: number;
  readonly taxMinor: number;
};

/** What is left of a sale after returns (each below zero) and receipts; never below zero. */
export function leftOfRates(
  sale: readonly RateShare[],
  returned: readonly RateShare[],
  issued: readonly RateShare[],
): RateShare[] {
  return sale.map(({ rateBp, taxedMinor, taxMinor }) => {
    const back = sumOf(returned, rateBp);
    const out = sumOf(issued, rateBp);
    return {
      rateBp,
      taxedMinor: Math.max(0, taxedMinor + back.taxedMinor - out.taxedMinor),
      taxMinor: Math.max(0, taxMinor + back.taxMinor - out.taxMinor),
    };
  });
}

function sumOf(shares: readonly RateShare[], rateBp: number) {
  const ofRate = shares.filter((each) => each.rateBp === rateBp);
  return {
    taxedMinor: ofRate.reduce((sum, each) => sum + each.taxedMinor, 0),
    taxMinor: ofRate.reduce((sum, each) => sum + each.taxMinor, 0),
  };
}

/** What of each rate falls on an amount, which is at most all that is left. */
export function shareRates(left: readonly RateShare[], amount: number): RateShare[] {
  const taxed = splitByWeights(
    amount,
    left.map(({ taxedMinor }) => taxedMinor),
  );
  return left
    .map((rate, index) => ({
      rateBp: rate.rateBp,
      taxedMinor: taxed[index] ?? 0,
      taxMinor: portion(rate.taxMinor, taxed[index] ?? 0, rate.taxedMinor),
    }))
    .filter(({ taxedMinor }) => taxedMinor !== 0);
}

function portion(amount: number, part: number, total: number): number {
  return total === 0 ? 0 : Number((BigInt(amount) * BigInt(part)) / BigInt(total));
}
