// What an order costs. Prices are tax-included (総額表示); the tax inside is taken out once per rate and
// receipt, rounded down, never per line (NTA invoice Q&A 57).

export type PricedLine = {
  /** Tax included, after line discounts. */
  readonly amountMinor: number;
  /** 1000 is 10%. */
  readonly taxRateBp: number;
};

export type TaxOfRate = {
  readonly rateBp: number;
  /** Sum of the lines at this rate, tax included. */
  readonly taxedMinor: number;
  readonly taxMinor: number;
};

/** The tax within a tax-included amount, rounded towards zero: 1,100 at 10% → 100. */
export function taxIncludedIn(amountMinor: number, rateBp: number): number {
  const tax = (BigInt(amountMinor) * BigInt(rateBp)) / BigInt(10_000 + rateBp);
  return Number(tax);
}

/** The tax on a tax-excluded amount, rounded towards zero: 315 at 10% → 31. */
export function taxOn(amountMinor: number, rateBp: number): number {
  return Number((BigInt(amountMinor) * BigInt(rateBp)) / 10_000n);
}

/** One row per rate, highest rate first. */
export function taxesOf(lines: readonly PricedLine[]): TaxOfRate[] {
  const sums = new Map<number, number>();
  for (const line of lines) {
    sums.set(line.taxRateBp, (sums.get(line.taxRateBp) ?? 0) + line.amountMinor);
  }
  return [...sums]
    .toSorted(([a], [b]) => b - a)
    .map(([rateBp, taxedMinor]) => ({
      rateBp,
      taxedMinor,
      taxMinor: taxIncludedIn(taxedMinor, rateBp),
    }));
}
