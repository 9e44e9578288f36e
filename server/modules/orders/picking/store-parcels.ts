// The SQL of what is packed: waiting, sent, or never collected.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type Carrier = 'yamato' | 'sagawa';

export type ParcelRow = {
  order_id: string;
  /** 1, 2 … of the order. */
  number: number;
  place_id: string;
  shelf: string | null;
  ready_at: Temporal.Instant;
  keep_until: Temporal.Instant | null;
  put_back_at: Temporal.Instant | null;
  carrier: Carrier | null;
  tracking_number: string | null;
};

const columns =
  'order_id, number, place_id, shelf, ready_at, keep_until, put_back_at, carrier, tracking_number';
const insert = statement<object>(`
  INSERT INTO orders.parcel (order_id, number, place_id, shelf, ready_at, keep_until, packed_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (order_id, number) DO UPDATE SET shelf = excluded.shelf, place_id = excluded.place_id`);
const find = statement<ParcelRow>(
  `SELECT ${columns} FROM orders.parcel WHERE order_id = $1 AND number = 1`,
);

export async function insertParcel(
  tx: Tx,
  parcel: Pick<ParcelRow, 'order_id' | 'number' | 'place_id' | 'shelf' | 'keep_until'>,
): Promise<void> {
  const { order_id: orderId, number, place_id: placeId, shelf, keep_until: keepUntil } = parcel;
  await tx.run(insert, [orderId, number, placeId, shelf, tx.now, keepUntil, tx.actor]);
}

/** The parcel of an order that one place has all of. */
export function findParcel(tx: Tx, orderId: string): Promise<ParcelRow | undefined> {
  return tx.maybe(find, [orderId]);
}

export type WaitingParcelRow = Omit<ParcelRow, 'number'> & {
  parcel: number;
  /** In how many the order comes. */
  parcels: number;
  /** Of the order. */
  number: string;
  state: string;
  fulfilment: string;
};
// How far a parcel is, is how far its order is; where several places send, each parcel has a life of its own.
const withState = `
  SELECT p.order_id, p.number AS parcel, p.place_id, p.shelf, p.ready_at, p.keep_until, p.put_back_at, p.carrier,
    p.tracking_number, o.number, o.fulfilment, coalesce(s.parcels, 1) AS parcels,
    CASE WHEN s.parcels IS NULL THEN o.state WHEN s.has_left THEN 'shipped'
      WHEN s.has_goods AND o.state IN ('placed', 'accepted', 'preparing', 'ready') THEN 'ready'
      ELSE 'cancelled' END AS state
  FROM orders.parcel p JOIN orders.order o ON o.id = p.order_id
  LEFT JOIN LATERAL (
    SELECT max(s.parcel) AS parcels, bool_or(l.quantity_milli > 0) FILTER (WHERE s.parcel = p.number) AS has_goods,
      bool_or(s.left_at IS NOT NULL) FILTER (WHERE s.parcel = p.number) AS has_left
    FROM orders.sent_line s JOIN orders.line l ON l.order_id = s.order_id AND l.line = s.line
    WHERE s.order_id = p.order_id) s ON true`;
const waiting = statement<WaitingParcelRow>(`
  SELECT * FROM (${withState} WHERE p.place_id = $1 AND p.put_back_at IS NULL) w
  WHERE state IN ('ready', 'expired', 'cancelled') ORDER BY ready_at LIMIT $2`);

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

const putBack = statement<object>(`
  UPDATE orders.parcel SET put_back_at = $3, put_back_by = $4
  WHERE order_id = $1 AND number = $2 AND put_back_at IS NULL`);

export async function putBackParcel(tx: Tx, orderId: string, number: number): Promise<void> {
  await tx.run(putBack, [orderId, number, tx.now, tx.actor]);
}

const ship = statement<object>(`
  UPDATE orders.parcel SET carrier = $3, tracking_number = $4, shipped_at = $5
  WHERE order_id = $1 AND number = $2`);

export async function shipParcel(
  tx: Tx,
  sent: {
    readonly orderId: string;
    readonly number: number;
    readonly carrier: Carrier;
    readonly trackingNumber: string;
  },
): Promise<void> {
  const { orderId, number, carrier, trackingNumber } = sent;
  await tx.run(ship, [orderId, number, carrier, trackingNumber, tx.now]);
}

const numbered = statement<WaitingParcelRow>(`
  ${withState} WHERE p.place_id = $1 AND o.number = ANY ($2::text[]) AND o.fulfilment = 'delivery'`);

/** Parcels that were packed at a place, by the numbers of their orders; of one order a place sends one. */
export function findNumberedParcels(
  tx: Tx,
  placeId: string,
  numbers: readonly string[],
): Promise<WaitingParcelRow[]> {
  return tx.all(numbered, [placeId, numbers]);
}
