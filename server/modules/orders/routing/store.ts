// The SQL of routing: how the house routes, and how much each place has to pack.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { StrategyName } from './route.ts';

const find = statement<{
  strategy: StrategyName;
  parcels_max: number;
  updated_at: Temporal.Instant;
}>('SELECT strategy, parcels_max, updated_at FROM orders.routing');
// Only what the writer has seen is written over.
const save = statement<{ updated_at: Temporal.Instant }>(`
  UPDATE orders.routing SET strategy = $1, parcels_max = $2, updated_at = $3
  WHERE $4::timestamptz IS NULL OR updated_at = $4 RETURNING updated_at`);
const findPacking = statement<{ place_id: string; parcels_max: number }>(
  'SELECT place_id, parcels_max FROM orders.packing ORDER BY place_id LIMIT 20000',
);
const clearPacking = statement<object>('DELETE FROM orders.packing');
const savePacking = statement<object>(`
  INSERT INTO orders.packing (place_id, parcels_max)
  SELECT place_id, max(parcels_max) FROM unnest($1::uuid[], $2::int[]) AS p(place_id, parcels_max) GROUP BY 1`);
// What waits longer than this was forgotten, not packed.
const waiting = statement<{ place_id: string; parcels: number }>(`
  SELECT w.place_id, count(*) AS parcels FROM (
    SELECT o.handover_place_id AS place_id FROM orders.order o
    WHERE o.handover_place_id = ANY ($1::uuid[]) AND o.ordered_at > $2 AND o.fulfilment = 'delivery'
      AND o.kind = 'sale' AND o.state IN ('placed', 'accepted', 'preparing', 'ready')
      AND NOT EXISTS (SELECT FROM orders.sent_line s WHERE s.order_id = o.id)
    UNION ALL
    SELECT s.place_id FROM orders.sent_line s JOIN orders.order o ON o.id = s.order_id
    WHERE s.place_id = ANY ($1::uuid[]) AND s.left_at IS NULL AND o.ordered_at > $2
      AND o.state IN ('placed', 'accepted', 'preparing', 'ready')
    GROUP BY s.order_id, s.place_id) w
  GROUP BY w.place_id`);

export type Routing = {
  readonly strategy: StrategyName;
  /** In as many an order may come; 1: one place has all of it, or it is refused. */
  readonly splitMax: number;
  /** By place (uuid): as many parcels wait there at once. */
  readonly parcelsMax: ReadonlyMap<string, number>;
};

export type KeptRouting = Routing & { readonly changedAt: Temporal.Instant };

export async function findRouting(tx: Tx): Promise<KeptRouting> {
  const [row, packing] = await Promise.all([tx.one(find, []), tx.all(findPacking, [])]);
  return {
    strategy: row.strategy,
    splitMax: row.parcels_max,
    parcelsMax: new Map(packing.map((each) => [each.place_id, each.parcels_max])),
    changedAt: row.updated_at,
  };
}

/** `seenAt`: the wording that was looked at. False where another was set since: nothing is saved. */
export async function saveRouting(
  tx: Tx,
  { strategy, splitMax, parcelsMax }: Routing,
  seenAt: Temporal.Instant | undefined,
): Promise<boolean> {
  if ((await tx.maybe(save, [strategy, splitMax, tx.now, seenAt ?? null])) === undefined) {
    return false;
  }
  await tx.run(clearPacking, []);
  await tx.run(savePacking, [[...parcelsMax.keys()], [...parcelsMax.values()]]);
  return true;
}

/** Parcels that wait to be sent, by place; a place without any is left out. */
export async function countWaiting(
  tx: Tx,
  placeIds: readonly string[],
): Promise<Map<string, number>> {
  const since = tx.now.subtract({ hours: 24 * 30 });
  const rows = placeIds.length === 0 ? [] : await tx.all(waiting, [placeIds, since]);
  return new Map(rows.map((row) => [row.place_id, row.parcels]));
}
