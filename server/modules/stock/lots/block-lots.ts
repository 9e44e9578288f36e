// A lot is blocked: recalled by its maker, or past its date. That is a fact, so it is never refused; what is left of it
// is held under the lot's own name, so no promise sees it, and where more was promised than is good a conflict opens.
import { dayOf } from '#kernel/clock';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { applyFacts } from '../apply-stock.ts';
import { balanceOf, type FactDecision, type Shortage, type StockFacts } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { stockLotBlocked, stockLotReleased } from '../events.ts';
import { loadStock } from '../load-stock.ts';
import { findDatedLots, findLots, findLotsOfCode, type LotRow, setLotStates } from './store.ts';

/**
 * Recalls a lot of an item (uuid) at every place; pieces of it that turn up later are blocked as well. Emits
 * stock.lot_blocked for each place. Refuses with stock.lot_unknown.
 */
export async function recallLot(
  tx: Tx,
  recall: { readonly itemId: string; readonly code: string; readonly because: string },
): Promise<LotRow[]> {
  const lots = await findLotsOfCode(tx, recall.itemId, recall.code);
  if (lots.length === 0) {
    throw stockRefusals.lot_unknown();
  }
  return setStates(tx, lots, 'recalled', recall.because);
}

/** Lets a blocked lot (uuid) be sold again: the recall was for another one. Refuses with stock.lot_unknown. */
export async function unblockLot(tx: Tx, lotId: string): Promise<LotRow> {
  const lots = await findLots(tx, [lotId]);
  const [lot] = lots;
  if (lot === undefined) {
    throw stockRefusals.lot_unknown();
  }
  await setStates(tx, lots, 'good', null);
  return lot;
}

const noId = '00000000-0000-0000-0000-000000000000';
export const firstDatedLot = {
  bestBefore: Temporal.PlainDate.from('0001-01-01'),
  placeId: noId,
  id: noId,
};

/**
 * Blocks lots whose last good day is over where they stand, `limit` looked at. Answers where to go on, null when there
 * are no more.
 */
export async function blockExpiredLots(
  tx: Tx,
  after: typeof firstDatedLot,
  limit: number,
): Promise<typeof firstDatedLot | null> {
  // The day begins at most 14 hours earlier somewhere than in UTC.
  const latest = dayOf(tx.now, 'UTC').add({ days: 1 });
  const lots = await findDatedLots(tx, latest, after, limit);
  await blockThoseOver(tx, lots);
  const last = lots.at(-1);
  return lots.length < limit || last === undefined || last.best_before === null
    ? null
    : { bestBefore: last.best_before, placeId: last.place_id, id: last.id };
}

/** What comes in past its date is promised to nobody from the moment it is booked. */
export async function blockWhatCameTooLate(tx: Tx, lotIds: readonly string[]): Promise<void> {
  await blockThoseOver(tx, await findLots(tx, lotIds));
}

async function blockThoseOver(tx: Tx, lots: readonly LotRow[]): Promise<void> {
  const placeIds = [...new Set(lots.map((lot) => lot.place_id))];
  const zones = new Map(
    (await findPlaces(tx, placeIds)).map((place) => [place.id, place.time_zone]),
  );
  const over = lots.filter((lot) => {
    const today = dayOf(tx.now, zones.get(lot.place_id) ?? 'UTC');
    const { best_before: lastDay, state } = lot;
    return state === 'good' && lastDay !== null && Temporal.PlainDate.compare(lastDay, today) < 0;
  });
  await setStates(tx, over, 'expired', 'past_its_date');
}

async function setStates(
  tx: Tx,
  lots: readonly LotRow[],
  state: LotRow['state'],
  because: string | null,
): Promise<LotRow[]> {
  if (lots.length === 0) {
    return [];
  }
  const before = await loadStock(
    tx,
    lots.map((lot) => ({ placeId: lot.place_id, itemId: lot.item_id })),
  );
  // Read again behind the lock: of two that block it one finds nothing left to do.
  const states = new Map(
    (
      await findLots(
        tx,
        lots.map((lot) => lot.id),
      )
    ).map((lot) => [lot.id, lot.state]),
  );
  const changed = await setLotStates(tx, [...states.keys()], state, because);
  await applyFacts(
    tx,
    before,
    changed.map((lot) => decideBlock(before, lot, states.get(lot.id) ?? 'good')),
  );
  for (const lot of changed) {
    announce(tx, lot, because);
  }
  return changed;
}

function decideBlock(facts: StockFacts, lot: LotRow, was: LotRow['state']): FactDecision {
  const key = { placeId: lot.place_id, itemId: lot.item_id };
  const left = Math.max(0, lot.on_hand_milli);
  const heldMilli = lot.state === 'good' ? 0 : left;
  const changeMilli = heldMilli - (was === 'good' ? 0 : left);
  const balance = balanceOf(facts, key);
  balance.heldMilli += changeMilli;
  const free = balance.onHandMilli - balance.heldMilli;
  const shortage: Shortage | null =
    changeMilli > 0 && free < 0
      ? { ...key, kind: 'promised_short', shortMilli: -free, movementId: null }
      : null;
  const reason = lot.state === 'expired' ? 'expired' : 'recall';
  const blocked = { ...key, lotId: lot.id, reason, heldMilli, changeMilli } as const;
  return { movements: [], shortage, blockedLots: [blocked] };
}

function announce(tx: Tx, lot: LotRow, because: string | null): void {
  const lotId = formatId('lot', lot.id);
  const payload = {
    lotId,
    placeId: formatId('place', lot.place_id),
    itemId: formatId('item', lot.item_id),
    code: lot.code,
    quantity: fromMilli(lot.on_hand_milli),
  };
  const context = { placeId: lot.place_id };
  if (lot.state === 'good') {
    tx.emit(stockLotReleased.make(lotId, payload, context));
  } else {
    const told = { ...payload, state: lot.state, because: because ?? lot.state };
    tx.emit(stockLotBlocked.make(lotId, told, context));
  }
}
