// What an invoice of several orders comes to, without I/O: the tax is rounded once per rate of the whole invoice (NTA
// Q&A 57), so its total may differ by some yen from the sum of its orders, each of which was rounded by itself.
import type { TaxBasis, TaxOfRate } from '@engawa/totals';
import { taxesOf } from '@engawa/totals';

export type BilledLine = {
  /** As the basis has it, before discounts; below zero for what came back. */
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly taxRateBp: number;
};

export type InvoiceSum = {
  readonly taxes: readonly TaxOfRate[];
  readonly totalMinor: number;
  readonly taxMinor: number;
  /** The total less the totals of its orders. */
  readonly roundingMinor: number;
};

export function sumInvoice(
  lines: readonly BilledLine[],
  ordersTotalMinor: number,
  basis: TaxBasis,
): InvoiceSum {
  const taxes = taxesOf(
    lines.map(({ amountMinor, discountMinor, taxRateBp }) => ({
      amountMinor: amountMinor - discountMinor,
      taxRateBp,
    })),
    basis,
  );
  const totalMinor = taxes.reduce((sum, each) => sum + each.taxedMinor, 0);
  const taxMinor = taxes.reduce((sum, each) => sum + each.taxMinor, 0);
  return { taxes, totalMinor, taxMinor, roundingMinor: totalMinor - ordersTotalMinor };
}
