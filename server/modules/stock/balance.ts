// The rules of stock, without I/O. A promise needs the pieces to be there, a fact always posts.
// Facts are loaded with their rows locked; deciding moves the balances inside them, so that members of one
// batch compete as if they had come one after the other.
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { stockRefusals } from './errors.ts';

export type StockKey = { readonly placeId: string; readonly itemId: string };

/** One item at one place; thousandths. */
export type StockBalance = StockKey & {
  onHandMilli: number;
  heldMilli: number;
  readonly safetyMilli: number;
  countedAt: Temporal.Instant | null;
  countId: string | null;
};

export type StockFacts = {
  readonly now: Temporal.Instant;
  /** By `stockKey`. */
  readonly balances: ReadonlyMap<string, StockBalance>;
};

export const holdReasons = [
  'cart',
  'payment',
  'order',
  'layaway',
  'pos',
  'locker',
  'transfer',
  'staff',
] as const;
export type HoldReason = (typeof holdReasons)[number];

export type WantedHold = StockKey & {
  readonly quantityMilli: number;
  readonly reason: HoldReason;
  /** uuid of what it is kept for: a cart, an order. */
  readonly subjectId: string;
  /** Null: until it is fulfilled or released. */
  readonly expiresAt: Temporal.Instant | null;
};

export type HoldDecision = WantedHold & { readonly id: string };

export const movementKinds = [
  'sale',
  'return',
  'count',
  'adjustment',
  'transfer_out',
  'transfer_in',
  'receipt',
  'opening',
  'loss',
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** Something that happened: `quantityMilli` is signed, what left is below zero. */
export type StockFact = StockKey & {
  readonly quantityMilli: number;
  readonly kind: Exclude<MovementKind, 'count'>;
  /** uuid of the order, the transfer it belongs to. */
  readonly subjectId?: string | null;
  readonly lotId?: string | null;
  /** Now unless told. */
  readonly occurredAt?: Temporal.Instant;
  /** A code: `damaged`. */
  readonly reason?: string | null;
};

export type Movement = StockKey & {
  readonly id: string;
  readonly quantityMilli: number;
  readonly kind: MovementKind;
  readonly subjectId: string | null;
  readonly lotId: string | null;
  readonly reason: string | null;
  readonly occurredAt: Temporal.Instant;
};

export type Shortage = StockKey & {
  readonly kind: 'below_zero' | 'promised_short';
  readonly shortMilli: number;
  readonly movementId: string;
};

export type FactDecision = {
  readonly movements: readonly Movement[];
  readonly shortage: Shortage | null;
};

const quantityMaxMilli = 1_000_000_000_000;

export function stockKey(key: StockKey): string {
  return `${key.placeId} ${key.itemId}`;
}

/** The balance of a key that was loaded; anything else is a bug of the caller. */
export function balanceOf(facts: StockFacts, key: StockKey): StockBalance {
  const balance = facts.balances.get(stockKey(key));
  if (balance === undefined) {
    throw new Error(`the stock of ${stockKey(key)} was not loaded before it was decided`);
  }
  return balance;
}

/** What can be promised: on hand less held less safety, in thousandths; may be below zero. */
export function availableMilli(
  balance: Pick<StockBalance, 'onHandMilli' | 'heldMilli' | 'safetyMilli'>,
): number {
  return balance.onHandMilli - balance.heldMilli - balance.safetyMilli;
}

/**
 * Decides for one promise and takes it from the balance inside `facts`.
 * Refuses with stock.short, stock.quantity_not_positive, stock.quantity_too_large, stock.already_expired.
 */
export function decideHold(facts: StockFacts, wanted: WantedHold): HoldDecision | Refusal {
  const balance = balanceOf(facts, wanted);
  const { quantityMilli, expiresAt } = wanted;
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) {
    return stockRefusals.quantity_not_positive();
  }
  if (quantityMilli > quantityMaxMilli) {
    return stockRefusals.quantity_too_large();
  }
  if (expiresAt !== null && Temporal.Instant.compare(expiresAt, facts.now) <= 0) {
    return stockRefusals.already_expired();
  }
  const available = availableMilli(balance);
  if (available < quantityMilli) {
    return stockRefusals.short({
      available: fromMilli(Math.max(0, available)),
      wanted: fromMilli(quantityMilli),
    });
  }
  balance.heldMilli += quantityMilli;
  return { ...wanted, id: newId() };
}

/** Takes a decision back inside `facts`: another part of the same member was refused. */
export function undecideHold(facts: StockFacts, decision: HoldDecision): void {
  balanceOf(facts, decision).heldMilli -= decision.quantityMilli;
}

/**
 * Decides for all holds of one member: all of them, or none and the first refusal.
 */
export function decideHolds(
  facts: StockFacts,
  wanted: readonly WantedHold[],
): HoldDecision[] | Refusal {
  const decisions: HoldDecision[] = [];
  for (const each of wanted) {
    const decision = decideHold(facts, each);
    if (decision instanceof Refusal) {
      for (const made of decisions) {
        undecideHold(facts, made);
      }
      return decision;
    }
    decisions.push(decision);
  }
  return decisions;
}

/**
 * Decides for one fact and moves the balance inside `facts`. It is never refused for lack of stock; where
 * less remains than was promised, the decision carries a shortage that opens a conflict.
 *
 * A fact from before the newest count was seen by that count already: the count is corrected by the opposite
 * movement, so that on hand stays what was counted.
 */
export function decideFact(facts: StockFacts, fact: StockFact): FactDecision | Refusal {
  const balance = balanceOf(facts, fact);
  const { quantityMilli } = fact;
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli === 0) {
    return stockRefusals.quantity_zero();
  }
  if (Math.abs(quantityMilli) > quantityMaxMilli) {
    return stockRefusals.quantity_too_large();
  }
  const occurredAt = fact.occurredAt ?? facts.now;
  const movement: Movement = {
    id: newId(),
    placeId: fact.placeId,
    itemId: fact.itemId,
    quantityMilli,
    kind: fact.kind,
    subjectId: fact.subjectId ?? null,
    lotId: fact.lotId ?? null,
    reason: fact.reason ?? null,
    occurredAt,
  };
  const { countedAt } = balance;
  if (countedAt !== null && Temporal.Instant.compare(occurredAt, countedAt) < 0) {
    return { movements: [movement, correctCount(balance, movement, countedAt)], shortage: null };
  }
  return { movements: [movement], shortage: moveBalance(balance, movement) };
}

/** Moves on hand; answers the shortage when a movement out left less than was promised. */
export function moveBalance(balance: StockBalance, movement: Movement): Shortage | null {
  balance.onHandMilli += movement.quantityMilli;
  const free = balance.onHandMilli - balance.heldMilli;
  if (movement.quantityMilli > 0 || free >= 0) {
    return null;
  }
  return {
    placeId: balance.placeId,
    itemId: balance.itemId,
    kind: balance.onHandMilli < 0 ? 'below_zero' : 'promised_short',
    shortMilli: -free,
    movementId: movement.id,
  };
}

function correctCount(
  balance: StockBalance,
  movement: Movement,
  countedAt: Temporal.Instant,
): Movement {
  return {
    id: newId(),
    placeId: movement.placeId,
    itemId: movement.itemId,
    quantityMilli: -movement.quantityMilli,
    kind: 'count',
    subjectId: balance.countId,
    lotId: movement.lotId,
    reason: 'seen_by_count',
    occurredAt: countedAt,
  };
}
