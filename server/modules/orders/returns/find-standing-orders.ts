// Orders as they stand now, for whoever reckons with what was kept of them: lines less what was cancelled and came
// back, and what was paid for them. A pure function of this, asked again after each change, is exact however an order is
// given back.
import type { Tx } from '#kernel/transaction';
import { findStandingRows, type StandingOrderRow } from '../store/standing.ts';
import { partOf } from './give-back-lines.ts';

export type StandingOrder = Omit<StandingOrderRow, 'lines'> & {
  readonly lines: readonly {
    /** As the order numbers it. */
    readonly line: number;
    readonly itemId: string;
    /** Kept by the customer. */
    readonly quantityMilli: number;
    /** Paid for that by other means than points that are a discount. */
    readonly paidMinor: number;
    /** Gift value bears no tax. */
    readonly isTaxed: boolean;
  }[];
  /** The lines together; as the order's basis of tax has it. */
  readonly paidMinor: number;
};

/** Sales that were made here (uuid), by id; returns and imported history are left out. */
export async function findStandingOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, StandingOrder>> {
  const rows = orderIds.length === 0 ? [] : await findStandingRows(tx, orderIds);
  return new Map(
    rows.map(({ lines: sold, ...order }) => {
      const lines = sold.map((line) => {
        const left = partOf(
          {
            line: line.line,
            itemId: line.item_id,
            quantityMilli: line.quantity_milli,
            returnedMilli: line.returned_milli,
            amountMinor: line.amount_minor,
            discountMinor: line.discount_minor,
            pointsMinor: line.points_minor,
            taxRateBp: line.tax_rate_bp,
          },
          line.quantity_milli - line.returned_milli,
        );
        const { quantityMilli, netMinor } = left;
        return {
          line: line.line,
          itemId: line.item_id,
          quantityMilli,
          paidMinor: netMinor,
          isTaxed: line.tax_rate_bp > 0,
        };
      });
      const paidMinor = lines.reduce((sum, line) => sum + line.paidMinor, 0);
      return [order.id, { ...order, lines, paidMinor }];
    }),
  );
}
