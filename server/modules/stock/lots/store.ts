// The SQL of lots. Whoever changes a lot has locked the balance of its item and place.
import { statement } from '#kernel/db';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { BlockedLot, StockKey } from '../balance.ts';
import { type DateKind, type LotBalance, type LotState, lotCodeOf } from './lot.ts';

export type LotRow = {
  id: string;
  place_id: string;
  item_id: string;
  code: string;
  best_before: Temporal.PlainDate | null;
  date_kind: DateKind;
  state: LotState;
  on_hand_milli: number;
  received_at: Temporal.Instant;
  blocked_because: string | null;
};

const columns = `id, place_id, item_id, code, best_before, date_kind, state, on_hand_milli, received_at,
  blocked_because`;
const openLots = statement<LotRow>(`
  SELECT l.* FROM unnest($1::uuid[], $2::uuid[]) AS k(place_id, item_id) CROSS JOIN LATERAL (
    SELECT ${columns} FROM stock.lot
    WHERE place_id = k.place_id AND item_id = k.item_id AND (on_hand_milli <> 0 OR state <> 'good')
  ) AS l ORDER BY l.place_id, l.item_id, l.best_before NULLS LAST, l.received_at, l.id`);
const byId = statement<LotRow>(`SELECT ${columns} FROM stock.lot WHERE id = ANY ($1::uuid[])`);
const byCode = statement<LotRow>(
  `SELECT ${columns} FROM stock.lot WHERE item_id = $1 AND code = $2 ORDER BY place_id`,
);
// A code that is recalled anywhere is recalled wherever it turns up. Of two dates under one code the earlier counts.
const ensure = statement<{ id: string; place_id: string; item_id: string; code: string }>(`
  INSERT INTO stock.lot AS l (id, place_id, item_id, code, best_before, date_kind, received_at, state, blocked_at,
    blocked_because)
  SELECT n.id, n.place_id, n.item_id, n.code, n.best_before, n.date_kind, $7,
    CASE WHEN r.id IS NULL THEN 'good' ELSE 'recalled' END, CASE WHEN r.id IS NULL THEN NULL ELSE $7::timestamptz END,
    r.blocked_because
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::text[])
    AS n(id, place_id, item_id, code, best_before, date_kind)
  LEFT JOIN LATERAL (
    SELECT o.id, o.blocked_because FROM stock.lot AS o
    WHERE o.item_id = n.item_id AND o.code = n.code AND o.state = 'recalled' LIMIT 1
  ) AS r ON true
  ON CONFLICT (place_id, item_id, code)
    DO UPDATE SET best_before = least(l.best_before, excluded.best_before)
  RETURNING id, place_id, item_id, code`);
const markLots = statement<object>(`
  UPDATE stock.balance AS b SET has_lots = true FROM unnest($1::uuid[], $2::uuid[]) AS k(place_id, item_id)
  WHERE b.place_id = k.place_id AND b.item_id = k.item_id AND NOT b.has_lots`);
const setState = statement<LotRow>(`
  UPDATE stock.lot SET state = $2, blocked_because = $3,
    blocked_at = CASE WHEN $2 = 'good' THEN NULL ELSE $4::timestamptz END
  WHERE id = ANY ($1::uuid[]) AND state <> $2 RETURNING ${columns}`);
// Not yet blocked, at most one day beyond what any time zone calls yesterday; the place's own day decides.
const dated = statement<LotRow>(`
  SELECT ${columns} FROM stock.lot
  WHERE best_before IS NOT NULL AND state = 'good' AND on_hand_milli > 0
    AND best_before <= $1 AND (best_before, place_id, id) > ($2, $3, $4)
  ORDER BY best_before, place_id, id LIMIT $5`);
const resizeHolds = statement<{ subject_id: string }>(`
  UPDATE stock.hold AS h SET quantity_milli = b.held, reason = b.reason
  FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS b(lot_id, held, reason)
  WHERE h.subject_id = b.lot_id AND h.state = 'active' AND h.reason IN ('recall', 'expired') AND b.held > 0
  RETURNING h.subject_id`);
const endHolds = statement<object>(`
  UPDATE stock.hold SET state = 'released', ended_at = $2, ended_because = 'lot_gone'
  WHERE subject_id = ANY ($1::uuid[]) AND state = 'active' AND reason IN ('recall', 'expired')`);
const insertHolds = statement<object>(`
  INSERT INTO stock.hold (id, place_id, item_id, quantity_milli, reason, subject_id, lot_id, created_at)
  SELECT h.id, h.place_id, h.item_id, h.held, h.reason, h.lot_id, h.lot_id, $7
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::uuid[])
    AS h(id, place_id, item_id, held, reason, lot_id)`);

/** Lots that hold something or are blocked, first expired first. */
export async function findOpenLots(
  tx: Tx,
  keys: readonly StockKey[],
): Promise<(LotBalance & StockKey)[]> {
  const rows = await tx.all(openLots, [keys.map((k) => k.placeId), keys.map((k) => k.itemId)]);
  return rows.map((row) => ({
    placeId: row.place_id,
    itemId: row.item_id,
    id: row.id,
    code: row.code,
    bestBefore: row.best_before,
    dateKind: row.date_kind,
    state: row.state,
    onHandMilli: row.on_hand_milli,
  }));
}

export function findLots(tx: Tx, ids: readonly string[]): Promise<LotRow[]> {
  return tx.all(byId, [ids]);
}

/** A lot's code at every place. */
export function findLotsOfCode(tx: Tx, itemId: string, code: string): Promise<LotRow[]> {
  return tx.all(byCode, [itemId, lotCodeOf(code)]);
}

export type LotToEnsure = StockKey & {
  readonly code: string;
  readonly bestBefore: Temporal.PlainDate | null;
  readonly dateKind: DateKind;
};

/** The ids of lots by `lotKey`; made where they are new, empty. */
export async function ensureLotRows(
  tx: Tx,
  lots: readonly LotToEnsure[],
): Promise<Map<string, string>> {
  await tx.run(markLots, [lots.map((lot) => lot.placeId), lots.map((lot) => lot.itemId)]);
  const rows = await tx.all(ensure, [
    lots.map(() => newId()),
    lots.map((lot) => lot.placeId),
    lots.map((lot) => lot.itemId),
    lots.map((lot) => lotCodeOf(lot.code)),
    lots.map((lot) => lot.bestBefore),
    lots.map((lot) => lot.dateKind),
    tx.now,
  ]);
  return new Map(
    rows.map((row) => [
      lotKey({ placeId: row.place_id, itemId: row.item_id, code: row.code }),
      row.id,
    ]),
  );
}

export function lotKey(lot: StockKey & { readonly code: string }): string {
  return `${lot.placeId} ${lot.itemId} ${lotCodeOf(lot.code)}`;
}

/** Answers the lots whose state has changed. */
export function setLotStates(
  tx: Tx,
  ids: readonly string[],
  state: LotState,
  because: string | null,
): Promise<LotRow[]> {
  return tx.all(setState, [ids, state, because, tx.now]);
}

export type LotCursor = {
  readonly bestBefore: Temporal.PlainDate;
  readonly placeId: string;
  readonly id: string;
};

/** Good lots with something left whose date is `day` or earlier, after a cursor. */
export function findDatedLots(
  tx: Tx,
  day: Temporal.PlainDate,
  after: LotCursor,
  limit: number,
): Promise<LotRow[]> {
  return tx.all(dated, [day, after.bestBefore, after.placeId, after.id, limit]);
}

/** Makes the holds of blocked lots what they must be; the last word on a lot counts. */
export async function setLotHolds(tx: Tx, blocked: readonly BlockedLot[]): Promise<void> {
  const lots = [...new Map(blocked.map((lot) => [lot.lotId, lot])).values()];
  if (lots.length === 0) {
    return;
  }
  const resized = await tx.all(resizeHolds, [
    lots.map((lot) => lot.lotId),
    lots.map((lot) => lot.heldMilli),
    lots.map((lot) => lot.reason),
  ]);
  const known = new Set(resized.map((row) => row.subject_id));
  const gone = lots.filter((lot) => lot.heldMilli === 0).map((lot) => lot.lotId);
  await tx.run(endHolds, [gone, tx.now]);
  const fresh = lots.filter((lot) => lot.heldMilli > 0 && !known.has(lot.lotId));
  await tx.run(insertHolds, [
    fresh.map(() => newId()),
    fresh.map((lot) => lot.placeId),
    fresh.map((lot) => lot.itemId),
    fresh.map((lot) => lot.heldMilli),
    fresh.map((lot) => lot.reason),
    fresh.map((lot) => lot.lotId),
    tx.now,
  ]);
}
