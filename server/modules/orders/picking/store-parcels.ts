// The SQL of what is packed: waiting, sent, or never collected.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type Carrier = 'yamato' | 'sagawa';

export type ParcelRow = {
  order_id: string;
  place_id: string;
  shelf: string | null;
  ready_at: Temporal.Instant;
  keep_until: Temporal.Instant | null;
  put_back_at: Temporal.Instant | null;
  carrier: Carrier | null;
  tracking_number: string | null;
};

const columns =
  'order_id, place_id, shelf, ready_at, keep_until, put_back_at, carrier, tracking_number';
const insert = statement<object>(`
  INSERT INTO orders.parcel (order_id, place_id, shelf, ready_at, keep_until, packed_by)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (order_id) DO UPDATE SET shelf = excluded.shelf, place_id = excluded.place_id`);
const find = statement<ParcelRow>(`SELECT ${columns} FROM orders.parcel WHERE order_id = $1`);

export async function insertParcel(
  tx: Tx,
  parcel: Pick<ParcelRow, 'order_id' | 'place_id' | 'shelf' | 'keep_until'>,
): Promise<void> {
  const { order_id: orderId, place_id: placeId, shelf, keep_until: keepUntil } = parcel;
  await tx.run(insert, [orderId, placeId, shelf, tx.now, keepUntil, tx.actor]);
}

export function findParcel(tx: Tx, orderId: string): Promise<ParcelRow | undefined> {
  return tx.maybe(find, [orderId]);
}

export type WaitingParcelRow = ParcelRow & {
  number: string;
  state: string;
  fulfilment: string;
};
const waiting = statement<WaitingParcelRow>(`
  SELECT p.order_id, p.place_id, p.shelf, p.ready_at, p.keep_until, p.put_back_at, p.carrier, p.tracking_number,
    o.number, o.state, o.fulfilment
  FROM orders.parcel p JOIN orders.order o ON o.id = p.order_id
  WHERE p.place_id = $1 AND p.put_back_at IS NULL AND o.state IN ('ready', 'expired', 'cancelled')
  ORDER BY p.ready_at LIMIT $2`);

/** What stands packed in a shop: waiting for her, for the carrier, or to be put back. */
export function listWaitingParcels(
  tx: Tx,
  placeId: string,
  limit: number,
): Promise<WaitingParcelRow[]> {
  return tx.all(waiting, [placeId, limit]);
}

const overdue = statement<{ order_id: string }>(`
  SELECT p.order_id FROM orders.parcel p JOIN orders.order o ON o.id = p.order_id
  WHERE p.put_back_at IS NULL AND p.keep_until <= $1 AND o.state = 'ready' AND o.fulfilment = 'pickup'
  ORDER BY p.keep_until LIMIT $2`);

/** Ready, and nobody came in time (uuid). */
export async function findNoShows(tx: Tx, limit: number): Promise<string[]> {
  return (await tx.all(overdue, [tx.now, limit])).map((row) => row.order_id);
}

const putBack = statement<object>(
  'UPDATE orders.parcel SET put_back_at = $2, put_back_by = $3 WHERE order_id = $1 AND put_back_at IS NULL',
);

export async function putBackParcel(tx: Tx, orderId: string): Promise<void> {
  await tx.run(putBack, [orderId, tx.now, tx.actor]);
}

const ship = statement<object>(
  'UPDATE orders.parcel SET carrier = $2, tracking_number = $3, shipped_at = $4 WHERE order_id = $1',
);

export async function shipParcel(
  tx: Tx,
  orderId: string,
  carrier: Carrier,
  trackingNumber: string,
): Promise<void> {
  await tx.run(ship, [orderId, carrier, trackingNumber, tx.now]);
}

export type NumberedParcelRow = {
  order_id: string;
  number: string;
  state: string;
  tracking_number: string | null;
};
const numbered = statement<NumberedParcelRow>(`
  SELECT p.order_id, o.number, o.state, p.tracking_number
  FROM orders.parcel p JOIN orders.order o ON o.id = p.order_id
  WHERE p.place_id = $1 AND o.number = ANY ($2::text[]) AND o.fulfilment = 'delivery'`);

/** Parcels that were packed at a place, by the numbers of their orders. */
export function findNumberedParcels(
  tx: Tx,
  placeId: string,
  numbers: readonly string[],
): Promise<NumberedParcelRow[]> {
  return tx.all(numbered, [placeId, numbers]);
}
