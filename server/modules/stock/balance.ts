// The rules of stock, without I/O. A promise needs the pieces to be there, a fact always posts.
// Facts are loaded with their rows locked; deciding moves the balances inside them, so that members of one
// batch compete as if they had come one after the other.
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { confidenceOf } from './confidence.ts';
import { stockRefusals } from './errors.ts';
import { blockedMilli, type LotBalance, takeFromLots } from './lots/lot.ts';

export type StockKey = { readonly placeId: string; readonly itemId: string };

/** One item at one place; thousandths. */
export type StockBalance = StockKey & {
  onHandMilli: number;
  heldMilli: number;
  readonly safetyMilli: number;
  countedAt: Temporal.Instant | null;
  countId: string | null;
  /** What moved since the newest count, in and out added. */
  movedMilli: number;
  /** Hundredths of a percent; null: the usual one. */
  readonly shrinkageBp: number | null;
  /** How sure a promise to somebody who is not there must be; 0 asks nothing. */
  readonly confidenceMinBp: number;
  /** What one piece is: 1000, or 100 g of what is weighed. */
  readonly pieceMilli: number;
  readonly hasLots: boolean;
};

export type StockFacts = {
  readonly now: Temporal.Instant;
  /** By `stockKey`. */
  readonly balances: ReadonlyMap<string, StockBalance>;
  /** By `stockKey`, first expired first; only where the balance has lots. */
  readonly lots: ReadonlyMap<string, readonly LotBalance[]>;
};

export const holdReasons = [
  'cart',
  'payment',
  'order',
  'layaway',
  'pickup',
  'pos',
  'locker',
  'transfer',
  'display',
  'staff',
  'recall',
  'expired',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Promises to somebody who is not at the shelf: only these can be asked to be sure. */
const remoteReasons: ReadonlySet<HoldReason> = new Set([
  'cart',
  'payment',
  'order',
  'pickup',
  'locker',
]);

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
  /** Null: nothing moved, a lot was blocked. */
  readonly movementId: string | null;
};

/** The reason of a movement that takes back what the newest count had seen already. */
export const seenByCount = 'seen_by_count';
/** The reason of a pair that only says which lot pieces were of. */
export const settlesLots = 'settles_lots';

export type FactDecision = {
  readonly movements: readonly Movement[];
  readonly shortage: Shortage | null;
  /** Blocked lots of which pieces came or went: what is held of them follows. */
  readonly blockedLots?: readonly BlockedLot[];
};

/** What a blocked lot holds from now on. */
export type BlockedLot = StockKey & {
  readonly lotId: string;
  readonly reason: 'recall' | 'expired';
  readonly heldMilli: number;
  readonly changeMilli: number;
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
 * Refuses with stock.short, stock.uncertain, stock.quantity_not_positive, stock.quantity_too_large,
 * stock.already_expired.
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
  if (balance.confidenceMinBp > 0 && remoteReasons.has(wanted.reason)) {
    const sure = confidenceOf(balance, balance.heldMilli + quantityMilli, facts.now);
    if (sure * 10_000 < balance.confidenceMinBp) {
      return stockRefusals.uncertain({ percent: Math.floor(sure * 100) });
    }
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
  return moveStock(facts, movement);
}

/**
 * Moves on hand and lots inside `facts`. What leaves without naming a lot is split over those whose date comes first;
 * of a blocked lot that is named, what is held follows.
 */
export function moveStock(facts: StockFacts, movement: Movement): FactDecision {
  const balance = balanceOf(facts, movement);
  balance.movedMilli += Math.abs(movement.quantityMilli);
  const lots = facts.lots.get(stockKey(movement)) ?? [];
  if (movement.lotId !== null) {
    const blocked = moveLot(balance, lots, movement);
    const shortage = moveBalance(balance, movement);
    return { movements: [movement], shortage, blockedLots: blocked === null ? [] : [blocked] };
  }
  if (movement.quantityMilli > 0 || lots.length === 0) {
    return { movements: [movement], shortage: moveBalance(balance, movement) };
  }
  const movements = takeFromLots(lots, -movement.quantityMilli).map((part, index) => ({
    ...movement,
    id: index === 0 ? movement.id : newId(),
    lotId: part.lotId,
    quantityMilli: -part.quantityMilli,
  }));
  return { movements, shortage: moveBalance(balance, movement) };
}

function moveLot(
  balance: StockBalance,
  lots: readonly LotBalance[],
  movement: Movement,
): BlockedLot | null {
  // One that is not here is empty and good, or of another item: then the statement that moves it refuses.
  const lot = lots.find((each) => each.id === movement.lotId);
  if (lot === undefined) {
    return null;
  }
  const before = blockedMilli(lot);
  lot.onHandMilli += movement.quantityMilli;
  if (lot.state === 'good') {
    return null;
  }
  const heldMilli = blockedMilli(lot);
  const changeMilli = heldMilli - before;
  balance.heldMilli += changeMilli;
  const { placeId, itemId } = movement;
  const reason = lot.state === 'recalled' ? 'recall' : 'expired';
  return { placeId, itemId, lotId: lot.id, reason, heldMilli, changeMilli };
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
    reason: seenByCount,
    occurredAt: countedAt,
  };
}
