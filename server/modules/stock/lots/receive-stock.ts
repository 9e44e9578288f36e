// Goods come in, with or without a lot. What was sold before its delivery was booked left without a lot; it is taken from
// the lots as soon as there are any, so that lots never claim more than stands there.
import { dayOf } from '#kernel/clock';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { applyFacts } from '../apply-stock.ts';
import {
  type FactDecision,
  type Movement,
  type StockFact,
  type StockFacts,
  type StockKey,
  settlesLots,
  stockKey,
} from '../balance.ts';
import { loadStock } from '../load-stock.ts';
import { postFacts } from '../post-facts.ts';
import { blockWhatCameTooLate } from './block-lots.ts';
import { type DateKind, takeFromLots } from './lot.ts';
import { ensureLotRows, lotKey } from './store.ts';

export type LotMark = {
  readonly code: string;
  readonly bestBefore: Temporal.PlainDate | null;
  readonly dateKind: DateKind;
};

export type Received = StockKey & {
  readonly quantityMilli: number;
  readonly kind: 'receipt' | 'transfer_in' | 'return' | 'opening';
  readonly lot?: LotMark | null;
  readonly subjectId?: string | null;
  readonly occurredAt?: Temporal.Instant;
};

/**
 * Posts what came in and keeps it by lot where one is named; answers the lots (uuid) by `lotKey`. Emits stock.moved.
 * Refuses with stock.quantity_zero, stock.quantity_too_large, stock.place_unknown, stock.item_unknown.
 */
export async function receiveStock(
  tx: Tx,
  received: readonly Received[],
  options: { readonly isAnnounced?: boolean } = {},
): Promise<ReadonlyMap<string, string>> {
  const lots = received.flatMap(({ placeId, itemId, lot }) =>
    lot === undefined || lot === null ? [] : [{ placeId, itemId, ...lot }],
  );
  let lotIds = new Map<string, string>();
  if (lots.length > 0) {
    // Locked, and made where they are new, before the lots that hang on them.
    await loadStock(tx, received);
    lotIds = await ensureLotRows(tx, [...new Map(lots.map((lot) => [lotKey(lot), lot])).values()]);
  }
  const posted = received.map(({ lot, ...fact }): StockFact => {
    const lotId =
      lot === undefined || lot === null
        ? null
        : (lotIds.get(lotKey({ ...fact, code: lot.code })) ?? null);
    return { ...fact, lotId };
  });
  await postFacts(tx, posted, options);
  if (lots.length > 0) {
    await settleLots(tx, lots);
    const latest = dayOf(tx.now, 'UTC').add({ days: 1 });
    const dated = lots.filter(({ bestBefore }) => isBefore(bestBefore, latest));
    if (dated.length > 0) {
      await blockWhatCameTooLate(
        tx,
        dated.flatMap((lot) => lotIds.get(lotKey(lot)) ?? []),
      );
    }
  }
  return lotIds;
}

function isBefore(day: Temporal.PlainDate | null, other: Temporal.PlainDate): boolean {
  return day !== null && Temporal.PlainDate.compare(day, other) < 0;
}

async function settleLots(tx: Tx, keys: readonly StockKey[]): Promise<void> {
  const facts = await loadStock(tx, keys);
  const decisions = [...facts.balances.values()].flatMap((balance) =>
    settleLotsOf(facts, balance, balance.onHandMilli, tx.now),
  );
  await applyFacts(tx, facts, decisions, { isAnnounced: false });
}

/** Moves between a lot and what has none; the sum is zero. */
function settleLotsOf(
  facts: StockFacts,
  key: StockKey,
  onHandMilli: number,
  now: Temporal.Instant,
): FactDecision[] {
  const lots = facts.lots.get(stockKey(key)) ?? [];
  const unlotted = onHandMilli - lots.reduce((sum, lot) => sum + lot.onHandMilli, 0);
  if (unlotted >= 0) {
    return [];
  }
  const parts = takeFromLots(lots, -unlotted).filter((part) => part.lotId !== null);
  const movements = parts.flatMap(({ lotId, quantityMilli }): Movement[] => {
    const { placeId, itemId } = key;
    const rest = { kind: 'adjustment', subjectId: null, reason: settlesLots } as const;
    const common = { placeId, itemId, ...rest, occurredAt: now };
    return [
      { ...common, id: newId(), lotId, quantityMilli: -quantityMilli },
      { ...common, id: newId(), lotId: null, quantityMilli },
    ];
  });
  return movements.length === 0 ? [] : [{ movements, shortage: null }];
}
