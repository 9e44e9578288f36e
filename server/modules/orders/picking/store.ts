// The SQL of picking. The order is locked before any row here is.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type AskState = 'asked' | 'accepted' | 'refused' | 'lapsed';

export type PickRow = {
  order_id: string;
  line: number;
  picked_milli: number;
  claimed_by: string | null;
  claimed_at: Temporal.Instant | null;
  short_milli: number;
  ask_state: AskState | null;
  offered_item_ids: string[];
  asked_at: Temporal.Instant | null;
  answer_until: Temporal.Instant | null;
};

const pickColumns = `order_id, line, picked_milli, claimed_by, claimed_at, short_milli, ask_state, offered_item_ids,
  asked_at, answer_until`;
const makePick = statement<object>(
  'INSERT INTO orders.pick (order_id, line) VALUES ($1, $2) ON CONFLICT DO NOTHING',
);
const lockPick = statement<PickRow>(
  `SELECT ${pickColumns} FROM orders.pick WHERE order_id = $1 AND line = $2 FOR UPDATE`,
);
const picksOf = statement<PickRow>(
  `SELECT ${pickColumns} FROM orders.pick WHERE order_id = ANY ($1::uuid[])`,
);
const savePick = statement<object>(`
  UPDATE orders.pick SET picked_milli = $3, claimed_by = $4, claimed_at = $5, short_milli = $6, ask_state = $7,
    offered_item_ids = $8, asked_at = $9, answer_until = $10, answered_at = $11
  WHERE order_id = $1 AND line = $2`);

/** The row of a line, made when it is not there; locked. */
export async function lockPickRow(tx: Tx, orderId: string, line: number): Promise<PickRow> {
  await tx.run(makePick, [orderId, line]);
  return tx.one(lockPick, [orderId, line]);
}

export function findPickRows(tx: Tx, orderIds: readonly string[]): Promise<PickRow[]> {
  return tx.all(picksOf, [orderIds]);
}

export async function savePickRow(
  tx: Tx,
  row: PickRow,
  answeredAt: Temporal.Instant | null = null,
): Promise<void> {
  await tx.run(savePick, [
    row.order_id,
    row.line,
    row.picked_milli,
    row.claimed_by,
    row.claimed_at,
    row.short_milli,
    row.ask_state,
    row.offered_item_ids,
    row.asked_at,
    row.answer_until,
    answeredAt,
  ]);
}

const lapsed = statement<{ order_id: string; line: number }>(`
  SELECT order_id, line FROM orders.pick WHERE ask_state = 'asked' AND answer_until <= $1
  ORDER BY answer_until LIMIT $2`);

/** Questions whose time is over. */
export async function findLapsedAsks(
  tx: Tx,
  limit: number,
): Promise<{ orderId: string; line: number }[]> {
  const rows = await tx.all(lapsed, [tx.now, limit]);
  return rows.map((row) => ({ orderId: row.order_id, line: row.line }));
}

// Nothing to choose any more: the order went another way, the parcel of the line has left, or what was missing of the
// line was taken off it.
const overAsks = `p.ask_state = 'asked' AND (o.state NOT IN ('placed', 'accepted', 'preparing')
    OR l.quantity_milli <= p.picked_milli OR EXISTS (SELECT FROM orders.sent_line s
      WHERE s.order_id = p.order_id AND s.line = p.line AND s.left_at IS NOT NULL))`;
const withOverAsks = statement<{ order_id: string }>(`
  SELECT DISTINCT p.order_id FROM orders.pick p JOIN orders.order o ON o.id = p.order_id
    JOIN orders.line l ON l.order_id = p.order_id AND l.line = p.line
  WHERE p.order_id = ANY ($1::uuid[])
    AND (${overAsks} OR (p.ask_state = 'asked' AND p.short_milli > l.quantity_milli - p.picked_milli))
  ORDER BY p.order_id`);
const lapseAsks = statement<{ line: number }>(`
  UPDATE orders.pick p SET ask_state = 'lapsed', answered_at = $2, claimed_by = NULL, claimed_at = NULL
  FROM orders.order o, orders.line l
  WHERE p.order_id = $1 AND o.id = p.order_id AND l.order_id = p.order_id AND l.line = p.line AND ${overAsks}
  RETURNING p.line`);
const lessenAsks = statement<object>(`
  UPDATE orders.pick p SET short_milli = l.quantity_milli - p.picked_milli FROM orders.line l
  WHERE p.order_id = $1 AND p.ask_state = 'asked' AND l.order_id = p.order_id AND l.line = p.line
    AND p.short_milli > l.quantity_milli - p.picked_milli`);

/** Of these orders (uuid) the ones with a question that is over, or is about more than is left. */
export async function findOrdersAskedInVain(
  tx: Tx,
  orderIds: readonly string[],
): Promise<string[]> {
  return (await tx.all(withOverAsks, [orderIds])).map((row) => row.order_id);
}

/** Ends the questions of an order that are over, and lessens the rest to what is left; answers the lines that ended. */
export async function endAsks(tx: Tx, orderId: string): Promise<number[]> {
  const ended = await tx.all(lapseAsks, [orderId, tx.now]);
  await tx.run(lessenAsks, [orderId]);
  return ended.map((row) => row.line);
}

export type ToPickRow = {
  order_id: string;
  number: string;
  fulfilment: string;
  state: string;
  ordered_at: Temporal.Instant;
  promised_until: Temporal.Instant | null;
  line: number;
  item_id: string;
  name: string;
  quantity_milli: number;
  /** With which parcel it goes, of how many; null where one place has the whole order. */
  parcel: number | null;
  parcels: number | null;
};
const isPickable = `o.kind = 'sale' AND o.fulfilment IN ('pickup', 'delivery')
    AND o.state IN ('placed', 'accepted', 'preparing')`;
const isToPickAt = `(o.handover_place_id = $1 OR (o.place_id = $1 AND o.handover_place_id IS NULL)) AND ${isPickable}`;
// What waits longer than a month was forgotten, not picked; what is made for a day waits for its day.
const toPick = statement<ToPickRow>(`
  WITH waiting AS (
    SELECT o.id FROM orders.order o
    WHERE ${isToPickAt} AND o.ordered_at > $2
    UNION
    SELECT o.id FROM orders.preorder_line p JOIN orders.order o ON o.id = p.order_id
    WHERE p.day > $3 AND ${isToPickAt}
    UNION
    SELECT o.id FROM orders.sent_line s JOIN orders.order o ON o.id = s.order_id
    WHERE s.place_id = $1 AND s.left_at IS NULL AND o.ordered_at > $2 AND ${isPickable})
  SELECT o.id AS order_id, o.number, o.fulfilment, o.state, o.ordered_at, o.promised_until, l.line, l.item_id, l.name,
    l.quantity_milli, s.parcel,
    CASE WHEN s.parcel IS NULL THEN NULL
      ELSE (SELECT max(a.parcel) FROM orders.sent_line a WHERE a.order_id = o.id) END AS parcels
  FROM waiting w JOIN orders.order o ON o.id = w.id JOIN orders.line l ON l.order_id = o.id
  LEFT JOIN orders.sent_line s ON s.order_id = l.order_id AND s.line = l.line
  WHERE l.quantity_milli > 0
    AND (s.parcel IS NULL OR (s.place_id = $1 AND s.left_at IS NULL AND NOT EXISTS (
      SELECT FROM orders.parcel p WHERE p.order_id = s.order_id AND p.number = s.parcel)))
    AND NOT EXISTS (SELECT FROM orders.preorder_line p WHERE p.order_id = l.order_id AND p.line = l.line)
  ORDER BY o.promised_until NULLS LAST, o.ordered_at, o.id, l.line LIMIT $4`);

/** Lines that wait to be picked at a place, the most urgent first; of an order that several send its own part only. */
export function listToPick(tx: Tx, placeId: string, limit: number): Promise<ToPickRow[]> {
  const since = tx.now.subtract({ hours: 24 * 30 });
  const firstDay = since.toZonedDateTimeISO('UTC').toPlainDate();
  return tx.all(toPick, [placeId, since, firstDay, limit]);
}

const splitLine = statement<{ line: number }>(`
  INSERT INTO orders.line (order_id, line, item_id, name, quantity_milli, unit_price, amount_minor, discount_minor,
    points_minor, tax_rate_bp)
  SELECT order_id, (SELECT max(line) + 1 FROM orders.line WHERE order_id = $1), $3, $4, $5, unit_price, $6, $7, $8,
    tax_rate_bp
  FROM orders.line WHERE order_id = $1 AND line = $2 RETURNING line`);
const lessOfLine = statement<object>(`
  UPDATE orders.line SET quantity_milli = quantity_milli - $3, amount_minor = amount_minor - $4,
    discount_minor = discount_minor - $5, points_minor = points_minor - $6
  WHERE order_id = $1 AND line = $2`);
const renameLine = statement<object>(
  'UPDATE orders.line SET item_id = $3, name = $4 WHERE order_id = $1 AND line = $2',
);
const moreLines = statement<object>(
  'UPDATE orders.order SET line_count = line_count + 1, changed_at = $2 WHERE id = $1',
);

export type SwappedPart = {
  readonly quantityMilli: number;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly pointsMinor: number;
};

/** Puts another item in the place of a whole line, at its amounts. */
export async function renameLineRow(
  tx: Tx,
  orderId: string,
  line: number,
  item: { readonly id: string; readonly name: string },
): Promise<void> {
  await tx.run(renameLine, [orderId, line, item.id, item.name]);
}

/** The same for a part of it, as a line of its own; answers its number. */
export async function splitLineRow(
  tx: Tx,
  orderId: string,
  line: number,
  item: { readonly id: string; readonly name: string },
  part: SwappedPart,
): Promise<number> {
  const { quantityMilli, amountMinor, discountMinor, pointsMinor } = part;
  const made = await tx.one(splitLine, [
    orderId,
    line,
    item.id,
    item.name,
    quantityMilli,
    amountMinor,
    discountMinor,
    pointsMinor,
  ]);
  await tx.run(lessOfLine, [orderId, line, quantityMilli, amountMinor, discountMinor, pointsMinor]);
  await tx.run(moreLines, [orderId, tx.now]);
  return made.line;
}
