// Counts teach what is really lost: of all that was at risk between two counts, the share that was missing at the second,
// by place and category of goods. Few counts say little, so the usual rate weighs in as if 300 pieces had been seen.
import { findItems } from '#catalog';
import type { Database } from '#kernel/db';
import { transaction } from '#kernel/transaction';
import { usualShrinkageBp } from './confidence.ts';
import { setStockRules } from './set-rules.ts';
import { type LossRow, listStockRows, sumLosses } from './views.ts';

const usualWeightMilli = 300_000;
const yearDays = 365;
const pageSize = 500;
const start = '00000000-0000-0000-0000-000000000000';

/** Hundredths of a percent, between 0 and 50%; the usual rate without any evidence. */
export function shrinkageOf(lostMilli: number, exposureMilli: number): number {
  const usual = (usualShrinkageBp / 10_000) * usualWeightMilli;
  const rate = (Math.max(0, lostMilli) + usual) / (Math.max(0, exposureMilli) + usualWeightMilli);
  return Math.min(5000, Math.round(rate * 10_000));
}

/** Learns from the counts of a year, and writes where the rate has changed. */
export async function learnShrinkage(db: Database): Promise<void> {
  const losses = await transaction(db, { readOnly: true, timeoutMs: 60_000 }, async (tx) => {
    const rows = await sumLosses(tx, tx.now.subtract({ hours: 24 * yearDays }));
    const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
    return rows.map((row) => ({ ...row, category: items.get(row.item_id)?.categoryId ?? '' }));
  });
  for (const [placeId, ofPlace] of Map.groupBy(losses, (row) => row.place_id)) {
    const rates = new Map(
      [...Map.groupBy(ofPlace, (row) => row.category)].map(([category, rows]) => [
        category,
        shrinkageOf(sum(rows, 'lost_milli'), sum(rows, 'exposure_milli')),
      ]),
    );
    await writeRates(db, placeId, rates);
  }
}

async function writeRates(
  db: Database,
  placeId: string,
  rates: ReadonlyMap<string, number>,
): Promise<void> {
  for (let after: string | null = start; after !== null; ) {
    const itemId: string = after;
    after = await transaction(db, { actor: 'job:stock.learn_shrinkage' }, async (tx) => {
      const rows = await listStockRows(tx, placeId, { placeId, itemId }, pageSize);
      const items = await findItems(
        tx,
        rows.map((row) => row.item_id),
      );
      const changed = rows.flatMap((row) => {
        const shrinkageBp = rates.get(items.get(row.item_id)?.categoryId ?? '');
        return shrinkageBp === undefined || shrinkageBp === row.shrinkage_bp
          ? []
          : [{ placeId, itemId: row.item_id, shrinkageBp }];
      });
      if (changed.length > 0) {
        await setStockRules(tx, changed);
      }
      return rows.length < pageSize ? null : (rows.at(-1)?.item_id ?? null);
    });
  }
}

function sum(rows: readonly LossRow[], column: 'lost_milli' | 'exposure_milli'): number {
  return rows.reduce((total, row) => total + row[column], 0);
}
