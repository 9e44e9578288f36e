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
} from './balance.ts';

export type Counted = StockKey & {
  readonly countedMilli: number;
  /** Now unless told. */
  readonly countedAt?: Temporal.Instant | undefined;
  /** Where it came from: an import's source. */
  readonly source?: string;
};

export type CountDecision = StockKey & {
  readonly id: string;
  readonly countedMilli: number;
  /** What the books said for that moment. */
  readonly expectedMilli: number;
  readonly isNewest: boolean;
  readonly countedAt: Temporal.Instant;
  readonly source: string | null;
  readonly movement: Movement | null;
  readonly shortage: Shortage | null;
};

/** Decides for one count; `movedAfterMilli` is the sum of movements that occurred after its moment. */
export function decideCount(
  facts: StockFacts,
  counted: Counted,
  movedAfterMilli: number,
): CountDecision {
  const balance = balanceOf(facts, counted);
  const countedAt = counted.countedAt ?? facts.now;
  const id = newId();
  const expectedMilli = balance.onHandMilli - movedAfterMilli;
  const isNewest =
    balance.countedAt === null || Temporal.Instant.compare(countedAt, balance.countedAt) >= 0;
  const quantityMilli = isNewest ? counted.countedMilli - expectedMilli : 0;
  const { placeId, itemId } = counted;
  const movement: Movement | null =
    quantityMilli === 0
      ? null
      : {
          id: newId(),
          placeId,
          itemId,
          quantityMilli,
          kind: 'count',
          subjectId: id,
          lotId: null,
          reason: null,
          occurredAt: countedAt,
        };
  const shortage = movement === null ? null : moveBalance(balance, movement);
  if (isNewest) {
    balance.countedAt = countedAt;
    balance.countId = id;
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
    movement,
    shortage,
  };
}
