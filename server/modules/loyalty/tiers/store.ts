// The SQL of tiers.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Scheme } from './standing.ts';

export type TierRow = {
  code: string;
  name_ja: string;
  name_en: string | null;
  threshold_minor: number;
};

const tiers = statement<TierRow>(
  'SELECT code, name_ja, name_en, threshold_minor FROM loyalty.tier ORDER BY threshold_minor',
);
const scheme = statement<{ period_months: number; grace_days: number }>(
  'SELECT period_months, grace_days FROM loyalty.scheme',
);
const clearTiers = statement<object>('DELETE FROM loyalty.tier');
const insertTiers = statement<object>(`
  INSERT INTO loyalty.tier (code, name_ja, name_en, threshold_minor)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])`);
const saveScheme = statement<object>(
  'UPDATE loyalty.scheme SET period_months = $1, grace_days = $2',
);

export function findTiers(tx: Tx): Promise<TierRow[]> {
  return tx.all(tiers);
}

export async function findScheme(tx: Tx): Promise<Scheme> {
  const row = await tx.one(scheme);
  return { periodMonths: row.period_months, graceDays: row.grace_days };
}

/** The whole ladder at once. */
export async function replaceTiers(
  tx: Tx,
  rows: readonly TierRow[],
  { periodMonths, graceDays }: Scheme,
): Promise<void> {
  await tx.run(clearTiers);
  await tx.run(insertTiers, [
    rows.map((row) => row.code),
    rows.map((row) => row.name_ja),
    rows.map((row) => row.name_en),
    rows.map((row) => row.threshold_minor),
  ]);
  await tx.run(saveScheme, [periodMonths, graceDays]);
}
