// What a part of an order stands for, without I/O: its share of each line's amount and discounts, and of the
// tax of its rate. Shares are differences of what stands before and after, so that however an order is given
// back, the shares of all parts sum to the whole, to the yen; and what is left of an order is always taxed as
// one receipt, rounded once per rate.
import {
  deliveryTaxRateBp,
  shareOf,
  type TaxBasis,
  type TaxOfRate,
  taxIncludedIn,
  taxOn,
} from '@engawa/totals';

export type StandingLine = {
  readonly line: number;
  readonly itemId: string;
  readonly quantityMilli: number;
  /** Of it was given back before. */
  readonly returnedMilli: number;
  readonly amountMinor: number;
  readonly discountMinor: number;
  /** The part of the discount that points paid for. */
  readonly pointsMinor: number;
  readonly taxRateBp: number;
};

export type LinePart = {
  readonly line: number;
  readonly itemId: string;
  readonly quantityMilli: number;
  /** netMinor + discountMinor. */
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly pointsMinor: number;
  /** What was paid for it by other means than points that are a discount; as the tax basis has it. */
  readonly netMinor: number;
  readonly taxRateBp: number;
};

/** The share of the next `quantityMilli` of a line, at most what is left of it. */
export function partOf(line: StandingLine, quantityMilli: number): LinePart {
  const share = (amountMinor: number) =>
    shareOf(
      amountMinor,
      line.returnedMilli,
      line.returnedMilli + quantityMilli,
      line.quantityMilli,
    );
  // Each of these only grows with the pieces, so no share is below zero.
  const netMinor = share(line.amountMinor - line.discountMinor);
  const pointsMinor = share(line.pointsMinor);
  const discountMinor = pointsMinor + share(line.discountMinor - line.pointsMinor);
  return {
    line: line.line,
    itemId: line.itemId,
    quantityMilli,
    amountMinor: netMinor + discountMinor,
    discountMinor,
    pointsMinor,
    netMinor,
    taxRateBp: line.taxRateBp,
  };
}

export type TakenTaxes = {
  readonly left: readonly TaxOfRate[];
  /** Of the rates that change. */
  readonly taken: readonly TaxOfRate[];
};

/** What a delivery fee is to the tax: a part at the standard rate. Of nothing there is none. */
export function feePart(feeMinor: number): Pick<LinePart, 'netMinor' | 'taxRateBp'>[] {
  return feeMinor === 0 ? [] : [{ netMinor: feeMinor, taxRateBp: deliveryTaxRateBp }];
}

/** The taxes of what is left without these parts, and the difference. */
export function takeOffTaxes(
  standing: readonly TaxOfRate[],
  parts: readonly Pick<LinePart, 'netMinor' | 'taxRateBp'>[],
  basis: TaxBasis,
): TakenTaxes {
  const off = new Map<number, number>();
  for (const part of parts) {
    off.set(part.taxRateBp, (off.get(part.taxRateBp) ?? 0) + part.netMinor);
  }
  const left = standing.map((each) => leftOf(each, off.get(each.rateBp) ?? 0, basis));
  const taken = standing.flatMap((each, index) => {
    const after = left[index];
    return after === undefined || !off.has(each.rateBp)
      ? []
      : [
          {
            rateBp: each.rateBp,
            taxedMinor: each.taxedMinor - after.taxedMinor,
            taxMinor: each.taxMinor - after.taxMinor,
          },
        ];
  });
  return { left, taken };
}

function leftOf({ rateBp, taxedMinor, taxMinor }: TaxOfRate, off: number, basis: TaxBasis) {
  if (off === 0) {
    return { rateBp, taxedMinor, taxMinor };
  }
  if (basis.isTaxIncluded) {
    const left = taxedMinor - off;
    return { rateBp, taxedMinor: left, taxMinor: taxIncludedIn(left, rateBp, basis.rounding) };
  }
  const left = taxedMinor - taxMinor - off;
  const tax = taxOn(left, rateBp, basis.rounding);
  return { rateBp, taxedMinor: left + tax, taxMinor: tax };
}

/** What goes back in money and, where points were a discount, in points' worth. */
export function worthOf(
  parts: readonly LinePart[],
  taken: readonly TaxOfRate[],
): { readonly moneyMinor: number; readonly pointsMinor: number } {
  return {
    moneyMinor: taken.reduce((sum, each) => sum + each.taxedMinor, 0),
    pointsMinor: parts.reduce((sum, each) => sum + each.pointsMinor, 0),
  };
}
