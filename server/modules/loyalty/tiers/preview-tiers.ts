// What other tiers would do, before they are set: how many customers stand in each now and would then, and how many would
// fall. Among those who bought most lately; nothing is kept.

import { findCompanions } from '#customers';
import { houseDay } from '#kernel/clock';
import type { Tx } from '#kernel/transaction';
import { listSpenders, sumSpendByDay } from '#orders';
import { loadTierTable, type TierTable } from './find-standing.ts';
import { type Spend, tierOn } from './standing.ts';

/** As many records as one look reads. */
const recordsMax = 20_000;

export type TiersPreview = {
  /** By code, the empty one for no tier. */
  readonly now: ReadonlyMap<string, number>;
  readonly proposed: ReadonlyMap<string, number>;
  readonly rising: number;
  readonly falling: number;
  readonly customers: number;
  readonly isSample: boolean;
};

export async function previewTiers(tx: Tx, wish: TierTable): Promise<TiersPreview> {
  const table = await loadTierTable(tx);
  const today = houseDay(tx);
  const months = Math.max(table.scheme.periodMonths, wish.scheme.periodMonths);
  const days = Math.max(table.scheme.graceDays, wish.scheme.graceDays) + 1;
  const since = today.subtract({ months, days });
  const records = await listSpenders(tx, since, recordsMax + 1);
  const shown = records.slice(0, recordsMax);
  const spends = await spendsByCustomer(tx, shown, since);
  const now = new Map<string, number>();
  const proposed = new Map<string, number>();
  let rising = 0;
  let falling = 0;
  for (const own of spends) {
    const before = tierOn(own, table.tiers, table.scheme, today);
    const after = tierOn(own, wish.tiers, wish.scheme, today);
    count(now, before?.code);
    count(proposed, after?.code);
    const rank = rankIn(wish, after?.code) - rankIn(table, before?.code);
    rising += rank > 0 ? 1 : 0;
    falling += rank < 0 ? 1 : 0;
  }
  const isSample = records.length > recordsMax;
  return { now, proposed, rising, falling, customers: spends.length, isSample };
}

/** Counted from the lowest: a tier keeps its height when its threshold moves. */
function rankIn({ tiers }: TierTable, code: string | undefined): number {
  const sorted = tiers.toSorted((a, b) => a.thresholdMinor - b.thresholdMinor);
  return sorted.findIndex((tier) => tier.code === code);
}

function count(counts: Map<string, number>, code = ''): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

async function spendsByCustomer(
  tx: Tx,
  recordIds: readonly string[],
  since: Temporal.PlainDate,
): Promise<Spend[][]> {
  const together = await findCompanions(tx, recordIds);
  const all = [...new Set([...recordIds, ...[...together.values()].flat()])];
  const rows = Map.groupBy(await sumSpendByDay(tx, all, since), (row) => row.record_id);
  const seen = new Set<string>();
  return recordIds.flatMap((id) => {
    if (seen.has(id)) {
      return [];
    }
    const own = together.get(id) ?? [id];
    for (const each of own) {
      seen.add(each);
    }
    const spends = own.flatMap((each) => rows.get(each) ?? []);
    return [spends.map((row) => ({ day: row.business_day, netMinor: row.net_minor }))];
  });
}
