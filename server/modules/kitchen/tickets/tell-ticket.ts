// A ticket as the log tells it.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import type { kitchenTicketChanged, TicketTold } from '../events.ts';
import { findCups, type TicketRow } from './store.ts';

export async function tellTicket(tx: Tx, row: TicketRow): Promise<TicketTold> {
  const [place] = await findPlaces(tx, [row.place_id]);
  const cups = (await findCups(tx, [row.order_id])).get(row.order_id) ?? [];
  return {
    orderId: formatId('order', row.order_id),
    placeId: formatId('place', row.place_id),
    placeName: place?.name_ja ?? '',
    callNumber: row.call_number,
    state: row.state,
    promisedAt: row.promised_at.toString(),
    cups: cups.length,
    hasArrived: row.arrived_at !== null,
  };
}

/** Announces a change of a ticket where it happened. */
export async function announceTicket(
  tx: Tx,
  kind: Pick<typeof kitchenTicketChanged, 'make'>,
  row: TicketRow,
): Promise<void> {
  const told = await tellTicket(tx, row);
  tx.emit(kind.make(told.orderId, told, { placeId: row.place_id }));
}
