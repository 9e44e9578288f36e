// The SQL of tickets and their cups.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type TicketState = 'unpaid' | 'waiting' | 'started' | 'ready' | 'handed_over' | 'ended';
export type TicketRow = {
  order_id: string;
  place_id: string;
  call_number: number;
  state: TicketState;
  is_eaten_in: boolean;
  starts_by: 'clock' | 'arrival';
  placed_at: Temporal.Instant;
  start_at: Temporal.Instant;
  first_promised_at: Temporal.Instant;
  promised_at: Temporal.Instant;
  expected_at: Temporal.Instant | null;
  arrived_at: Temporal.Instant | null;
  started_at: Temporal.Instant | null;
  ready_at: Temporal.Instant | null;
  handed_over_at: Temporal.Instant | null;
};
export type CupRow = {
  order_id: string;
  number: number;
  line: number;
  seat: number;
  item_id: string;
  name_ja: string;
  name_en: string;
  options_ja: string[];
  options_en: string[];
  options: string[];
  allergens: string[];
  station: string;
  units: number;
  bumped_at: Temporal.Instant | null;
};

const columns = `order_id, place_id, call_number, state, is_eaten_in, starts_by, placed_at, start_at, first_promised_at,
  promised_at, expected_at, arrived_at, started_at, ready_at, handed_over_at`;
const cupColumns = `order_id, number, line, seat, item_id, name_ja, name_en, options_ja, options_en, options, allergens,
  station, units, bumped_at`;

const insert = statement<object>(`
  INSERT INTO kitchen.ticket (order_id, place_id, call_number, state, is_eaten_in, starts_by, placed_at, start_at,
    first_promised_at, promised_at, code_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)`);
const insertCups = statement<object>(`
  INSERT INTO kitchen.cup (${cupColumns})
  SELECT r.* FROM json_to_recordset($1::json) AS r(order_id uuid, number smallint, line smallint, seat smallint, item_id uuid,
    name_ja text, name_en text, options_ja text[], options_en text[], options text[], allergens text[], station text,
    units smallint, bumped_at timestamptz)`);
const find = statement<TicketRow>(`SELECT ${columns} FROM kitchen.ticket WHERE order_id = $1`);
const lock = statement<TicketRow>(
  `SELECT ${columns} FROM kitchen.ticket WHERE order_id = $1 FOR UPDATE`,
);
const lockByCode = statement<TicketRow>(
  `SELECT ${columns} FROM kitchen.ticket WHERE code_hash = $1 FOR UPDATE`,
);
// Those that wait, and the last that went: a bump can be recalled.
const openTickets = statement<TicketRow>(`
  SELECT ${columns} FROM kitchen.ticket
  WHERE place_id = $1 AND state IN ('waiting', 'started', 'ready')
  ORDER BY promised_at, call_number LIMIT 300`);
const lastTickets = statement<TicketRow>(`
  SELECT ${columns} FROM kitchen.ticket
  WHERE place_id = $1 AND state = 'handed_over' AND placed_at > $2 ORDER BY handed_over_at DESC LIMIT 10`);
const ticketsOf = statement<TicketRow>(
  `SELECT ${columns} FROM kitchen.ticket WHERE order_id = ANY ($1::uuid[]) ORDER BY placed_at DESC`,
);
const cupsOf = statement<CupRow>(`
  SELECT ${cupColumns} FROM kitchen.cup WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id, number`);
const save = statement<object>(`
  UPDATE kitchen.ticket SET state = $2, start_at = $3, promised_at = $4, expected_at = $5, arrived_at = $6,
    started_at = $7, ready_at = $8, handed_over_at = $9
  WHERE order_id = $1`);
const bumpCups = statement<object>(`
  UPDATE kitchen.cup SET bumped_at = $3 WHERE order_id = $1 AND ($2::text IS NULL OR station = $2) AND bumped_at IS NULL`);
const unbumpCups = statement<object>(`
  UPDATE kitchen.cup SET bumped_at = NULL WHERE order_id = $1 AND ($2::text IS NULL OR station = $2)`);
const dueTickets = statement<{ order_id: string }>(`
  SELECT order_id FROM kitchen.ticket WHERE state = 'waiting' AND start_at <= $1 ORDER BY start_at LIMIT 500`);

const ticketsUntil = statement<{ order_id: string }>(`
  SELECT order_id FROM kitchen.ticket
  WHERE place_id = $1 AND promised_at < $2 AND arrived_at IS NULL AND state IN ('unpaid', 'waiting', 'started', 'ready')
  ORDER BY promised_at, order_id LIMIT 5000`);

/** Open orders (uuid) of a place that were promised for before a moment, of those who are not there yet. */
export async function findTicketsUntil(
  tx: Tx,
  placeId: string,
  until: Temporal.Instant,
): Promise<string[]> {
  return (await tx.all(ticketsUntil, [placeId, until])).map(({ order_id }) => order_id);
}

export type TicketToInsert = Pick<
  TicketRow,
  | 'order_id'
  | 'place_id'
  | 'call_number'
  | 'state'
  | 'is_eaten_in'
  | 'starts_by'
  | 'start_at'
  | 'promised_at'
> & { readonly codeHash: Buffer };

export async function insertTicket(
  tx: Tx,
  row: TicketToInsert,
  cups: readonly Omit<CupRow, 'order_id' | 'bumped_at'>[],
): Promise<void> {
  await tx.run(insert, [
    row.order_id,
    row.place_id,
    row.call_number,
    row.state,
    row.is_eaten_in,
    row.starts_by,
    tx.now,
    row.start_at,
    row.promised_at,
    row.codeHash,
  ]);
  await tx.run(insertCups, [
    JSON.stringify(cups.map((cup) => ({ ...cup, order_id: row.order_id, bumped_at: null }))),
  ]);
}

export function findTicket(tx: Tx, orderId: string): Promise<TicketRow | undefined> {
  return tx.maybe(find, [orderId]);
}

export function findTickets(tx: Tx, orderIds: readonly string[]): Promise<TicketRow[]> {
  return orderIds.length === 0 ? Promise.resolve([]) : tx.all(ticketsOf, [orderIds]);
}

export function lockTicket(tx: Tx, orderId: string): Promise<TicketRow | undefined> {
  return tx.maybe(lock, [orderId]);
}

export function lockTicketByCode(tx: Tx, codeHash: Buffer): Promise<TicketRow | undefined> {
  return tx.maybe(lockByCode, [codeHash]);
}

export function listOpenTickets(tx: Tx, placeId: string): Promise<TicketRow[]> {
  return tx.all(openTickets, [placeId]);
}

export function listLastTickets(tx: Tx, placeId: string): Promise<TicketRow[]> {
  return tx.all(lastTickets, [placeId, tx.now.subtract({ hours: 12 })]);
}

export async function findCups(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, CupRow[]>> {
  const rows = orderIds.length === 0 ? [] : await tx.all(cupsOf, [orderIds]);
  return Map.groupBy(rows, (row) => row.order_id);
}

export async function saveTicket(tx: Tx, row: TicketRow): Promise<TicketRow> {
  await tx.run(save, [
    row.order_id,
    row.state,
    row.start_at,
    row.promised_at,
    row.expected_at,
    row.arrived_at,
    row.started_at,
    row.ready_at,
    row.handed_over_at,
  ]);
  return row;
}

const dropCups = statement<object>(
  'DELETE FROM kitchen.cup WHERE order_id = $1 AND number = ANY ($2::int[])',
);

/** What was taken off the order. */
export async function dropCupRows(
  tx: Tx,
  orderId: string,
  numbers: readonly number[],
): Promise<void> {
  await tx.run(dropCups, [orderId, numbers]);
}

/** Of a station, or of all. */
export async function bumpCupRows(tx: Tx, orderId: string, station: string | null): Promise<void> {
  await tx.run(bumpCups, [orderId, station, tx.now]);
}

export async function unbumpCupRows(
  tx: Tx,
  orderId: string,
  station: string | null,
): Promise<void> {
  await tx.run(unbumpCups, [orderId, station]);
}

export async function findDueTickets(tx: Tx): Promise<string[]> {
  return (await tx.all(dueTickets, [tx.now])).map(({ order_id }) => order_id);
}

export type MinutesRow = {
  place_id: string;
  orders: number;
  handed_over: number;
  /** Ready by the time that she was told first. */
  in_time: number;
  waited: number;
  median_s: number | null;
  p90_s: number | null;
  at_once: number;
};
const minutes = statement<MinutesRow>(`
  SELECT place_id, count(*)::int AS orders,
    (count(*) FILTER (WHERE handed_over_at IS NOT NULL))::int AS handed_over,
    (count(*) FILTER (WHERE ready_at <= first_promised_at))::int AS in_time,
    (count(*) FILTER (WHERE arrived_at IS NOT NULL AND handed_over_at IS NOT NULL))::int AS waited,
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM handed_over_at - arrived_at)))::float AS median_s,
    (percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM handed_over_at - arrived_at)))::float AS p90_s,
    (count(*) FILTER (WHERE handed_over_at - arrived_at <= interval '60 seconds'))::int AS at_once
  FROM kitchen.ticket WHERE placed_at >= $1 AND placed_at < $2 AND state <> 'ended'
  GROUP BY place_id ORDER BY orders DESC, place_id LIMIT 2000`);

/** By place: orders, and the seconds between "I'm here" and the hand-over where both are known. */
export function sumMinutes(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<MinutesRow[]> {
  return tx.all(minutes, [from, until]);
}
