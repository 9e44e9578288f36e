// The SQL of orders that several places send together. The order's row is locked before any of it; an order that one
// place sends has no rows here, and one that is no delivery from another place is not even asked about.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Carrier } from '../picking/store-parcels.ts';
import type { OrderRow } from '../store/orders.ts';

/** `waiting` to be packed, `packed`, `sent`; `empty`: all of it was cancelled before it was sent. */
export type ParcelState = 'waiting' | 'packed' | 'sent' | 'empty';

/** What one place sends of an order. */
export type OrderParcel = {
  readonly number: number;
  /** uuid */
  readonly placeId: string;
  readonly state: ParcelState;
  /** Numbers of the order's lines. */
  readonly lines: readonly number[];
  readonly carrier: Carrier | null;
  readonly trackingNumber: string | null;
  readonly leftAt: Temporal.Instant | null;
};

export type SentLine = {
  readonly orderId: string;
  readonly line: number;
  readonly parcel: number;
  readonly placeId: string;
};

const insert = statement<object>(`
  INSERT INTO orders.sent_line (order_id, line, parcel, place_id)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::smallint[], $4::uuid[])`);

export async function insertSentLines(tx: Tx, lines: readonly SentLine[]): Promise<void> {
  await tx.run(insert, [
    lines.map((each) => each.orderId),
    lines.map((each) => each.line),
    lines.map((each) => each.parcel),
    lines.map((each) => each.placeId),
  ]);
}

type ParcelOfOrderRow = {
  order_id: string;
  number: number;
  place_id: string;
  lines: string;
  has_goods: boolean;
  left_at: Temporal.Instant | null;
  ready_at: Temporal.Instant | null;
  carrier: Carrier | null;
  tracking_number: string | null;
};
const ofOrders = statement<ParcelOfOrderRow>(`
  SELECT s.order_id, s.parcel AS number, s.place_id, string_agg(s.line::text, ' ' ORDER BY s.line) AS lines,
    bool_or(l.quantity_milli > 0) AS has_goods, max(s.left_at) AS left_at, p.ready_at, p.carrier, p.tracking_number
  FROM orders.sent_line s JOIN orders.line l ON l.order_id = s.order_id AND l.line = s.line
  LEFT JOIN orders.parcel p ON p.order_id = s.order_id AND p.number = s.parcel
  WHERE s.order_id = ANY ($1::uuid[])
  GROUP BY s.order_id, s.parcel, s.place_id, p.order_id, p.number ORDER BY s.order_id, s.parcel`);

type Routed = Pick<OrderRow, 'id' | 'fulfilment' | 'handover_place_id'>;

/** Only a delivery that another place sends can come from several. */
function mayBeSplit({ fulfilment, handover_place_id: placeId }: Routed): boolean {
  return fulfilment === 'delivery' && placeId !== null;
}

/** The parcels of orders by the order's id (uuid); an order that one place sends is missing. */
export async function findParcelsOf(
  tx: Tx,
  orders: readonly Routed[],
): Promise<Map<string, OrderParcel[]>> {
  const ids = orders.filter(mayBeSplit).map((order) => order.id);
  const rows = ids.length === 0 ? [] : await tx.all(ofOrders, [ids]);
  return new Map(
    [...Map.groupBy(rows, (row) => row.order_id)].map(([id, ofOrder]) => [
      id,
      ofOrder.map(toParcel),
    ]),
  );
}

/** The parcels of one order, in their order; none where one place sends all of it. */
export async function findParcels(tx: Tx, order: Routed): Promise<readonly OrderParcel[]> {
  return (await findParcelsOf(tx, [order])).get(order.id) ?? [];
}

function toParcel(row: ParcelOfOrderRow): OrderParcel {
  const { left_at: leftAt, ready_at: readyAt, has_goods: hasGoods } = row;
  return {
    number: row.number,
    placeId: row.place_id,
    state: leftAt !== null ? 'sent' : !hasGoods ? 'empty' : readyAt === null ? 'waiting' : 'packed',
    lines: row.lines.split(' ').map(Number),
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    leftAt,
  };
}

const leave = statement<object>(`
  UPDATE orders.sent_line SET left_at = $3 WHERE order_id = $1 AND parcel = $2`);

export async function markLeft(tx: Tx, orderId: string, parcel: number): Promise<void> {
  await tx.run(leave, [orderId, parcel, tx.now]);
}

const move = statement<object>(`
  UPDATE orders.sent_line SET place_id = $3 WHERE order_id = $1 AND parcel = $2`);

/** Another place sends it. */
export async function moveParcelRows(
  tx: Tx,
  orderId: string,
  parcel: number,
  placeId: string,
): Promise<void> {
  await tx.run(move, [orderId, parcel, placeId]);
}

const join = statement<object>(`
  INSERT INTO orders.sent_line (order_id, line, parcel, place_id)
  SELECT order_id, $3, parcel, place_id FROM orders.sent_line WHERE order_id = $1 AND line = $2`);

/** A line that was made of another one goes with it. */
export async function joinParcel(
  tx: Tx,
  orderId: string,
  line: number,
  madeLine: number,
): Promise<void> {
  await tx.run(join, [orderId, line, madeLine]);
}
