// Tiers of customers from what their records bought, in this house and in systems that were imported.
import { houseDay } from '#kernel/clock';
import type { Tx } from '#kernel/transaction';
import { sumSpendByDay } from '#orders';
import { type Scheme, type Standing, standingOn, type Tier, tierOn } from './standing.ts';
import { findScheme, findTiers } from './store.ts';

export type TierTable = { readonly tiers: readonly Tier[]; readonly scheme: Scheme };

export async function loadTierTable(tx: Tx): Promise<TierTable> {
  const tiers = (await findTiers(tx)).map((row) => ({
    code: row.code,
    thresholdMinor: row.threshold_minor,
  }));
  return { tiers, scheme: await findScheme(tx) };
}

async function spendsOf(
  tx: Tx,
  recordIds: readonly string[],
  { scheme }: TierTable,
  day: Temporal.PlainDate,
) {
  const since = day.subtract({ months: scheme.periodMonths, days: scheme.graceDays + 1 });
  const rows = await sumSpendByDay(tx, recordIds, since);
  return rows.map((row) => ({
    recordId: row.record_id,
    day: row.business_day,
    netMinor: row.net_minor,
  }));
}

/** The tier of a customer (all of her records) on a day; null below the first. */
export async function findTierCode(
  tx: Tx,
  recordIds: readonly string[],
  table: TierTable,
  day: Temporal.PlainDate,
): Promise<string | null> {
  if (table.tiers.length === 0) {
    return null;
  }
  const spends = await spendsOf(tx, recordIds, table, day);
  return tierOn(spends, table.tiers, table.scheme, day)?.code ?? null;
}

/** The tiers of several customers today, each given as all of her records. */
export async function findTierCodes(
  tx: Tx,
  customers: readonly (readonly string[])[],
): Promise<(string | null)[]> {
  const table = await loadTierTable(tx);
  const today = houseDay(tx);
  if (table.tiers.length === 0) {
    return customers.map(() => null);
  }
  const spends = await spendsOf(tx, customers.flat(), table, today);
  const byRecord = Map.groupBy(spends, ({ recordId }) => recordId);
  return customers.map((recordIds) => {
    const own = recordIds.flatMap((id) => byRecord.get(id) ?? []);
    return tierOn(own, table.tiers, table.scheme, today)?.code ?? null;
  });
}

/** Where a customer stands, what is missing to the next tier, and when this one would end. */
export async function findStanding(
  tx: Tx,
  recordIds: readonly string[],
  day: Temporal.PlainDate,
): Promise<Standing> {
  const table = await loadTierTable(tx);
  return standingOn(await spendsOf(tx, recordIds, table, day), table.tiers, table.scheme, day);
}
