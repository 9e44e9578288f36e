// Half a cup is neither taken off an order nor given back. A line that was sold in parts (a sale that had happened) may be.
import { findItems, isInWholePieces } from '#catalog';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import type { wantedLines } from './standing.ts';

/** Refuses with orders.quantity_not_whole. Whole pieces, which nearly all are, ask the database nothing. */
export async function refusePartsOfPieces(
  tx: Tx,
  wanted: ReturnType<typeof wantedLines>,
): Promise<void> {
  const parts = wanted.filter(({ quantityMilli, standing }) => {
    const leftMilli = standing.quantityMilli - standing.returnedMilli;
    return quantityMilli % 1000 !== 0 && leftMilli % 1000 === 0;
  });
  if (parts.length === 0) {
    return;
  }
  const items = await findItems(tx, [...new Set(parts.map(({ standing }) => standing.itemId))]);
  for (const { standing, quantityMilli } of parts) {
    const item = items.get(standing.itemId);
    if (item !== undefined && !isInWholePieces(item, quantityMilli)) {
      const quantity = fromMilli(quantityMilli);
      throw ordersRefusals.quantity_not_whole({ item: standing.name, quantity });
    }
  }
}
