// What an order costs. Prices are tax-included (総額表示) or, on a list between companies, without tax; the tax
// is rounded once per rate and receipt, never per line (NTA invoice Q&A 57). Which way it is rounded is the
// seller's choice and stays with the order, because a return must do as the sale did.
import { splitByWeights } from './split-by-weights.ts';

export type TaxRounding = 'floor' | 'half_up' | 'ceil';

/** How line amounts are to be read. */
export type TaxBasis = { readonly isTaxIncluded: boolean; readonly rounding: TaxRounding };

/** Carriage that is charged apart bears the standard rate, also of goods at the reduced one (NTA reduced-rate Q&A). */
export const deliveryTaxRateBp = 1000;

const usualBasis: TaxBasis = { isTaxIncluded: true, rounding: 'floor' };

export type PricedLine = {
  /** After discounts; with or without tax as the basis says. */
  readonly amountMinor: number;
  /** 1000 is 10%. */
  readonly taxRateBp: number;
};

export type TaxOfRate = {
  readonly rateBp: number;
  /** What is paid for the lines of this rate, tax included. */
  readonly taxedMinor: number;
  readonly taxMinor: number;
};

/** The tax within a tax-included amount: 1,100 at 10% → 100. A return's is the sale's below zero. */
export function taxIncludedIn(
  amountMinor: number,
  rateBp: number,
  rounding: TaxRounding = 'floor',
): number {
  return divideProduct(amountMinor, rateBp, 10_000 + rateBp, rounding);
}

/** The tax on an amount without tax: 315 at 10% → 31. */
export function taxOn(
  amountMinor: number,
  rateBp: number,
  rounding: TaxRounding = 'floor',
): number {
  return divideProduct(amountMinor, rateBp, 10_000, rounding);
}

/** One row per rate, highest rate first. */
export function taxesOf(lines: readonly PricedLine[], basis: TaxBasis = usualBasis): TaxOfRate[] {
  const sums = new Map<number, number>();
  for (const line of lines) {
    sums.set(line.taxRateBp, (sums.get(line.taxRateBp) ?? 0) + line.amountMinor);
  }
  return [...sums]
    .toSorted(([a], [b]) => b - a)
    .map(([rateBp, amountMinor]) => {
      if (basis.isTaxIncluded) {
        const taxMinor = taxIncludedIn(amountMinor, rateBp, basis.rounding);
        return { rateBp, taxedMinor: amountMinor, taxMinor };
      }
      const taxMinor = taxOn(amountMinor, rateBp, basis.rounding);
      return { rateBp, taxedMinor: amountMinor + taxMinor, taxMinor };
    });
}

/**
 * What a discount on the whole takes off each line, in the order of the lines: first over the rates in
 * proportion to their sums (一括値引き, reduced-rate Q&A), then within each rate over its lines; to the yen, by
 * the largest remainder. No line gives more than it has.
 */
export function apportionDiscount(discountMinor: number, lines: readonly PricedLine[]): number[] {
  const shares = lines.map(() => 0);
  if (discountMinor === 0) {
    return shares;
  }
  const rates = [...Map.groupBy(lines.keys(), (index) => lines[index]?.taxRateBp ?? 0).values()];
  const amountsOf = (indexes: readonly number[]) =>
    indexes.map((index) => lines[index]?.amountMinor ?? 0);
  const sums = rates.map((indexes) => amountsOf(indexes).reduce((sum, each) => sum + each, 0));
  const ofRates = splitByWeights(discountMinor, sums);
  rates.forEach((indexes, at) => {
    const ofLines = splitByWeights(ofRates[at] ?? 0, amountsOf(indexes));
    indexes.forEach((index, place) => {
      shares[index] = ofLines[place] ?? 0;
    });
  });
  return shares;
}

/**
 * The part of an amount that pieces from `before` to `after` of `whole` stand for. Parts of one line that
 * follow each other sum to the amount exactly, however it is cut. Of nothing (a line that was taken off whole) there
 * is no part.
 */
export function shareOf(amountMinor: number, before: number, after: number, whole: number): number {
  if (whole === 0) {
    return 0;
  }
  const until = (pieces: number) => divideProduct(amountMinor, pieces, whole);
  return until(after) - until(before);
}

/** Rounded by magnitude, so that what is given back is rounded as what was taken. */
function divideProduct(
  amount: number,
  factor: number,
  divisor: number,
  rounding: TaxRounding = 'floor',
): number {
  const product = amount * factor;
  const size = Math.abs(product);
  // What a double holds exactly needs no big numbers, which take many times as long.
  if (!(Number.isSafeInteger(amount) && Number.isSafeInteger(size + divisor) && divisor > 0)) {
    return divideBig(BigInt(amount) * BigInt(factor), BigInt(divisor), rounding);
  }
  const added =
    rounding === 'floor' ? 0 : rounding === 'ceil' ? divisor - 1 : Math.floor(divisor / 2);
  const sum = size + added;
  const rounded = (sum - (sum % divisor)) / divisor;
  return product < 0 && rounded > 0 ? -rounded : rounded;
}

function divideBig(value: bigint, divisor: bigint, rounding: TaxRounding): number {
  const size = value < 0n ? -value : value;
  const added = rounding === 'floor' ? 0n : rounding === 'ceil' ? divisor - 1n : divisor / 2n;
  const rounded = (size + added) / divisor;
  return Number(value < 0n ? -rounded : rounded);
}
