// The tax of a part of an order, when its receipt is split over several names: each rate is shared by what has been issued
// before and after, so that however it is split the parts sum to the whole, to the yen.
export type RateShare = {
  readonly rateBp: number;
  /** Tax included. */
  readonly taxedMinor: number;
  readonly taxMinor: number;
};

/** What falls on the part from `before` to `before + amount` of `total`. */
export function shareRates(
  rates: readonly RateShare[],
  total: number,
  before: number,
  amount: number,
): RateShare[] {
  const upTo = (part: number) => {
    const taxed = shares(
      rates.map(({ taxedMinor }) => taxedMinor),
      total,
      part,
    );
    return rates.map((rate, index) => ({
      rateBp: rate.rateBp,
      taxedMinor: taxed[index] ?? 0,
      taxMinor: portion(rate.taxMinor, taxed[index] ?? 0, rate.taxedMinor),
    }));
  };
  const [start, end] = [upTo(before), upTo(before + amount)];
  return end
    .map((rate, index) => ({
      rateBp: rate.rateBp,
      taxedMinor: rate.taxedMinor - (start[index]?.taxedMinor ?? 0),
      taxMinor: rate.taxMinor - (start[index]?.taxMinor ?? 0),
    }))
    .filter(({ taxedMinor }) => taxedMinor !== 0);
}

/** Whole shares that sum to `part` exactly; what rounding leaves goes to the last. */
function shares(amounts: readonly number[], total: number, part: number): number[] {
  let left = part;
  return amounts.map((amount, index) => {
    const share =
      index === amounts.length - 1 ? left : Math.min(left, portion(amount, part, total));
    left -= share;
    return share;
  });
}

function portion(amount: number, part: number, total: number): number {
  return total === 0 ? 0 : Number((BigInt(amount) * BigInt(part)) / BigInt(total));
}
