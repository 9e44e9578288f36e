// The SQL of promises. The rule of a place is locked after stock, accounts and days, wherever any of them is.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { PickupRule } from './desk.ts';

type RuleRow = {
  place_id: string;
  hour_capacity: number | null;
  counts: 'orders' | 'lines';
  lead_minutes: number;
  check_minutes: number;
  cutoff_minute: number | null;
  keep_days: number;
};
const rulesOf = statement<RuleRow>(`
  SELECT place_id, hour_capacity, counts, lead_minutes, check_minutes, cutoff_minute, keep_days
  FROM orders.pickup_rule WHERE place_id = ANY ($1::uuid[])`);
const saveRule = statement<object>(`
  INSERT INTO orders.pickup_rule AS r (place_id, hour_capacity, counts, lead_minutes, check_minutes,
    cutoff_minute, keep_days, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (place_id) DO UPDATE SET hour_capacity = excluded.hour_capacity, counts = excluded.counts,
    lead_minutes = excluded.lead_minutes, check_minutes = excluded.check_minutes,
    cutoff_minute = excluded.cutoff_minute, keep_days = excluded.keep_days, updated_at = excluded.updated_at`);

/** By place (uuid); a place that nobody has set is left out. */
export async function findRules(
  tx: Tx,
  placeIds: readonly string[],
): Promise<Map<string, PickupRule>> {
  const rows = placeIds.length === 0 ? [] : await tx.all(rulesOf, [placeIds]);
  return new Map(
    rows.map((row) => [
      row.place_id,
      {
        hourCapacity: row.hour_capacity,
        counts: row.counts,
        leadMinutes: row.lead_minutes,
        checkMinutes: row.check_minutes,
        cutoffMinute: row.cutoff_minute,
        keepDays: row.keep_days,
      },
    ]),
  );
}

export async function saveRuleRow(tx: Tx, placeId: string, rule: PickupRule): Promise<void> {
  const { hourCapacity, counts, leadMinutes, checkMinutes, cutoffMinute, keepDays } = rule;
  await tx.run(saveRule, [
    placeId,
    hourCapacity,
    counts,
    leadMinutes,
    checkMinutes,
    cutoffMinute,
    keepDays,
    tx.now,
  ]);
}

const lockRules = statement<{ place_id: string }>(`
  SELECT place_id FROM orders.pickup_rule WHERE place_id = ANY ($1::uuid[]) ORDER BY place_id FOR NO KEY UPDATE`);
// A statement of its own: one that waited for the lock would still see the hours as they were before.
const takenSince = statement<{ place_id: string; hour_ms: number; taken: number }>(`
  SELECT place_id, (extract(epoch FROM starts_at) * 1000)::bigint AS hour_ms, taken FROM orders.pickup_slot
  WHERE place_id = ANY ($1::uuid[]) AND starts_at > $2`);

/** What is promised of each hour: place (uuid) → hour (epoch ms) → taken. */
export type Taken = Map<string, Map<number, number>>;

/** Locks the rules of these places until the commit; what they have promised from this hour on. */
export async function lockTaken(tx: Tx, placeIds: readonly string[]): Promise<Taken> {
  const [, taken] = await Promise.all([tx.all(lockRules, [placeIds]), findTaken(tx, placeIds)]);
  return taken;
}

/** The same without a lock: for a look. */
export async function findTaken(tx: Tx, placeIds: readonly string[]): Promise<Taken> {
  const rows = await tx.all(takenSince, [placeIds, tx.now.subtract({ hours: 1 })]);
  const taken: Taken = new Map();
  for (const row of rows) {
    const ofPlace = taken.get(row.place_id) ?? new Map<number, number>();
    taken.set(row.place_id, ofPlace.set(row.hour_ms, row.taken));
  }
  return taken;
}

// The rows of a place are changed behind the lock of its rule, so two never cross.
const takeHours = statement<object>(`
  WITH takes AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::int[]) AS t(order_id, place_id, hour_ms, amount)
  ), remembered AS (
    INSERT INTO orders.pickup_take (order_id, starts_at, place_id, amount)
    SELECT order_id, to_timestamp(hour_ms / 1000), place_id, amount FROM takes
  )
  INSERT INTO orders.pickup_slot AS s (place_id, starts_at, taken)
  SELECT place_id, to_timestamp(hour_ms / 1000), sum(amount) FROM takes GROUP BY 1, 2
  ON CONFLICT (place_id, starts_at) DO UPDATE SET taken = s.taken + excluded.taken`);

export type HourTaken = {
  readonly orderId: string;
  readonly placeId: string;
  readonly hourMs: number;
  readonly amount: number;
};

/** Writes what orders take of hours; their rules are locked. */
export async function insertTakes(tx: Tx, takes: readonly HourTaken[]): Promise<void> {
  await tx.run(takeHours, [
    takes.map((each) => each.orderId),
    takes.map((each) => each.placeId),
    takes.map((each) => each.hourMs),
    takes.map((each) => each.amount),
  ]);
}

const placesOfTakes = statement<{ place_id: string }>(
  'SELECT DISTINCT place_id FROM orders.pickup_take WHERE order_id = ANY ($1::uuid[])',
);
const giveBack = statement<object>(`
  WITH gone AS (
    DELETE FROM orders.pickup_take WHERE order_id = ANY ($1::uuid[]) AND starts_at > $2
    RETURNING place_id, starts_at, amount
  )
  UPDATE orders.pickup_slot s SET taken = s.taken - g.amount
  FROM (SELECT place_id, starts_at, sum(amount)::int AS amount FROM gone GROUP BY 1, 2) g
  WHERE s.place_id = g.place_id AND s.starts_at = g.starts_at`);

/** Hours that are still to come are free for others again: the order was picked, moved or cancelled. */
export async function giveBackHours(tx: Tx, orderIds: readonly string[]): Promise<void> {
  const places = await tx.all(placesOfTakes, [orderIds]);
  if (places.length > 0) {
    await tx.all(lockRules, [places.map((each) => each.place_id)]);
    await tx.run(giveBack, [orderIds, tx.now]);
  }
}

const setPromise = statement<object>(`
  UPDATE orders.order SET promised_until = $2, handover_place_id = $3, changed_at = $4 WHERE id = $1`);
const insertMove = statement<object>(`
  INSERT INTO orders.promise_move (order_id, at, from_until, to_until, from_place_id, to_place_id, reason, actor)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`);

export type PromiseMove = {
  readonly orderId: string;
  readonly from: { readonly placeId: string; readonly readyBy: Temporal.Instant | null };
  readonly to: { readonly placeId: string; readonly readyBy: Temporal.Instant | null };
  readonly reason: string;
};

/** Writes a promise that was moved; the order is locked. */
export async function movePromiseRow(tx: Tx, { orderId, from, to, reason }: PromiseMove) {
  await tx.run(setPromise, [orderId, to.readyBy, to.placeId, tx.now]);
  await tx.run(insertMove, [
    orderId,
    tx.now,
    from.readyBy,
    to.readyBy,
    from.placeId,
    to.placeId,
    reason,
    tx.actor,
  ]);
}

const movesOf = statement<{
  at: Temporal.Instant;
  from_until: Temporal.Instant | null;
  to_until: Temporal.Instant | null;
  from_place_id: string;
  to_place_id: string;
  reason: string;
}>(`
  SELECT at, from_until, to_until, from_place_id, to_place_id, reason FROM orders.promise_move
  WHERE order_id = $1 ORDER BY sequence LIMIT 100`);

export type PromiseMoveRow = NonNullable<(typeof movesOf)['row']>;

/** How often and why her promise was moved, the first first. */
export function findPromiseMoves(tx: Tx, orderId: string): Promise<PromiseMoveRow[]> {
  return tx.all(movesOf, [orderId]);
}

const late = statement<{ id: string }>(`
  SELECT id FROM orders.order
  WHERE promised_until BETWEEN $1 AND $2 AND fulfilment = 'pickup' AND kind = 'sale'
    AND state IN ('placed', 'accepted', 'preparing')
  ORDER BY promised_until, id LIMIT $3`);

/** Pickups whose time has passed and that are not ready, of the last days, the oldest first (uuid). */
export async function findLatePickups(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.all(late, [tx.now.subtract({ hours: 24 * 30 }), tx.now, limit]);
  return rows.map((row) => row.id);
}
