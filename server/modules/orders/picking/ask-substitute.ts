// What cannot be found: she is asked, on her page and by mail, whether one of a few other items may stand for it at the
// same price. She takes one or lets it be; whoever does not answer in time gets the rest, and the money back.
import { findItems, findPrices, priceKey } from '#catalog';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import {
  applyHolds,
  availableMilli,
  decideHold,
  findStockOf,
  loadStock,
  postFacts,
  toBalance,
} from '#stock';
import { cancelLines, holdLess } from '../cancel/cancel-lines.ts';
import { ordersRefusals } from '../errors.ts';
import { ordersSubstituteAnswered, ordersSubstituteAsked } from '../events.ts';
import { joinParcel } from '../parcels/store.ts';
import { partOf } from '../returns/give-back-lines.ts';
import { toStanding } from '../returns/standing.ts';
import { findSoldLines } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { type LineInHand, standOf, takeInHand } from './pick-line.ts';
import { lockPickRow, type PickRow, renameLineRow, savePickRow, splitLineRow } from './store.ts';

export type ShortLine = {
  readonly orderId: string;
  readonly line: number;
  /** uuids of what may stand for it; none: the rest is taken off at once. */
  readonly offerItemIds: readonly string[];
};

/** She has as long as this, or until the promised time when that is later. */
const answerMinutes = 60;

/**
 * The rest of a line is not there. Refuses as picking does, and with orders.pick_not_short, orders.substitute_unfit.
 */
export async function reportShort(tx: Tx, short: ShortLine): Promise<LineInHand> {
  const hand = await takeInHand(tx, short.orderId, short.line);
  const { line, order, pick, placeId } = hand;
  const missingMilli = line.quantity_milli - pick.picked_milli;
  if (missingMilli <= 0) {
    throw ordersRefusals.pick_not_short({ item: line.name });
  }
  const asked: PickRow = {
    ...pick,
    short_milli: missingMilli,
    ask_state: 'asked',
    offered_item_ids: [...short.offerItemIds],
    asked_at: tx.now,
    answer_until: laterOf(order.promised_until, tx.now.add({ minutes: answerMinutes })),
  };
  if (short.offerItemIds.length === 0) {
    await savePickRow(tx, { ...asked, ask_state: 'refused' }, tx.now);
    await takeOff(tx, hand, missingMilli);
    return { ...hand, pick: { ...asked, ask_state: 'refused' } };
  }
  await refuseUnfit(tx, hand, missingMilli, short.offerItemIds);
  await savePickRow(tx, asked);
  tx.emit(
    ordersSubstituteAsked.make(
      formatId('order', order.id),
      {
        ...(await tell(tx, order)),
        line: line.line,
        short: fromMilli(missingMilli),
        itemIds: short.offerItemIds.map((id) => formatId('item', id)),
        answerUntil: String(asked.answer_until),
      },
      { ...aboutOf(order), placeId },
    ),
  );
  return { ...hand, pick: asked };
}

function laterOf(a: Temporal.Instant | null, b: Temporal.Instant): Temporal.Instant {
  return a !== null && Temporal.Instant.compare(a, b) > 0 ? a : b;
}

type LineAt = Pick<LineInHand, 'order' | 'line' | 'placeId'>;

async function refuseUnfit(
  tx: Tx,
  { order, line, placeId }: LineAt,
  wantedMilli: number,
  itemIds: readonly string[],
): Promise<void> {
  const prices = await findPrices(
    tx,
    itemIds.map((itemId) => ({ itemId, placeId: order.place_id })),
    tx.now,
  );
  const keys = itemIds.map((itemId) => ({ placeId, itemId }));
  const stock = new Map((await findStockOf(tx, keys)).map((row) => [row.item_id, row]));
  const items = await findItems(tx, itemIds);
  for (const itemId of itemIds) {
    const row = stock.get(itemId);
    const rate = prices.get(priceKey(itemId, order.place_id))?.taxRateBp;
    const isFree = row !== undefined && availableMilli(toBalance(row)) >= wantedMilli;
    if (rate !== line.tax_rate_bp || !isFree || itemId === line.item_id) {
      throw ordersRefusals.substitute_unfit({ item: items.get(itemId)?.name ?? 'itm_…' });
    }
  }
}

export type Answer = {
  readonly orderId: string;
  readonly line: number;
  /** uuid of the item she takes; null: she lets it be. */
  readonly itemId: string | null;
  /** lapsed: nobody answered in time. */
  readonly as?: 'refused' | 'lapsed';
};

/** Refuses with orders.unknown, orders.line_unknown, orders.not_asked, stock.short. */
export async function answerSubstitute(tx: Tx, answer: Answer): Promise<OrderRow> {
  const order = await lockOrderRow(tx, answer.orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  const line = (await findSoldLines(tx, order.id)).find((each) => each.line === answer.line);
  if (line === undefined) {
    throw ordersRefusals.line_unknown({ line: answer.line });
  }
  const pick = await lockPickRow(tx, order.id, line.line);
  const { itemId } = answer;
  if (
    pick.ask_state !== 'asked' ||
    (itemId !== null && !pick.offered_item_ids.includes(itemId)) ||
    !['placed', 'accepted', 'preparing'].includes(order.state)
  ) {
    throw ordersRefusals.not_asked();
  }
  const at = { order, line, ...(await standOf(tx, order, line.line)) };
  const state = itemId === null ? (answer.as ?? 'refused') : 'accepted';
  await savePickRow(tx, { ...pick, ask_state: state, claimed_by: null, claimed_at: null }, tx.now);
  if (itemId === null) {
    await takeOff(tx, at, pick.short_milli);
  } else {
    await swap(tx, at, pick, itemId);
  }
  const left = (await lockOrderRow(tx, order.id)) ?? order;
  tx.emit(
    ordersSubstituteAnswered.make(
      formatId('order', order.id),
      {
        ...(await tell(tx, left)),
        line: line.line,
        answer: state,
        itemId: itemId === null ? null : formatId('item', itemId),
      },
      aboutOf(left),
    ),
  );
  return left;
}

/** She gets the rest, and the money for what is missing. What was not found is not in the books any more either. */
async function takeOff(tx: Tx, at: LineAt, missingMilli: number): Promise<void> {
  const { order, line } = at;
  await cancelLines(tx, {
    orderId: order.id,
    lines: [{ line: line.line, quantityMilli: missingMilli }],
    reason: 'out_of_stock',
  });
  await missInBooks(tx, at, missingMilli);
}

async function swap(
  tx: Tx,
  at: LineAt & Pick<LineInHand, 'parcel'>,
  pick: PickRow,
  itemId: string,
): Promise<void> {
  const { order, line, placeId } = at;
  const item = (await findItems(tx, [itemId])).get(itemId);
  if (item === undefined) {
    throw ordersRefusals.not_asked();
  }
  const missingMilli = pick.short_milli;
  if (missingMilli === line.quantity_milli) {
    await renameLineRow(tx, order.id, line.line, item);
    await savePickRow(
      tx,
      {
        ...pick,
        picked_milli: 0,
        short_milli: 0,
        ask_state: 'accepted',
        claimed_by: null,
        claimed_at: null,
      },
      tx.now,
    );
  } else {
    const part = partOf(toStanding(line), missingMilli);
    const made = await splitLineRow(tx, order.id, line.line, item, part);
    if (at.parcel !== undefined) {
      await joinParcel(tx, order.id, line.line, made);
    }
  }
  const missing = { placeId, itemId: line.item_id, quantityMilli: missingMilli };
  const heldUntil = await holdLess(tx, order, [missing]);
  const facts = await loadStock(tx, [{ placeId, itemId }]);
  const decision = decideHold(facts, {
    placeId,
    itemId,
    quantityMilli: missingMilli,
    reason: 'order',
    subjectId: order.id,
    // Kept as long as what it stands for.
    expiresAt: heldUntil ?? tx.now.add({ hours: 24 }),
  });
  if (decision instanceof Refusal) {
    throw decision;
  }
  await applyHolds(tx, facts, [decision]);
  await missInBooks(tx, at, missingMilli);
}

async function missInBooks(
  tx: Tx,
  { order, line, placeId }: LineAt,
  missingMilli: number,
): Promise<void> {
  await postFacts(tx, [
    {
      placeId,
      itemId: line.item_id,
      quantityMilli: -missingMilli,
      kind: 'adjustment',
      reason: 'not_found',
      subjectId: order.id,
    },
  ]);
}

async function tell(tx: Tx, order: OrderRow) {
  const [place] = await findPlaces(tx, [order.place_id]);
  return tellOrder(order, place?.name_ja ?? '');
}

function aboutOf(order: OrderRow) {
  const placeId = order.handover_place_id ?? order.place_id;
  return { recordId: order.record_id, placeId, channel: order.channel };
}
