// The port to whoever knows in which tier a customer stands: promotions for a tier ask here. Where nobody answers (the
// module is off), nobody stands in any tier.
import type { Database } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

/** Of each customer, given as all of her records (uuid), the code of her tier today; null below the first. */
export type TierSource = (
  tx: Tx,
  customers: readonly (readonly string[])[],
) => Promise<readonly (string | null)[]>;

const sources = new WeakMap<Database, TierSource>();

/** Set once at the start. */
export function setTierSource(db: Database, source: TierSource): void {
  sources.set(db, source);
}

/** The tiers of these customers, by the list of their records that was asked with. */
export async function findTiersOf(
  tx: Tx,
  customers: readonly (readonly string[])[],
): Promise<ReadonlyMap<readonly string[], string | null>> {
  const found = await sources.get(tx.database)?.(tx, customers);
  return new Map(customers.map((recordIds, at) => [recordIds, found?.[at] ?? null]));
}
