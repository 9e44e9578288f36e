// The SQL of 予約販売. Days are locked in one sorted order, after stock and accounts, wherever more than one is.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import type { DayDecision, Preorder, PreorderDay } from './preorder.ts';

type PreorderRow = {
  id: string;
  item_id: string;
  time_zone: string;
  first_day: Temporal.PlainDate | null;
  last_day: Temporal.PlainDate | null;
  weekday_mask: number;
  closes_on_holidays: boolean;
  lead_days: number;
  cutoff_minute: number;
  day_limit_milli: number;
  is_active: boolean;
};
type WindowRow = {
  preorder_id: string;
  place_id: string | null;
  channel: string | null;
  opens_at: Temporal.Instant;
  closes_at: Temporal.Instant | null;
};
type DayRow = {
  preorder_id: string;
  day: Temporal.PlainDate;
  limit_milli: number | null;
  taken_milli: number;
};

const columns = `id, item_id, time_zone, first_day, last_day, weekday_mask, closes_on_holidays, lead_days,
  cutoff_minute, day_limit_milli, is_active`;
const ofItems = statement<PreorderRow>(
  `SELECT ${columns} FROM orders.preorder WHERE item_id = ANY ($1::uuid[]) AND is_active`,
);
const active = statement<PreorderRow>(
  `SELECT ${columns} FROM orders.preorder WHERE is_active ORDER BY id`,
);
const byId = statement<PreorderRow>(`SELECT ${columns} FROM orders.preorder WHERE id = $1`);
const page = statement<PreorderRow>(`
  SELECT ${columns} FROM orders.preorder
  WHERE ($1::uuid IS NULL OR item_id = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`);
const windowsOf = statement<WindowRow>(`
  SELECT preorder_id, place_id, channel, opens_at, closes_at FROM orders.preorder_window
  WHERE preorder_id = ANY ($1::uuid[]) ORDER BY preorder_id, number`);
const save = statement<object>(`
  INSERT INTO orders.preorder AS p (${columns}, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
  ON CONFLICT (id) DO UPDATE SET item_id = excluded.item_id, time_zone = excluded.time_zone,
    first_day = excluded.first_day, last_day = excluded.last_day, weekday_mask = excluded.weekday_mask,
    closes_on_holidays = excluded.closes_on_holidays, lead_days = excluded.lead_days,
    cutoff_minute = excluded.cutoff_minute, day_limit_milli = excluded.day_limit_milli,
    is_active = excluded.is_active, updated_at = excluded.updated_at`);
const clearWindows = statement<object>('DELETE FROM orders.preorder_window WHERE preorder_id = $1');
const insertWindows = statement<object>(`
  INSERT INTO orders.preorder_window (preorder_id, number, place_id, channel, opens_at, closes_at)
  SELECT $1, w.number, w.place_id, w.channel, w.opens_at, w.closes_at
  FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
    WITH ORDINALITY AS w(place_id, channel, opens_at, closes_at, number)`);

const makeDays = statement<object>(`
  INSERT INTO orders.preorder_day (preorder_id, day)
  SELECT * FROM unnest($1::uuid[], $2::date[]) AS d(preorder_id, day) ORDER BY 1, 2 ON CONFLICT DO NOTHING`);
const lockDays = statement<DayRow>(`
  SELECT d.preorder_id, d.day, d.limit_milli, d.taken_milli
  FROM orders.preorder_day d JOIN unnest($1::uuid[], $2::date[]) AS k(preorder_id, day)
    ON d.preorder_id = k.preorder_id AND d.day = k.day
  ORDER BY d.preorder_id, d.day FOR UPDATE OF d`);
const readDays = statement<DayRow>(`
  SELECT preorder_id, day, limit_milli, taken_milli FROM orders.preorder_day
  WHERE preorder_id = $1 AND day BETWEEN $2 AND $3 ORDER BY day`);
const limitDay = statement<DayRow>(`
  INSERT INTO orders.preorder_day (preorder_id, day, limit_milli) VALUES ($1, $2, $3)
  ON CONFLICT (preorder_id, day) DO UPDATE SET limit_milli = excluded.limit_milli
  RETURNING preorder_id, day, limit_milli, taken_milli`);
const takeDays = statement<object>(`
  UPDATE orders.preorder_day d SET taken_milli = d.taken_milli + t.quantity
  FROM (SELECT preorder_id, day, sum(quantity)::bigint AS quantity
    FROM unnest($1::uuid[], $2::date[], $3::bigint[]) AS k(preorder_id, day, quantity) GROUP BY 1, 2) AS t
  WHERE d.preorder_id = t.preorder_id AND d.day = t.day`);
const insertLines = statement<object>(`
  INSERT INTO orders.preorder_line (order_id, line, preorder_id, day, taken_milli)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::date[], $5::bigint[])`);
const linesOf = statement<{
  line: number;
  preorder_id: string;
  day: Temporal.PlainDate;
  taken_milli: number;
}>(
  `SELECT line, preorder_id, day, taken_milli FROM orders.preorder_line WHERE order_id = $1 AND taken_milli > 0`,
);
const moveLines = statement<object>(
  'UPDATE orders.preorder_line SET day = $2 WHERE order_id = $1 AND taken_milli > 0',
);
// What was promised for an hour of the old day is promised for the new day, as every order for a day is.
const forgetHour = statement<object>(
  'UPDATE orders.order SET promised_until = NULL, changed_at = $2 WHERE id = $1',
);
const preordersOf = statement<PreorderRow>(
  `SELECT ${columns} FROM orders.preorder WHERE id = ANY ($1::uuid[])`,
);
const shrinkLines = statement<object>(`
  UPDATE orders.preorder_line l SET taken_milli = l.taken_milli - g.quantity
  FROM unnest($2::int[], $3::bigint[]) AS g(line, quantity) WHERE l.order_id = $1 AND l.line = g.line`);

/** The preorders of items that stand, by item. */
export async function findPreorders(
  tx: Tx,
  itemIds: readonly string[],
): Promise<Map<string, Preorder>> {
  const found = await withWindows(tx, await tx.all(ofItems, [itemIds]));
  return new Map(found.map((each) => [each.itemId, each]));
}

/** All that stand. */
export async function listActivePreorders(tx: Tx): Promise<Preorder[]> {
  return withWindows(tx, await tx.all(active, []));
}

export async function findPreorder(tx: Tx, id: string): Promise<Preorder | undefined> {
  const row = await tx.maybe(byId, [id]);
  return row === undefined ? undefined : (await withWindows(tx, [row]))[0];
}

/** Newest first, also those that are over. */
export async function listPreorders(
  tx: Tx,
  itemId: string | null,
  before: string | null,
  limit: number,
): Promise<Preorder[]> {
  return withWindows(tx, await tx.all(page, [itemId, before, limit]));
}

async function withWindows(tx: Tx, rows: readonly PreorderRow[]): Promise<Preorder[]> {
  const windows = await tx.all(windowsOf, [rows.map((row) => row.id)]);
  const byPreorder = Map.groupBy(windows, (row) => row.preorder_id);
  return rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    timeZone: row.time_zone,
    firstDay: row.first_day,
    lastDay: row.last_day,
    weekdays: week.filter((day) => (row.weekday_mask & bitOf(day)) !== 0),
    closesOnHolidays: row.closes_on_holidays,
    leadDays: row.lead_days,
    cutoffMinute: row.cutoff_minute,
    dayLimitMilli: row.day_limit_milli,
    isActive: row.is_active,
    windows: (byPreorder.get(row.id) ?? []).map((each) => ({
      placeId: each.place_id,
      channel: each.channel,
      opensAt: each.opens_at,
      closesAt: each.closes_at,
    })),
  }));
}

const week = [1, 2, 3, 4, 5, 6, 7];

function bitOf(weekday: number): number {
  return 1 << (weekday - 1);
}

/** Writes it whole. Refuses with orders.preorder_taken. */
export async function savePreorder(tx: Tx, preorder: Preorder): Promise<void> {
  const { id, itemId, windows } = preorder;
  const days = preorder.weekdays.reduce((mask, day) => mask | bitOf(day), 0);
  const span = [preorder.timeZone, preorder.firstDay, preorder.lastDay, days];
  const lead = [preorder.closesOnHolidays, preorder.leadDays, preorder.cutoffMinute];
  const values = [id, itemId, ...span, ...lead, preorder.dayLimitMilli, preorder.isActive, tx.now];
  try {
    await tx.run(save, values);
  } catch (error) {
    if (violatedConstraint(error) === 'preorder_item') {
      throw ordersRefusals.preorder_taken();
    }
    throw error;
  }
  await tx.run(clearWindows, [id]);
  await tx.run(insertWindows, [
    id,
    windows.map((each) => each.placeId),
    windows.map((each) => each.channel),
    windows.map((each) => each.opensAt),
    windows.map((each) => each.closesAt),
  ]);
}

type DayOf = Pick<PreorderDay, 'preorderId' | 'day'>;

/** Days locked, sorted by preorder and day; missing rows are made. */
export async function lockPreorderDays(tx: Tx, days: readonly DayOf[]): Promise<PreorderDay[]> {
  const keys = [days.map((each) => each.preorderId), days.map((each) => each.day)];
  await tx.run(makeDays, keys);
  return (await tx.all(lockDays, keys)).map(toDay);
}

export async function findPreorderDays(
  tx: Tx,
  preorderId: string,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<PreorderDay[]> {
  return (await tx.all(readDays, [preorderId, from, until])).map(toDay);
}

/** Gives a day a limit of its own; null takes it away. */
export async function limitPreorderDay(
  tx: Tx,
  { preorderId, day }: DayOf,
  limitMilli: number | null,
): Promise<PreorderDay> {
  return toDay(await tx.one(limitDay, [preorderId, day, limitMilli]));
}

function toDay(row: DayRow): PreorderDay {
  const { preorder_id: preorderId, day, limit_milli: limitMilli, taken_milli: takenMilli } = row;
  return { preorderId, day, limitMilli, takenMilli };
}

export type TakenDay = {
  readonly line: number;
  readonly preorderId: string;
  readonly day: Temporal.PlainDate;
  readonly takenMilli: number;
};

/** What an order still takes of its day, by line; its row is locked where this has to stay true. */
export async function findTakenDays(tx: Tx, orderId: string): Promise<TakenDay[]> {
  return (await tx.all(linesOf, [orderId])).map((row) => ({
    line: row.line,
    preorderId: row.preorder_id,
    day: row.day,
    takenMilli: row.taken_milli,
  }));
}

/** Also those that are over, by id. */
export async function findPreordersById(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, Preorder>> {
  const found = await withWindows(tx, await tx.all(preordersOf, [ids]));
  return new Map(found.map((each) => [each.id, each]));
}

/** Moves what an order takes to another day, behind the locks of its row and of both days. */
export async function moveTakenDays(
  tx: Tx,
  orderId: string,
  taken: readonly TakenDay[],
  to: Temporal.PlainDate,
): Promise<void> {
  const ids = taken.map((each) => each.preorderId);
  const quantities = taken.map((each) => each.takenMilli);
  await tx.run(takeDays, [
    [...ids, ...ids],
    [...taken.map((each) => each.day), ...taken.map(() => to)],
    [...quantities.map((each) => -each), ...quantities],
  ]);
  await tx.run(moveLines, [orderId, to]);
  await tx.run(forgetHour, [orderId, tx.now]);
}

/** Writes what checkouts decided, behind the locks of the days. */
export async function applyDays(tx: Tx, decisions: readonly DayDecision[]): Promise<void> {
  const preorderIds = decisions.map((each) => each.preorderId);
  const days = decisions.map((each) => each.day);
  const quantities = decisions.map((each) => each.quantityMilli);
  const orderIds = decisions.map((each) => each.orderId);
  const lines = decisions.map((each) => each.line);
  await Promise.all([
    tx.run(takeDays, [preorderIds, days, quantities]),
    tx.run(insertLines, [orderIds, lines, preorderIds, days, quantities]),
  ]);
}

/**
 * Gives days back what lines of an order took of them: these pieces of these lines, or all. The order's row is
 * locked.
 */
export async function giveBackDays(
  tx: Tx,
  orderId: string,
  pieces?: readonly { readonly line: number; readonly quantityMilli: number }[],
): Promise<void> {
  const rows = await tx.all(linesOf, [orderId]);
  const given = rows.flatMap((row) => {
    const wanted = pieces
      ?.filter(({ line }) => line === row.line)
      .reduce((sum, each) => sum + each.quantityMilli, 0);
    const quantity = Math.min(row.taken_milli, wanted ?? row.taken_milli);
    return quantity === 0 ? [] : [{ ...row, quantity }];
  });
  if (given.length > 0) {
    await lockPreorderDays(
      tx,
      given.map(({ preorder_id: preorderId, day }) => ({ preorderId, day })),
    );
    const quantities = given.map((each) => each.quantity);
    await tx.run(shrinkLines, [orderId, given.map((each) => each.line), quantities]);
    await tx.run(takeDays, [
      given.map((each) => each.preorder_id),
      given.map((each) => each.day),
      quantities.map((each) => -each),
    ]);
  }
}
