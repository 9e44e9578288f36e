import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { type ApplyOptions, applyFacts } from './apply-stock.ts';
import { decideFact, type FactDecision, type StockFact } from './balance.ts';
import { stockRefusals } from './errors.ts';
import { loadStock } from './load-stock.ts';

/**
 * Posts what happened: sales, returns, receipts, transfers, adjustments, losses, openings. Never refused for
 * lack of stock; below what was promised a conflict opens. Answers what was written, one decision a fact: of what leaves
 * without naming a lot, the lots it left. Emits stock.moved for each place.
 * Refuses with stock.quantity_zero, stock.quantity_too_large, stock.place_unknown, stock.item_unknown,
 * stock.lot_unknown, stock.in_the_future.
 */
export async function postFacts(
  tx: Tx,
  facts: readonly StockFact[],
  options: ApplyOptions = {},
): Promise<FactDecision[]> {
  for (const { occurredAt } of facts) {
    if (occurredAt !== undefined) {
      refuseFuture(tx.now, occurredAt);
    }
  }
  const loaded = await loadStock(tx, facts);
  const decisions = facts.map((fact) => {
    const decision = decideFact(loaded, fact);
    if (decision instanceof Refusal) {
      throw decision;
    }
    return decision;
  });
  await applyFacts(tx, loaded, decisions, options);
  return decisions;
}

const clockSlackMs = 5 * 60_000;

/** Devices' clocks differ by a little; more than five minutes ahead is refused. */
export function refuseFuture(now: Temporal.Instant, moment: Temporal.Instant): void {
  if (moment.epochMilliseconds > now.epochMilliseconds + clockSlackMs) {
    throw stockRefusals.in_the_future();
  }
}
