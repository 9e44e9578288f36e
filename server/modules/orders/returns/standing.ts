// An order's lines as they stand, and what people ask of them.

import type { TaxBasis } from '@engawa/totals';
import { fromMilli } from '#kernel/quantity';
import { ordersRefusals } from '../errors.ts';
import type { SoldLineRow } from '../store/changes.ts';
import type { OrderRow } from '../store/orders.ts';
import type { StandingLine } from './give-back-lines.ts';

export type WantedLine = { readonly line: number; readonly quantityMilli: number };

type NamedLine = StandingLine & {
  readonly name: string;
  readonly day: Temporal.PlainDate | null;
};

export function toStanding(row: SoldLineRow): NamedLine {
  return {
    line: row.line,
    itemId: row.item_id,
    name: row.name,
    quantityMilli: row.quantity_milli,
    returnedMilli: row.returned_milli,
    amountMinor: row.amount_minor,
    discountMinor: row.discount_minor,
    pointsMinor: row.points_minor,
    taxRateBp: row.tax_rate_bp,
    day: row.day,
  };
}

/** How the tax of an order was rounded, and whether its amounts hold it. */
export function basisOf(order: Pick<OrderRow, 'is_tax_included' | 'tax_rounding'>): TaxBasis {
  return { isTaxIncluded: order.is_tax_included, rounding: order.tax_rounding };
}

/**
 * The lines asked for with what stands of them. Refuses with orders.line_unknown and with orders.left_of_line
 * what asks for more than is left; a line named twice is asked for as a whole.
 */
export function wantedLines<Wanted extends WantedLine>(
  lines: readonly NamedLine[],
  wanted: readonly Wanted[],
): (Wanted & { readonly standing: NamedLine })[] {
  const known = new Map(lines.map((each) => [each.line, each]));
  return wanted.map((wish) => {
    const standing = known.get(wish.line);
    if (standing === undefined) {
      throw ordersRefusals.line_unknown({ line: wish.line });
    }
    const leftMilli = standing.quantityMilli - standing.returnedMilli;
    if (wish.quantityMilli > leftMilli) {
      throw ordersRefusals.left_of_line({ item: standing.name, left: fromMilli(leftMilli) });
    }
    // A line that is named again begins where the first naming ends.
    known.set(wish.line, {
      ...standing,
      returnedMilli: standing.returnedMilli + wish.quantityMilli,
    });
    return { ...wish, standing };
  });
}
