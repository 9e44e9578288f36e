// A sale or a return that another room of the house made at this counter (gift cards, say): it is an order already, and
// this drawer holds its money.
import { parseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { paidAtCounter } from '#orders';
import { tillsRefusals } from '../errors.ts';
import { type Booked, type NotedConflict, nothingBooked, type Telling } from './booked.ts';
import type { TillEntry } from './schemas.ts';
import { isOrderInDrawer } from './store.ts';

/** Refuses with tills.order_unknown, tills.order_counted. */
export async function countOrder(tx: Tx, telling: Telling, entry: TillEntry): Promise<Booked> {
  const { counted } = entry;
  if (counted === undefined) {
    throw new Error('the entry of a counted order has no order');
  }
  const orderId = parseId('order', counted.orderId);
  const paid = await paidAtCounter(tx, orderId);
  if (paid?.row.place_id !== telling.placeId || paid.row.channel !== 'pos') {
    throw tillsRefusals.order_unknown();
  }
  if (await isOrderInDrawer(tx, orderId)) {
    throw tillsRefusals.order_counted({ number: paid.row.number });
  }
  const { row, parts } = paid;
  const conflicts: NotedConflict[] =
    row.total_minor === counted.totalMinor
      ? []
      : [
          {
            kind: 'total_differs',
            facts: { told: counted.totalMinor, booked: row.total_minor },
          },
        ];
  return {
    ...nothingBooked,
    orderId,
    number: row.number,
    totalMinor: row.total_minor,
    parts,
    conflicts,
  };
}
