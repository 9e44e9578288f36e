// What becomes of a hold: fulfilled (held → sold), released, expired, prolonged, handed to another subject.
// Every way locks the balances first and looks at the holds again behind that lock, so of two that come at
// once one wins and the other finds nothing left to do.
import { formatId, newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { applyFacts, BalanceMoves } from '../apply-stock.ts';
import {
  balanceOf,
  type HoldReason,
  moveStock,
  type StockFacts,
  type StockKey,
} from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { stockReleased } from '../events.ts';
import { loadStock } from '../load-stock.ts';
import { updateBalances } from '../store.ts';
import {
  endHoldRows,
  findActiveHolds,
  type HoldQuery,
  type HoldRow,
  handOverHoldRows,
  prolongHoldRows,
} from './store.ts';

/** A hold that was changed; thousandths, uuids. */
export type Hold = StockKey & {
  readonly id: string;
  readonly quantityMilli: number;
  readonly reason: HoldReason;
  readonly subjectId: string;
  readonly expiresAt: Temporal.Instant | null;
};

const extensionsMax = 5;

/**
 * Held → sold: the pieces leave on hand and the holds end. Answers what was fulfilled; a hold that had
 * already ended is not among it (post the rest with `postFacts`, a fact is never refused). `placeId` (uuid): only
 * what is kept there. Emits stock.moved.
 */
export async function fulfilHolds(
  tx: Tx,
  subjectIds: readonly string[],
  { placeId, ...options }: { readonly isAnnounced?: boolean; readonly placeId?: string } = {},
): Promise<Hold[]> {
  return fulfil(tx, { subjectIds, placeId }, options);
}

/** The same for single holds: part of an order is handed over. */
export async function fulfilHoldsById(
  tx: Tx,
  holdIds: readonly string[],
  options: { readonly isAnnounced?: boolean } = {},
): Promise<Hold[]> {
  return fulfil(tx, { holdIds }, options);
}

/**
 * Lets go of everything kept for these subjects, or of what is kept at one place (uuid). `because` is a code,
 * `order_cancelled`. Emits stock.released.
 */
export async function releaseHolds(
  tx: Tx,
  subjectIds: readonly string[],
  because: string,
  placeId?: string,
): Promise<Hold[]> {
  const holds = await end(tx, { subjectIds, placeId }, 'released', because);
  announceReleased(tx, holds, because);
  return holds;
}

/** Lets go of single holds. Emits stock.released. Refuses with stock.hold_bound. */
export async function releaseHoldsById(
  tx: Tx,
  holdIds: readonly string[],
  because: string,
): Promise<Hold[]> {
  refuseBound(await findActiveHolds(tx, { holdIds }));
  const holds = await end(tx, { holdIds }, 'released', because);
  announceReleased(tx, holds, because);
  return holds;
}

/** Ends holds whose time is over, `limit` at most, oldest first. Emits stock.released. */
export async function expireHolds(tx: Tx, now: Temporal.Instant, limit: number): Promise<Hold[]> {
  const holds = await end(tx, { expiredAt: now, limit }, 'expired', 'expired');
  announceReleased(tx, holds, 'expired');
  return holds;
}

/**
 * Prolongs what is kept for these subjects.
 * Refuses with stock.already_expired, stock.hold_unknown, stock.hold_extended_too_often.
 */
export async function extendHolds(
  tx: Tx,
  subjectIds: readonly string[],
  expiresAt: Temporal.Instant,
): Promise<Hold[]> {
  return extend(tx, { subjectIds }, expiresAt);
}

/** The same for one hold; refuses with stock.hold_bound too. */
export async function extendHoldsById(
  tx: Tx,
  holdIds: readonly string[],
  expiresAt: Temporal.Instant,
): Promise<Hold[]> {
  return extend(tx, { holdIds }, expiresAt);
}

export type HoldTarget = {
  readonly subjectId: string;
  readonly reason: HoldReason;
  readonly expiresAt: Temporal.Instant | null;
};

/** Hands what is kept for one subject to another: the cart's pieces become the order's. */
export async function transferHolds(
  tx: Tx,
  fromSubjectId: string,
  to: HoldTarget,
): Promise<Hold[]> {
  return handOver(tx, { subjectIds: [fromSubjectId] }, to);
}

/** The same for single holds. Refuses with stock.hold_bound. */
export async function transferHoldsById(
  tx: Tx,
  holdIds: readonly string[],
  to: HoldTarget,
): Promise<Hold[]> {
  return handOver(tx, { holdIds }, to);
}

async function handOver(tx: Tx, query: HoldQuery, to: HoldTarget): Promise<Hold[]> {
  const { rows } = await lockHolds(tx, query);
  refuseBound(rows);
  const ids = rows.map((row) => row.id);
  return ids.length === 0 ? [] : (await handOverHoldRows(tx, ids, to)).map(toHold);
}

async function extend(tx: Tx, query: HoldQuery, expiresAt: Temporal.Instant): Promise<Hold[]> {
  if (Temporal.Instant.compare(expiresAt, tx.now) <= 0) {
    throw stockRefusals.already_expired();
  }
  const { rows } = await lockHolds(tx, query);
  if (rows.length === 0) {
    throw stockRefusals.hold_unknown();
  }
  refuseBound(rows);
  if (rows.some((row) => row.extended_count >= extensionsMax)) {
    throw stockRefusals.hold_extended_too_often({ times: extensionsMax });
  }
  const ids = rows.map((row) => row.id);
  return (await prolongHoldRows(tx, ids, expiresAt)).map(toHold);
}

/** What a transfer or a blocked lot holds is theirs. Refuses with stock.hold_bound. */
export function refuseBound(rows: readonly HoldRow[]): void {
  if (rows.some(({ reason }) => ['transfer', 'recall', 'expired'].includes(reason))) {
    throw stockRefusals.hold_bound();
  }
}

async function fulfil(
  tx: Tx,
  query: HoldQuery,
  options: { readonly isAnnounced?: boolean },
): Promise<Hold[]> {
  const { facts, rows } = await lockHolds(tx, query);
  if (rows.length === 0) {
    return [];
  }
  const holds = await endRows(tx, facts, rows, 'fulfilled', 'fulfilled');
  const decisions = holds.map((hold) =>
    moveStock(facts, {
      id: newId(),
      placeId: hold.placeId,
      itemId: hold.itemId,
      quantityMilli: -hold.quantityMilli,
      kind: 'sale',
      subjectId: hold.subjectId,
      lotId: null,
      reason: null,
      occurredAt: tx.now,
    }),
  );
  await applyFacts(tx, facts, decisions, options);
  return holds;
}

async function end(
  tx: Tx,
  query: HoldQuery,
  state: 'released' | 'expired',
  because: string,
): Promise<Hold[]> {
  const { facts, rows } = await lockHolds(tx, query);
  return rows.length === 0 ? [] : endRows(tx, facts, rows, state, because);
}

async function endRows(
  tx: Tx,
  facts: StockFacts,
  rows: readonly HoldRow[],
  state: 'fulfilled' | 'released' | 'expired',
  because: string,
): Promise<Hold[]> {
  const ids = rows.map((row) => row.id);
  const holds = (await endHoldRows(tx, ids, state, because)).map(toHold);
  const moves = new BalanceMoves();
  for (const hold of holds) {
    balanceOf(facts, hold).heldMilli -= hold.quantityMilli;
    moves.add(hold, { heldMilli: -hold.quantityMilli });
  }
  await updateBalances(tx, moves.all());
  return holds;
}

/**
 * Finds holds, locks their balances (and those of another place), and finds them again: what ended meanwhile is gone.
 */
export async function lockHolds(
  tx: Tx,
  query: HoldQuery,
  alsoAt?: string,
): Promise<{ readonly facts: StockFacts; readonly rows: readonly HoldRow[] }> {
  const seen = await findActiveHolds(tx, query);
  const keys = seen.map(toHold);
  const elsewhere =
    alsoAt === undefined ? [] : keys.map(({ itemId }) => ({ placeId: alsoAt, itemId }));
  const facts = await loadStock(tx, [...keys, ...elsewhere]);
  const holdIds = seen.map((row) => row.id);
  const rows = seen.length === 0 ? [] : await findActiveHolds(tx, { holdIds });
  if (!('expiredAt' in query)) {
    return { facts, rows };
  }
  const isOver = (row: HoldRow) =>
    row.expires_at !== null && Temporal.Instant.compare(row.expires_at, query.expiredAt) <= 0;
  return { facts, rows: rows.filter(isOver) };
}

function announceReleased(tx: Tx, holds: readonly Hold[], because: string): void {
  for (const [placeId, ofPlace] of Map.groupBy(holds, (hold) => hold.placeId)) {
    const place = formatId('place', placeId);
    const released = ofPlace.map((hold) => ({
      holdId: formatId('hold', hold.id),
      itemId: formatId('item', hold.itemId),
      quantity: fromMilli(hold.quantityMilli),
      reason: hold.reason,
    }));
    tx.emit(stockReleased.make(place, { placeId: place, because, holds: released }, { placeId }));
  }
}

export function toHold(row: HoldRow): Hold {
  return {
    id: row.id,
    placeId: row.place_id,
    itemId: row.item_id,
    quantityMilli: row.quantity_milli,
    reason: row.reason,
    subjectId: row.subject_id,
    expiresAt: row.expires_at,
  };
}
