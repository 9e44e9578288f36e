// Writing what was decided: a few set-based statements for any number of decisions.
import { formatId, newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import {
  balanceOf,
  type FactDecision,
  type HoldDecision,
  type Movement,
  type Shortage,
  type StockFacts,
  type StockKey,
  seenByCount,
  settlesLots,
  stockKey,
} from './balance.ts';
import { stockConflictOpened, stockMoved } from './events.ts';
import { insertHoldRows } from './holds/store.ts';
import { setLotHolds } from './lots/store.ts';
import { proposeForShortages } from './propose-settlements.ts';
import { type BalanceMove, insertConflicts, insertMovementRows, updateBalances } from './store.ts';

/** Writes promises. No event: what they are for (an order, a cart) announces itself. */
export async function applyHolds(
  tx: Tx,
  _facts: StockFacts,
  decisions: readonly HoldDecision[],
): Promise<void> {
  if (decisions.length === 0) {
    return;
  }
  const moves = new BalanceMoves();
  for (const decision of decisions) {
    moves.add(decision, { heldMilli: decision.quantityMilli });
  }
  await Promise.all([insertHoldRows(tx, decisions), updateBalances(tx, moves.all())]);
}

export type ApplyOptions = {
  /** False where the caller announces what happened itself. */
  readonly isAnnounced?: boolean;
};

/** Writes facts, opens conflicts where they did not fit, and emits stock.moved for each place. */
export async function applyFacts(
  tx: Tx,
  facts: StockFacts,
  decisions: readonly FactDecision[],
  options: ApplyOptions = {},
): Promise<void> {
  const movements = decisions.flatMap((decision) => decision.movements);
  if (decisions.every((each) => each.movements.length === 0 && each.blockedLots === undefined)) {
    return;
  }
  const moves = new BalanceMoves();
  for (const { movements: parts, blockedLots = [] } of decisions) {
    // What the newest count had seen already has not moved since, and a change of lots is none.
    const isSeen = parts.some(({ reason }) => reason === seenByCount || reason === settlesLots);
    for (const movement of parts) {
      moves.add(movement, {
        onHandMilli: movement.quantityMilli,
        movedMilli: isSeen ? 0 : Math.abs(movement.quantityMilli),
      });
    }
    for (const lot of blockedLots) {
      moves.add(lot, { heldMilli: lot.changeMilli });
    }
  }
  if (movements.length > 0) {
    await insertMovementRows(tx, movements);
  }
  await updateBalances(tx, moves.all());
  await setLotHolds(
    tx,
    decisions.flatMap((decision) => decision.blockedLots ?? []),
  );
  await openConflicts(
    tx,
    facts,
    decisions.flatMap(({ shortage }) => (shortage === null ? [] : [shortage])),
  );
  if (options.isAnnounced !== false) {
    announceMovements(tx, facts, movements);
  }
}

/** Sums changes by balance, so that one row is updated once. */
export class BalanceMoves {
  readonly #moves = new Map<string, BalanceMove>();

  add(key: StockKey, change: Partial<Omit<BalanceMove, keyof StockKey>>): void {
    const text = stockKey(key);
    let move = this.#moves.get(text);
    if (move === undefined) {
      move = {
        placeId: key.placeId,
        itemId: key.itemId,
        onHandMilli: 0,
        heldMilli: 0,
        movedMilli: 0,
      };
      this.#moves.set(text, move);
    }
    move.onHandMilli += change.onHandMilli ?? 0;
    move.heldMilli += change.heldMilli ?? 0;
    move.movedMilli += change.movedMilli ?? 0;
  }

  all(): BalanceMove[] {
    return [...this.#moves.values()];
  }
}

async function openConflicts(
  tx: Tx,
  facts: StockFacts,
  shortages: readonly Shortage[],
): Promise<void> {
  if (shortages.length === 0) {
    return;
  }
  const deepest = new Map<string, Shortage>();
  for (const shortage of shortages) {
    const known = deepest.get(stockKey(shortage));
    if (known === undefined || known.shortMilli < shortage.shortMilli) {
      deepest.set(stockKey(shortage), shortage);
    }
  }
  const all = [...deepest.values()];
  const proposals = await proposeForShortages(tx, facts, all);
  const opened = await insertConflicts(
    tx,
    all.map((shortage, index) => ({
      id: newId(),
      shortage,
      proposals: proposals[index] ?? [],
    })),
  );
  for (const key of opened) {
    const shortage = deepest.get(stockKey(key));
    const placeId = formatId('place', key.placeId);
    const itemId = formatId('item', key.itemId);
    tx.emit(
      stockConflictOpened.make(
        itemId,
        {
          placeId,
          itemId,
          kind: shortage?.kind ?? 'below_zero',
          short: fromMilli(shortage?.shortMilli ?? 0),
        },
        { placeId: key.placeId },
      ),
    );
  }
}

const linesOfEventMax = 200;

function announceMovements(tx: Tx, facts: StockFacts, movements: readonly Movement[]): void {
  for (const [placeId, ofPlace] of Map.groupBy(movements, (movement) => movement.placeId)) {
    for (let from = 0; from < ofPlace.length; from += linesOfEventMax) {
      const place = formatId('place', placeId);
      const lines = ofPlace.slice(from, from + linesOfEventMax).map((movement) => {
        const balance = balanceOf(facts, movement);
        return {
          itemId: formatId('item', movement.itemId),
          kind: movement.kind,
          quantity: fromMilli(movement.quantityMilli),
          onHand: fromMilli(balance.onHandMilli),
          held: fromMilli(balance.heldMilli),
        };
      });
      tx.emit(stockMoved.make(place, { placeId: place, lines }, { placeId }));
    }
  }
}
