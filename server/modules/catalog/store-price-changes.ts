// When prices change by the clock alone: what is remembered of them ends then.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const nextChange = statement<{ at: Temporal.Instant | null }>(`
  SELECT least(
    (SELECT min(valid_from) FROM catalog.price WHERE item_id = ANY ($1::uuid[]) AND valid_from > $2),
    (SELECT min(valid_until) FROM catalog.price WHERE item_id = ANY ($1::uuid[]) AND valid_until > $2),
    (SELECT min(valid_from)::timestamp AT TIME ZONE $3::text FROM catalog.tax_rate
      WHERE valid_from > ($2::timestamptz AT TIME ZONE $3::text)::date)) AS at`);

/** The first moment at which a price or tax rate of these items begins or ends without a write; null: none known. */
export async function nextPriceChange(
  tx: Tx,
  itemIds: readonly string[],
  at: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  return (await tx.one(nextChange, [itemIds, at, tx.database.timeZone])).at;
}
