// 「そちらに在庫ありますか」: a shop asks others, whose tablets ring; the first look at the shelf is the answer.
import { findItems } from '#catalog';
import { formatId, newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { keepStock } from '#stock';
import { floorRefusals } from './errors.ts';
import { floorStockAnswered, floorStockAsked } from './events.ts';
import { answerCallRow, type CallRow, insertCallRows, lockCallRow } from './store.ts';

export type StockQuestion = {
  readonly itemId: string;
  readonly fromPlaceId: string;
  readonly toPlaceIds: readonly string[];
  readonly quantityMilli: number;
  readonly askedBy: string | null;
};

/** Refuses with floor.item_unknown, floor.place_unknown, floor.own_shop. */
export async function askShops(tx: Tx, question: StockQuestion): Promise<CallRow[]> {
  const { itemId, fromPlaceId } = question;
  const toPlaceIds = [...new Set(question.toPlaceIds)];
  if (toPlaceIds.includes(fromPlaceId)) {
    throw floorRefusals.own_shop();
  }
  if (!(await findItems(tx, [itemId])).has(itemId)) {
    throw floorRefusals.item_unknown();
  }
  const places = await findPlaces(tx, [fromPlaceId, ...toPlaceIds]);
  if (places.length < toPlaceIds.length + 1) {
    throw floorRefusals.place_unknown();
  }
  const ids = toPlaceIds.map(() => newId());
  const rows = await insertCallRows(tx, { ...question, ids, toPlaceIds });
  for (const row of rows) {
    const about = aboutCall(row);
    tx.emit(floorStockAsked.make(about.callId, about, { placeId: row.to_place_id }));
  }
  return rows;
}

/** So long what was asked for is kept for the other shop: until somebody has come for it tomorrow. */
const keptFor = { hours: 24 } as const;

export type AnswerToGive = {
  readonly answer: 'here' | 'none' | 'busy';
  /** The pieces are taken off the shelf and kept for whoever asked. */
  readonly isKept: boolean;
  readonly answeredBy: string | null;
};

/**
 * The same answer again is taken as given. Refuses with floor.call_unknown, floor.call_answered, and with stock.short where
 * the books have less than is to be kept.
 */
export async function answerShop(
  tx: Tx,
  callId: string,
  { answer, isKept, answeredBy }: AnswerToGive,
): Promise<CallRow> {
  const row = await lockCallRow(tx, callId);
  if (row === undefined) {
    throw floorRefusals.call_unknown();
  }
  if (row.answer === answer) {
    return row;
  }
  if (row.answer !== null) {
    throw floorRefusals.call_answered();
  }
  const keptUntil = isKept && answer === 'here' ? tx.now.add(keptFor) : null;
  if (keptUntil !== null) {
    await keepStock(tx, {
      placeId: row.to_place_id,
      itemId: row.item_id,
      quantityMilli: row.quantity_milli,
      reason: 'staff',
      subjectId: callId,
      expiresAt: keptUntil,
    });
  }
  const answered = await answerCallRow(tx, callId, answer, answeredBy, keptUntil);
  const about = { ...aboutCall(answered), answer };
  tx.emit(floorStockAnswered.make(about.callId, about, { placeId: row.from_place_id }));
  return answered;
}

function aboutCall(row: CallRow) {
  return {
    callId: formatId('stockCall', row.id),
    itemId: formatId('item', row.item_id),
    fromPlaceId: formatId('place', row.from_place_id),
    toPlaceId: formatId('place', row.to_place_id),
    quantity: fromMilli(row.quantity_milli),
  };
}
