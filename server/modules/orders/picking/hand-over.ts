// Packed, ready on a shelf, handed over against her code, or put back when nobody came.
import type { Database } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { transaction } from '#kernel/transaction';
import { findPlaces } from '#places';
import { transferHolds } from '#stock';
import { changeState } from '../change-state.ts';
import { ordersRefusals } from '../errors.ts';
import { chooseParcel, type WhichParcel } from '../parcels/choose-parcel.ts';
import { settleParcels } from '../parcels/settle-parcels.ts';
import { findParcels } from '../parcels/store.ts';
import { usualRule } from '../promise/desk.ts';
import { findRules } from '../promise/store.ts';
import { canBecome, type OrderState } from '../state.ts';
import { findSoldLines, type SoldLineRow } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { answerSubstitute } from './ask-substitute.ts';
import { findLapsedAsks, findPickRows } from './store.ts';
import { findNoShows, findParcel, insertParcel, putBackParcel } from './store-parcels.ts';

/**
 * All of it is found, or all that one place sends of it: it stands packed on a shelf, and is kept so long for her.
 * Refuses with orders.unknown, orders.pick_open, orders.state_forbids, and as choosing a parcel does.
 */
export async function packOrder(
  tx: Tx,
  orderId: string,
  shelf: string | null,
  which: WhichParcel = { placeId: null },
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  const picks = new Map((await findPickRows(tx, [orderId])).map((row) => [row.line, row]));
  const parcels = await findParcels(tx, order);
  const parcel = parcels.length === 0 ? undefined : chooseParcel(order, parcels, which);
  const lines = (await findSoldLines(tx, orderId)).filter(
    ({ line }) => parcel === undefined || parcel.lines.includes(line),
  );
  const open = lines.filter(
    (line) => line.day === null && line.quantity_milli > (picks.get(line.line)?.picked_milli ?? 0),
  );
  if (open.length > 0) {
    throw ordersRefusals.pick_open({ left: open.length });
  }
  if (parcel !== undefined) {
    if (!canBecome(order.state as OrderState, 'shipped')) {
      throw ordersRefusals.state_forbids({ state: order.state, wanted: 'ready' });
    }
    const { number, placeId: senderId } = parcel;
    await insertParcel(tx, {
      order_id: orderId,
      number,
      place_id: senderId,
      shelf,
      keep_until: null,
    });
    return settleParcels(tx, order);
  }
  const placeId = order.handover_place_id ?? order.place_id;
  const rule = (await findRules(tx, [placeId])).get(placeId) ?? usualRule;
  const keepUntil =
    order.fulfilment === 'pickup'
      ? (await awaitedFrom(tx, placeId, lines)).add({ hours: 24 * rule.keepDays })
      : null;
  const packed = { order_id: orderId, number: 1, place_id: placeId };
  await insertParcel(tx, { ...packed, shelf, keep_until: keepUntil });
  if (keepUntil !== null) {
    // Kept as long as the parcel stands there; a day more, so that the parcel ends first.
    await transferHolds(tx, orderId, {
      subjectId: orderId,
      reason: 'order',
      expiresAt: keepUntil.add({ hours: 24 }),
    });
  }
  return changeState(tx, orderId, 'ready');
}

/** She is awaited from now on, or from the end of the day for which something of it is made. */
async function awaitedFrom(
  tx: Tx,
  placeId: string,
  lines: readonly SoldLineRow[],
): Promise<Temporal.Instant> {
  const day = lines.find((line) => line.quantity_milli > 0 && line.day !== null)?.day ?? null;
  const [place] = day === null ? [] : await findPlaces(tx, [placeId]);
  if (day === null || place === undefined) {
    return tx.now;
  }
  const ends = day.add({ days: 1 }).toZonedDateTime(place.time_zone).toInstant();
  return Temporal.Instant.compare(ends, tx.now) > 0 ? ends : tx.now;
}

export type HandOver = {
  /** uuid of the order whose code she shows. */
  readonly orderId: string;
  /** uuid of the order that stands on the parcel in hand; null: she is asked by her code alone. */
  readonly parcelOrderId: string | null;
  /** uuid of where the clerk stands; null: wherever it waits. */
  readonly placeId: string | null;
};

/**
 * Hands a parcel to who shows the code of its order. Refuses with orders.unknown, orders.parcel_elsewhere,
 * orders.parcel_wrong (whose it is and where hers stands), orders.parcel_not_ready.
 */
export async function handOver(
  tx: Tx,
  { orderId, parcelOrderId, placeId }: HandOver,
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  const waitsAt = order.handover_place_id ?? order.place_id;
  if (placeId !== null && placeId !== waitsAt) {
    const [place] = await findPlaces(tx, [waitsAt]);
    throw ordersRefusals.parcel_elsewhere({ order: order.number, place: place?.name_ja ?? '' });
  }
  if (parcelOrderId !== null && parcelOrderId !== orderId) {
    const [parcel, other] = [await findParcel(tx, orderId), await lockOrderRow(tx, parcelOrderId)];
    throw ordersRefusals.parcel_wrong({
      parcel: other?.number ?? '?',
      hers: order.number,
      shelf: parcel?.shelf ?? '-',
    });
  }
  if (order.state !== 'ready' && order.state !== 'handed_over') {
    throw ordersRefusals.parcel_not_ready({ order: order.number, state: order.state });
  }
  return changeState(tx, orderId, 'handed_over');
}

/**
 * Nobody came, or it was cancelled when it was packed: the pieces lie on the sales floor again. Refuses with
 * orders.unknown, orders.state_forbids, and as choosing a parcel does.
 */
export async function putBack(
  tx: Tx,
  orderId: string,
  which: WhichParcel = { placeId: null },
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  const parcels = await findParcels(tx, order);
  const isOver = order.state === 'expired' || order.state === 'cancelled';
  const parcel = parcels.length === 0 ? undefined : chooseParcel(order, parcels, which);
  if (!isOver && parcel?.state !== 'empty') {
    throw ordersRefusals.state_forbids({ state: order.state, wanted: 'expired' });
  }
  await putBackParcel(tx, orderId, parcel?.number ?? 1);
  return order;
}

const atOnce = 200;
const actor = 'job:orders.tend_parcels';

/**
 * What nobody came for gives its pieces and money back; questions that nobody answered are answered by their time. Each
 * in a transaction of its own.
 */
export async function tendParcels(db: Database): Promise<{ noShows: number; lapsed: number }> {
  const { noShows, asks } = await transaction(db, { actor }, async (tx) => ({
    noShows: await findNoShows(tx, atOnce),
    asks: await findLapsedAsks(tx, atOnce),
  }));
  for (const orderId of noShows) {
    await quietly(() =>
      transaction(db, { actor }, (tx) => changeState(tx, orderId, 'expired', 'not_collected')),
    );
  }
  for (const { orderId, line } of asks) {
    await quietly(() =>
      transaction(db, { actor }, (tx) =>
        answerSubstitute(tx, { orderId, line, itemId: null, as: 'lapsed' }),
      ),
    );
  }
  return { noShows: noShows.length, lapsed: asks.length };
}

/** What changed meanwhile is refused, and must not keep the others waiting. */
async function quietly(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
  }
}
