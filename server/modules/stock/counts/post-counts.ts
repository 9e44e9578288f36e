import type { Tx } from '#kernel/transaction';
import { type ApplyOptions, applyFacts } from '../apply-stock.ts';
import { balanceOf } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { loadStock } from '../load-stock.ts';
import { refuseFuture } from '../post-facts.ts';
import { markBalancesCounted } from '../store.ts';
import { type CountDecision, type Counted, decideCount } from './count.ts';
import { insertCountRows, sumMovedAfter } from './store.ts';

const nothing = { sumMilli: 0, absoluteMilli: 0 };

/**
 * Posts counts in their order: on hand becomes what was counted plus what moved since. Emits stock.moved where
 * the books were wrong. Refuses with stock.count_negative, stock.in_the_future, stock.place_unknown,
 * stock.item_unknown.
 */
export async function postCounts(
  tx: Tx,
  counts: readonly Counted[],
  options: ApplyOptions = {},
): Promise<CountDecision[]> {
  if (counts.length === 0) {
    return [];
  }
  for (const { countedMilli, countedAt } of counts) {
    if (!Number.isSafeInteger(countedMilli) || countedMilli < 0) {
      throw stockRefusals.count_negative();
    }
    refuseFuture(tx.now, countedAt ?? tx.now);
  }
  const facts = await loadStock(tx, counts);
  const moved = await sumMovedAfter(
    tx,
    counts.map((count) => ({ ...count, after: count.countedAt ?? tx.now })),
  );
  const decisions = counts.map((count, index) =>
    decideCount(facts, count, moved[index] ?? nothing),
  );
  await insertCountRows(tx, decisions);
  await applyFacts(tx, facts, decisions, options);
  const newest = new Map(
    decisions
      .filter((decision) => decision.id === balanceOf(facts, decision).countId)
      .map((decision) => [decision.id, decision]),
  );
  await markBalancesCounted(tx, [...newest.values()]);
  return decisions;
}
