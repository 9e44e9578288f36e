// Questions to stock: pages for screens, availability for shoppers, and the proof that balances are right.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Proposal } from './settlement.ts';

export type StockRow = {
  place_id: string;
  item_id: string;
  on_hand_milli: number;
  held_milli: number;
  safety_milli: number;
  incoming_milli: number;
  counted_at: Temporal.Instant | null;
  updated_at: Temporal.Instant;
};

const columns = `place_id, item_id, on_hand_milli, held_milli, safety_milli, incoming_milli, counted_at,
  updated_at`;
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

/** Something that does not fit; none in a stock that is right. */
export type StockDifference = {
  readonly kind: 'on_hand' | 'held' | 'lot';
  readonly placeId: string;
  readonly itemId: string;
  readonly expectedMilli: number;
  readonly foundMilli: number;
};

type DifferenceRow = { place_id: string; item_id: string; expected: number; found: number };

const wrongOnHand = statement<DifferenceRow>(`
  SELECT place_id, item_id, coalesce(m.sum, 0)::bigint AS expected, coalesce(b.on_hand_milli, 0)::bigint AS found
  FROM stock.balance b FULL JOIN (
    SELECT place_id, item_id, sum(quantity_milli) AS sum FROM stock.movement GROUP BY place_id, item_id
  ) AS m USING (place_id, item_id)
  WHERE coalesce(b.on_hand_milli, 0) <> coalesce(m.sum, 0) LIMIT 100`);
const wrongHeld = statement<DifferenceRow>(`
  SELECT place_id, item_id, coalesce(h.sum, 0)::bigint AS expected, coalesce(b.held_milli, 0)::bigint AS found
  FROM stock.balance b FULL JOIN (
    SELECT place_id, item_id, sum(quantity_milli) AS sum FROM stock.hold WHERE state = 'active'
    GROUP BY place_id, item_id
  ) AS h USING (place_id, item_id)
  WHERE coalesce(b.held_milli, 0) <> coalesce(h.sum, 0) LIMIT 100`);
const wrongLots = statement<DifferenceRow>(`
  SELECT l.place_id, l.item_id, coalesce(m.sum, 0)::bigint AS expected, l.on_hand_milli AS found
  FROM stock.lot l LEFT JOIN (
    SELECT lot_id, sum(quantity_milli) AS sum FROM stock.movement WHERE lot_id IS NOT NULL GROUP BY lot_id
  ) AS m ON m.lot_id = l.id
  WHERE l.on_hand_milli <> coalesce(m.sum, 0) LIMIT 100`);

/** Proves that balances are the sums of movements and active holds, and lots of theirs; none must differ. */
export async function proveStock(tx: Tx): Promise<StockDifference[]> {
  const named = (kind: StockDifference['kind'], rows: readonly DifferenceRow[]) =>
    rows.map(
      (row): StockDifference => ({
        kind,
        placeId: row.place_id,
        itemId: row.item_id,
        expectedMilli: row.expected,
        foundMilli: row.found,
      }),
    );
  return [
    ...named('on_hand', await tx.all(wrongOnHand)),
    ...named('held', await tx.all(wrongHeld)),
    ...named('lot', await tx.all(wrongLots)),
  ];
}
