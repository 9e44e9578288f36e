// Questions to stock: pages for screens, availability for shoppers, what counts have found.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { StockBalance } from './balance.ts';
import type { Countable } from './confidence.ts';
import type { Proposal } from './propose-settlements.ts';

export type StockRow = {
  place_id: string;
  item_id: string;
  on_hand_milli: number;
  held_milli: number;
  safety_milli: number;
  incoming_milli: number;
  counted_at: Temporal.Instant | null;
  updated_at: Temporal.Instant;
  moved_since_count_milli: number;
  shrinkage_bp: number | null;
  piece_milli: number;
  shelf: string | null;
};

const columns = `place_id, item_id, on_hand_milli, held_milli, safety_milli, incoming_milli, counted_at,
  updated_at, moved_since_count_milli, shrinkage_bp, piece_milli, shelf`;
const ofPlace = statement<StockRow>(`
  SELECT ${columns} FROM stock.balance WHERE place_id = $1 AND item_id > $2 ORDER BY item_id LIMIT $3`);
const ofAll = statement<StockRow>(`
  SELECT ${columns} FROM stock.balance WHERE (place_id, item_id) > ($1, $2)
  ORDER BY place_id, item_id LIMIT $3`);
const ofItems = statement<StockRow>(`
  SELECT b.* FROM unnest($1::uuid[]) WITH ORDINALITY AS k(item_id, at) CROSS JOIN LATERAL (
    SELECT ${columns} FROM stock.balance
    WHERE item_id = k.item_id AND ($2::uuid IS NULL OR place_id = $2)
  ) AS b ORDER BY k.at, b.place_id`);
const ofKeys = statement<StockRow>(`
  SELECT b.* FROM unnest($1::uuid[], $2::uuid[]) AS k(place_id, item_id) CROSS JOIN LATERAL (
    SELECT ${columns} FROM stock.balance WHERE place_id = k.place_id AND item_id = k.item_id
  ) AS b`);
// Fifty rows an item: what is not needed is not read.
const toShow = statement<ShownRow>(`
  SELECT b.* FROM unnest($1::uuid[]) AS k(item_id) CROSS JOIN LATERAL (
    SELECT place_id, item_id, on_hand_milli, held_milli, safety_milli, counted_at, moved_since_count_milli,
      shrinkage_bp, piece_milli
    FROM stock.balance WHERE item_id = k.item_id
  ) AS b`);

/** A row without what only a page of stock shows. */
export type ShownRow = Omit<StockRow, 'incoming_milli' | 'updated_at' | 'shelf'>;

/** What is known of items at all places, in no order. */
export function listStockToShow(db: Executor, itemIds: readonly string[]): Promise<ShownRow[]> {
  return db.all(toShow, [itemIds]);
}

/** A row that was read to be shown, by the names of the rules. */
export function toBalance(
  row: ShownRow,
): Countable & Pick<StockBalance, 'heldMilli' | 'safetyMilli'> {
  return {
    onHandMilli: row.on_hand_milli,
    heldMilli: row.held_milli,
    safetyMilli: row.safety_milli,
    movedMilli: row.moved_since_count_milli,
    countedAt: row.counted_at,
    shrinkageBp: row.shrinkage_bp,
    pieceMilli: row.piece_milli,
  };
}

/** One page of a place (null: of all places), after a key. */
export function listStockRows(
  tx: Tx,
  placeId: string | null,
  after: { readonly placeId: string; readonly itemId: string },
  limit: number,
): Promise<StockRow[]> {
  return placeId === null
    ? tx.all(ofAll, [after.placeId, after.itemId, limit])
    : tx.all(ofPlace, [placeId, after.itemId, limit]);
}

/** What is known of these items, in their order, at one place or (null) everywhere. */
export function findStock(
  tx: Tx,
  itemIds: readonly string[],
  placeId: string | null = null,
): Promise<StockRow[]> {
  return tx.all(ofItems, [itemIds, placeId]);
}

const standing = statement<StockRow>(`
  SELECT ${columns} FROM stock.balance WHERE place_id = $1 AND starts_with(shelf, $2)
  ORDER BY shelf, item_id LIMIT $3`);

/** What stands on the shelves of a shop whose number begins so, along them. */
export function listOnShelf(
  tx: Tx,
  placeId: string,
  shelf: string,
  limit: number,
): Promise<StockRow[]> {
  return tx.all(standing, [placeId, shelf, limit]);
}

const shelvesOf = statement<{ item_id: string; shelf: string }>(`
  SELECT item_id, shelf FROM stock.balance
  WHERE place_id = $1 AND item_id = ANY ($2::uuid[]) AND shelf IS NOT NULL`);

/** Where items stand in a shop, by item (uuid); what has no shelf is left out. */
export async function findShelves(
  tx: Tx,
  placeId: string,
  itemIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.all(shelvesOf, [placeId, itemIds]);
  return new Map(rows.map((row) => [row.item_id, row.shelf]));
}

/** Many items at many places, without locks: an availability to show, not to promise. */
export function findStockOf(
  tx: Tx,
  keys: readonly { readonly placeId: string; readonly itemId: string }[],
): Promise<StockRow[]> {
  return tx.all(ofKeys, [keys.map((key) => key.placeId), keys.map((key) => key.itemId)]);
}

export type ConflictRow = {
  place_id: string;
  item_id: string;
  kind: 'below_zero' | 'promised_short';
  state: 'open' | 'settled';
  short_milli: number;
  proposals: Proposal[];
  opened_at: Temporal.Instant;
  settled_at: Temporal.Instant | null;
  settlement: string | null;
};

const conflicts = statement<ConflictRow>(`
  SELECT place_id, item_id, kind, state, short_milli, proposals, opened_at, settled_at, settlement
  FROM stock.conflict WHERE state = $1 AND ($2::uuid IS NULL OR place_id = $2)
  ORDER BY opened_at DESC, id LIMIT $3`);

export function listConflicts(
  tx: Tx,
  state: 'open' | 'settled',
  placeId: string | null,
  limit: number,
): Promise<ConflictRow[]> {
  return tx.all(conflicts, [state, placeId, limit]);
}

export type LossRow = {
  place_id: string;
  item_id: string;
  lost_milli: number;
  exposure_milli: number;
};

const losses = statement<LossRow>(`
  SELECT place_id, item_id, sum(expected_milli - counted_milli)::bigint AS lost_milli,
    sum(exposure_milli)::bigint AS exposure_milli
  FROM stock.count WHERE is_newest AND exposure_milli > 0 AND counted_at >= $1 GROUP BY place_id, item_id`);

/** What counts since a moment found missing, and what was at risk before them. */
export function sumLosses(tx: Tx, since: Temporal.Instant): Promise<LossRow[]> {
  return tx.all(losses, [since]);
}
