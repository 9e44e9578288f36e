// Categories that stand on products of another source than their own.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const foreign = statement<{ id: string; code: string }>(
  'SELECT id, code FROM catalog.category WHERE id = ANY ($2::uuid[]) AND source <> $1',
);

/** Of these ids (uuid) those of other sources, with their codes. */
export async function findForeignCategories(
  tx: Tx,
  source: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = ids.length === 0 ? [] : await tx.all(foreign, [source, [...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, row.code]));
}
