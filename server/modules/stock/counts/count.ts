// The rule of a count, without I/O. A count says what stood there at its moment: what moved afterwards is
// added to it. A count that is older than the newest one known is kept and moves nothing.
import { newId } from '#kernel/ids';
import {
  balanceOf,
  type Movement,
  moveBalance,
  type Shortage,
  type StockFacts,
  type StockKey,
  stockKey,
} from '../balance.ts';
import { exposureMilli } from '../confidence.ts';
import { takeFromLots } from '../lots/lot.ts';

export type Counted = StockKey & {
  readonly countedMilli: number;
  /** Now unless told. */
  readonly countedAt?: Temporal.Instant | undefined;
  /** Where it came from: an import's source. */
  readonly source?: string;
  /** uuid of the session it was counted in. */
  readonly sessionId?: string;
  /** Why it differs, a code: `stolen`. */
  readonly reason?: string | null;
};

export type CountDecision = StockKey & {
  readonly id: string;
  readonly countedMilli: number;
  /** What the books said for that moment. */
  readonly expectedMilli: number;
  readonly isNewest: boolean;
  readonly countedAt: Temporal.Instant;
  readonly source: string | null;
  readonly sessionId: string | null;
  /** What was at risk since the count before; 0 for a first count and one that is not the newest. */
  readonly exposureMilli: number;
  /** What moved after its moment, in and out added. */
  readonly movedAfterMilli: number;
  /** None when the books were right; several when lots are corrected. */
  readonly movements: readonly Movement[];
  readonly shortage: Shortage | null;
};

/** What occurred after the moment of a count: the sum, and in and out added. */
export type MovedAfter = { readonly sumMilli: number; readonly absoluteMilli: number };

/** Decides for one count, given what occurred after its moment. */
export function decideCount(
  facts: StockFacts,
  counted: Counted,
  movedAfter: MovedAfter,
): CountDecision {
  const balance = balanceOf(facts, counted);
  const countedAt = counted.countedAt ?? facts.now;
  const id = newId();
  const expectedMilli = balance.onHandMilli - movedAfter.sumMilli;
  const isNewest =
    balance.countedAt === null || Temporal.Instant.compare(countedAt, balance.countedAt) >= 0;
  const isFirst = balance.countedAt === null;
  const before = {
    ...balance,
    movedMilli: Math.max(0, balance.movedMilli - movedAfter.absoluteMilli),
  };
  const exposure = isFirst || !isNewest ? 0 : Math.round(exposureMilli(before, countedAt));
  const quantityMilli = isNewest ? counted.countedMilli - expectedMilli : 0;
  const { placeId, itemId } = counted;
  const movement: Movement = {
    id: newId(),
    placeId,
    itemId,
    quantityMilli,
    kind: 'count',
    subjectId: id,
    lotId: null,
    reason: counted.reason ?? null,
    occurredAt: countedAt,
  };
  const movements = quantityMilli === 0 ? [] : splitByLots(facts, movement);
  const shortage = quantityMilli === 0 ? null : moveBalance(balance, movement);
  if (isNewest) {
    balance.countedAt = countedAt;
    balance.countId = id;
    balance.movedMilli = movedAfter.absoluteMilli;
  }
  return {
    placeId,
    itemId,
    id,
    countedMilli: counted.countedMilli,
    expectedMilli,
    isNewest,
    countedAt,
    source: counted.source ?? null,
    sessionId: counted.sessionId ?? null,
    exposureMilli: exposure,
    movedAfterMilli: movedAfter.absoluteMilli,
    movements,
    shortage,
  };
}

/** What is missing is missing from the lots that go first; what was found belongs to no lot yet. */
function splitByLots(facts: StockFacts, movement: Movement): Movement[] {
  const lots = facts.lots.get(stockKey(movement)) ?? [];
  return movement.quantityMilli > 0 || lots.length === 0
    ? [movement]
    : takeFromLots(lots, -movement.quantityMilli).map((part, index) => ({
        ...movement,
        id: index === 0 ? movement.id : newId(),
        lotId: part.lotId,
        quantityMilli: -part.quantityMilli,
      }));
}
