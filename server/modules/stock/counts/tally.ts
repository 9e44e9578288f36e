// Several people count at once, with scanners, and without a line. Each walk along the shelves tells the sum it has of an
// item so far, with a number that grows; the house keeps the newest. So a storm of scans, a lost answer, a second telling and
// any order come to the same. What two walks counted may be two shelves, or the same pieces twice: nobody but people knows,
// so the line waits until somebody says which. What somebody wrote stands: a walk that was told after it, perhaps from a tablet
// that had no line for hours, is kept beside it and asks again.
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';
import { refuseFuture } from '../post-facts.ts';
import { lockOpen } from './session.ts';
import { keepTallyRows, sumTallies, type TallyToKeep } from './store-tallies.ts';

/**
 * Keeps what a walk (uuid) has counted; answers the place (uuid). Refuses with stock.count_unknown, stock.count_negative,
 * stock.in_the_future, stock.item_unknown.
 */
export async function keepTallies(
  tx: Tx,
  sessionId: string,
  walkId: string,
  tallies: readonly TallyToKeep[],
): Promise<string> {
  const session = await lockOpen(tx, sessionId);
  for (const { countedMilli, countedAt } of tallies) {
    if (!Number.isSafeInteger(countedMilli) || countedMilli < 0) {
      throw stockRefusals.count_negative();
    }
    refuseFuture(tx.now, countedAt);
  }
  const newest = new Map<string, TallyToKeep>();
  for (const tally of tallies) {
    const before = newest.get(tally.itemId);
    if (before === undefined || before.revision < tally.revision) {
      newest.set(tally.itemId, tally);
    }
  }
  const changed = await keepTallyRows(tx, sessionId, walkId, [...newest.values()]);
  await sumTallies(tx, sessionId, changed);
  return session.place_id;
}
