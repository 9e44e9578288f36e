// The proof: balances are kept for speed, and every one of them must be what its movements, holds, transfers and lots
// add up to. Asked by `engawa doctor`, GET /api/stock/proof and the tests.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

/** Something that does not fit; none in a stock that is right. */
export type StockDifference = {
  readonly kind: 'on_hand' | 'held' | 'incoming' | 'lot' | 'blocked';
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

const wrongIncoming = statement<DifferenceRow>(`
  SELECT place_id, item_id, coalesce(t.sum, 0)::bigint AS expected, coalesce(b.incoming_milli, 0)::bigint AS found
  FROM stock.balance b FULL JOIN (
    SELECT t.to_place_id AS place_id, l.item_id, sum(l.sent_milli) AS sum
    FROM stock.transfer t JOIN stock.transfer_line l ON l.transfer_id = t.id WHERE t.state = 'sent'
    GROUP BY t.to_place_id, l.item_id
  ) AS t USING (place_id, item_id)
  WHERE coalesce(b.incoming_milli, 0) <> coalesce(t.sum, 0) LIMIT 100`);
const wrongBlocked = statement<DifferenceRow>(`
  SELECT l.place_id, l.item_id, CASE WHEN l.state = 'good' THEN 0 ELSE greatest(0, l.on_hand_milli) END AS expected,
    coalesce(h.sum, 0)::bigint AS found
  FROM stock.lot l LEFT JOIN (
    SELECT subject_id, sum(quantity_milli) AS sum FROM stock.hold
    WHERE state = 'active' AND reason IN ('recall', 'expired') GROUP BY subject_id
  ) AS h ON h.subject_id = l.id
  WHERE CASE WHEN l.state = 'good' THEN 0 ELSE greatest(0, l.on_hand_milli) END <> coalesce(h.sum, 0) LIMIT 100`);
const sizes = statement<{ balances: number; movements: number; active_holds: number }>(`
  SELECT (SELECT count(*) FROM stock.balance) AS balances, (SELECT count(*) FROM stock.movement) AS movements,
    (SELECT count(*) FROM stock.hold WHERE state = 'active') AS active_holds`);

/** How much a proof goes over. */
export async function sizeOfStock(
  tx: Tx,
): Promise<{ balances: number; movements: number; activeHolds: number }> {
  const { balances, movements, active_holds: activeHolds } = await tx.one(sizes);
  return { balances, movements, activeHolds };
}

/** Proves that balances are the sums of movements, active holds and what was sent, and lots of theirs; none must differ. */
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
    ...named('incoming', await tx.all(wrongIncoming)),
    ...named('lot', await tx.all(wrongLots)),
    ...named('blocked', await tx.all(wrongBlocked)),
  ];
}
