// The SQL of routing: how the house routes, and how much each place has to pack.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { StrategyName } from './route.ts';

const find = statement<{ strategy: StrategyName; updated_at: Temporal.Instant }>(
  'SELECT strategy, updated_at FROM orders.routing',
);
// Only what the writer has seen is written over.
const save = statement<{ updated_at: Temporal.Instant }>(`
  UPDATE orders.routing SET strategy = $1, updated_at = $2
  WHERE $3::timestamptz IS NULL OR updated_at = $3 RETURNING updated_at`);
const findPacking = statement<{ place_id: string; parcels_max: number }>(
  'SELECT place_id, parcels_max FROM orders.packing ORDER BY place_id LIMIT 20000',
);
const clearPacking = statement<object>('DELETE FROM orders.packing');
const savePacking = statement<object>(`
  INSERT INTO orders.packing (place_id, parcels_max)
  SELECT place_id, max(parcels_max) FROM unnest($1::uuid[], $2::int[]) AS p(place_id, parcels_max) GROUP BY 1`);
// What waits longer than this was forgotten, not packed.
const waiting = statement<{ place_id: string; parcels: number }>(`
  SELECT handover_place_id AS place_id, count(*) AS parcels FROM orders.order
  WHERE handover_place_id = ANY ($1::uuid[]) AND ordered_at > $2 AND fulfilment = 'delivery' AND kind = 'sale'
    AND state IN ('placed', 'accepted', 'preparing', 'ready')
  GROUP BY handover_place_id`);

export type Routing = {
  readonly strategy: StrategyName;
  /** By place (uuid): as many parcels wait there at once. */
  readonly parcelsMax: ReadonlyMap<string, number>;
};

export type KeptRouting = Routing & { readonly changedAt: Temporal.Instant };

export async function findRouting(tx: Tx): Promise<KeptRouting> {
  const [{ strategy, updated_at: changedAt }, packing] = await Promise.all([
    tx.one(find, []),
    tx.all(findPacking, []),
  ]);
  const parcelsMax = new Map(packing.map((row) => [row.place_id, row.parcels_max]));
  return { strategy, parcelsMax, changedAt };
}

/** `seenAt`: the wording that was looked at. False where another was set since: nothing is saved. */
export async function saveRouting(
  tx: Tx,
  { strategy, parcelsMax }: Routing,
  seenAt: Temporal.Instant | undefined,
): Promise<boolean> {
  if ((await tx.maybe(save, [strategy, tx.now, seenAt ?? null])) === undefined) {
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
