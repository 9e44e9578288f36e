// Goods come back, at any place of the house, whoever sold them. A return is a fact with a record and a receipt
// of its own: an order of kind `return` with amounts below zero. Stock, tax, points, gift value and payments give
// back exactly their share; the sale itself stays as it was, with what of it came back.

import { feeGivenBack, type TaxOfRate } from '@engawa/totals';
import { findItems } from '#catalog';
import { dayOf } from '#kernel/clock';
import { formatId, newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { settleOffers } from '#offers';
import { findPlaces, type PlaceRow } from '#places';
import { postFacts, type StockFact } from '#stock';
import { enterState } from '../change-state.ts';
import { ordersRefusals } from '../errors.ts';
import { ordersReturnTaken } from '../events.ts';
import { pointsFor } from '../points/points-for.ts';
import { settleRequest } from '../return-requests/settle-request.ts';
import { canBecome, type OrderState } from '../state.ts';
import {
  attributesOf,
  type Disposition,
  findRefundParts,
  findReturnLines,
  findSoldLines,
  findStandingTaxes,
  insertRefundParts,
  insertReturnLines,
  pointTermsOf,
  type RefundPart,
  raiseReturnedLines,
} from '../store/changes.ts';
import {
  insertLines,
  insertOrders,
  insertTaxes,
  lockOrderRow,
  type OrderRow,
} from '../store/orders.ts';
import { findPolicy } from '../store/policy.ts';
import { tellOrder } from '../tell-order.ts';
import { giveBack } from '../tender/give-back.ts';
import { reverseEarn } from '../tender/settle-value.ts';
import {
  feePart,
  type LinePart,
  partOf,
  type StandingLine,
  type TakenTaxes,
  takeOffTaxes,
  worthOf,
} from './give-back-lines.ts';
import { refusePartsOfPieces } from './refuse-parts.ts';
import { basisOf, toStanding, type WantedLine, wantedLines } from './standing.ts';

export type LineToReturn = WantedLine & { readonly disposition: Disposition };

export type ReturnToTake = {
  /** uuid; may be made by the client, so that it can repeat itself. */
  readonly returnId?: string;
  /** uuid of the sale. */
  readonly orderId: string;
  /** uuid; where the goods came back. */
  readonly placeId: string;
  /** `all`: whatever of it is left, on the shelf. */
  readonly lines: readonly LineToReturn[] | 'all';
  /** A code: `changed_mind`, `defect`. */
  readonly reason: string;
  /** In cash at the place of return, and not the way it was paid. */
  readonly isPaidOutInCash?: boolean;
  /** So much of the money pays for what is taken instead. */
  readonly exchangeMinor?: number;
  readonly staffId?: string | null;
  /** Value that was sold is unmade in the same transaction. */
  readonly isValueUnmade?: boolean;
  /** When it happened, told later by a till that had no line. */
  readonly happenedAt?: Temporal.Instant;
};

export type ReturnTaken = {
  /** The return's own order. */
  readonly row: OrderRow;
  readonly parts: readonly RefundPart[];
};

/** What a return will give back, before anything is written. */
export type ReturnPlan = {
  readonly order: OrderRow;
  readonly lines: readonly LineToReturn[];
  readonly parts: readonly LinePart[];
  readonly taxes: TakenTaxes;
  readonly isWhole: boolean;
  /** What of the delivery fee goes back; a part of the money. */
  readonly deliveryMinor: number;
  readonly moneyMinor: number;
  readonly pointsMinor: number;
  /** Earned points that are taken back. */
  readonly pointsTakenBack: number;
};

/**
 * Takes a return. Two at once of the same piece: one is taken, the other refused. Repeated with the same id it
 * answers what it did. Refuses with orders.unknown, orders.made_elsewhere, orders.return_of_return,
 * orders.return_too_early, orders.return_of_value, orders.line_unknown, orders.left_of_line,
 * orders.quantity_not_whole, orders.place_unknown, orders.refund_too_large, orders.id_taken.
 */
export async function takeReturn(tx: Tx, wish: ReturnToTake): Promise<ReturnTaken> {
  const known = await findTaken(tx, wish);
  if (known !== undefined) {
    return known;
  }
  return writeReturn(tx, wish, await planReturn(tx, wish));
}

/** A return that repeats itself with its own id. Refuses with orders.id_taken that of another order, or of other lines. */
export async function findTaken(
  tx: Tx,
  wish: Pick<ReturnToTake, 'orderId' | 'returnId' | 'placeId' | 'lines'>,
): Promise<ReturnTaken | undefined> {
  if (wish.returnId === undefined) {
    return undefined;
  }
  // The sale first: everything locks it before its returns.
  await lockOrderRow(tx, wish.orderId);
  const row = await lockOrderRow(tx, wish.returnId);
  if (row === undefined) {
    return undefined;
  }
  const isSame =
    row.returns_order_id === wish.orderId &&
    row.place_id === wish.placeId &&
    (wish.lines === 'all' || isSameLines(wish.lines, await findReturnLines(tx, row.id)));
  if (!isSame) {
    throw ordersRefusals.id_taken();
  }
  return { row, parts: await findRefundParts(tx, row.id) };
}

function isSameLines(one: readonly LineToReturn[], other: readonly LineToReturn[]): boolean {
  const wordsOf = (lines: readonly LineToReturn[]) =>
    lines.map((each) => `${each.line} ${each.quantityMilli} ${each.disposition}`).toSorted();
  return wordsOf(one).join() === wordsOf(other).join();
}

/** Locks the order and reckons what a return of these lines gives back. */
export async function planReturn(
  tx: Tx,
  wish: Pick<ReturnToTake, 'orderId' | 'lines' | 'reason' | 'isValueUnmade'>,
): Promise<ReturnPlan> {
  const order = await lockOrderRow(tx, wish.orderId);
  assertReturnable(order);
  const isValue = (await attributesOf(tx, order.id)).isValueSold === true;
  if (isValue && wish.isValueUnmade !== true) {
    throw ordersRefusals.return_of_value();
  }
  const lines = (await findSoldLines(tx, order.id)).map(toStanding);
  const asked = wish.lines === 'all' ? allOf(lines) : wish.lines;
  const wanted = wantedLines(lines, asked);
  await refusePartsOfPieces(tx, wanted);
  const parts = wanted.map(({ standing, quantityMilli }) => partOf(standing, quantityMilli));
  const leftMilli = lines.reduce((sum, each) => sum + each.quantityMilli - each.returnedMilli, 0);
  const isWhole = wanted.reduce((sum, each) => sum + each.quantityMilli, 0) === leftMilli;
  const feeMinor = order.delivery_minor;
  const deliveryMinor = feeGivenBack(feeMinor, wish.reason, isWhole && parts.length > 0);
  const basis = basisOf(order);
  const standing = await findStandingTaxes(tx, order.id);
  const taxes = takeOffTaxes(standing, [...parts, ...feePart(deliveryMinor)], basis);
  const terms = await pointTermsOf(tx, order.id);
  const pointsOf = (of: readonly TaxOfRate[], withFee: number) =>
    pointsFor({ taxes: takeOffTaxes(of, feePart(withFee), basis).left, hasRecord: true }, terms);
  return {
    order,
    lines: asked,
    parts,
    taxes,
    isWhole,
    deliveryMinor,
    ...worthOf(parts, taxes.taken),
    pointsTakenBack:
      order.record_id === null
        ? 0
        : pointsOf(standing, feeMinor) - pointsOf(taxes.left, feeMinor - deliveryMinor),
  };
}

function allOf(lines: readonly StandingLine[]): LineToReturn[] {
  return lines.flatMap(({ line, quantityMilli, returnedMilli }) =>
    quantityMilli > returnedMilli
      ? [{ line, quantityMilli: quantityMilli - returnedMilli, disposition: 'restocked' as const }]
      : [],
  );
}

function assertReturnable(order: OrderRow | undefined): asserts order is OrderRow {
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  if (order.kind === 'return') {
    throw ordersRefusals.return_of_return();
  }
  if (order.source !== 'engawa') {
    throw ordersRefusals.made_elsewhere({ source: order.source });
  }
  if (order.state !== 'returned' && !canBecome(order.state as OrderState, 'returned')) {
    throw ordersRefusals.return_too_early({ state: order.state });
  }
}

/** Writes a return that was planned in this transaction. */
export async function writeReturn(
  tx: Tx,
  wish: ReturnToTake,
  plan: ReturnPlan,
): Promise<ReturnTaken> {
  const [place] = await findPlaces(tx, [wish.placeId]);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  const { order } = plan;
  const returnId = wish.returnId ?? newId();
  await raiseReturnedLines(tx, order.id, plan.parts);
  const row = await insertReturn(tx, returnId, wish, plan, place);
  await takeIn(tx, returnId, wish, plan);
  const points = plan.pointsTakenBack;
  const parts = await giveBack(tx, {
    order,
    moneyMinor: plan.moneyMinor,
    pointsMinor: plan.pointsMinor,
    refundOrder: (await findPolicy(tx)).refundOrder,
    reason: 'return',
    placeId: place.id,
    ...(wish.isPaidOutInCash === true ? { paidOutAs: 'cash' } : {}),
    exchangeMinor: wish.exchangeMinor ?? 0,
    entries: points > 0 ? [reverseEarn(order.id, place.id, points)] : [],
  });
  await insertRefundParts(tx, returnId, parts);
  if (plan.isWhole) {
    await settleOffers(tx, order.id, 'returned');
    await enterState(tx, order, 'returned', wish.reason);
  }
  announce(tx, row, wish, plan, place);
  await settleRequest(tx, {
    order,
    returnId,
    placeId: place.id,
    lines: plan.parts.map((part) => part.line),
    moneyMinor: plan.moneyMinor,
  });
  return { row, parts };
}

async function insertReturn(
  tx: Tx,
  returnId: string,
  wish: ReturnToTake,
  { order, lines, parts, taxes, deliveryMinor }: ReturnPlan,
  place: PlaceRow,
): Promise<OrderRow> {
  const sold = new Map((await findSoldLines(tx, order.id)).map((line) => [line.line, line]));
  const sum = (of: (part: LinePart) => number) => parts.reduce((all, part) => all + of(part), 0);
  const [row] = await insertOrders(tx, [
    {
      id: returnId,
      source: 'engawa',
      source_key: null,
      kind: 'return',
      returns_order_id: order.id,
      place_id: place.id,
      handover_place_id: null,
      fulfilment: 'carry_out',
      state: 'completed',
      channel: 'pos',
      record_id: order.record_id,
      staff_id: wish.staffId ?? null,
      currency: order.currency,
      is_tax_included: order.is_tax_included,
      tax_rounding: order.tax_rounding,
      items_minor: -sum((part) => part.amountMinor),
      discount_minor: -sum((part) => part.discountMinor),
      points_minor: -sum((part) => part.pointsMinor),
      delivery_minor: -deliveryMinor,
      tax_minor: -taxes.taken.reduce((all, each) => all + each.taxMinor, 0),
      total_minor: -taxes.taken.reduce((all, each) => all + each.taxedMinor, 0),
      line_count: parts.length,
      quantity_milli: -sum((part) => part.quantityMilli),
      ...momentOf(place, wish.happenedAt ?? tx.now),
    },
  ]);
  if (row === undefined) {
    throw new Error('a return was not written');
  }
  await insertLines(
    tx,
    parts.map((part, index) => ({
      order_id: returnId,
      line: index + 1,
      item_id: part.itemId,
      name: sold.get(part.line)?.name ?? '',
      quantity_milli: -part.quantityMilli,
      unit_price: sold.get(part.line)?.unit_price ?? '0',
      amount_minor: -part.amountMinor,
      discount_minor: -part.discountMinor,
      points_minor: -part.pointsMinor,
      tax_rate_bp: part.taxRateBp,
    })),
  );
  await insertReturnLines(tx, returnId, order.id, lines);
  await insertTaxes(
    tx,
    taxes.taken.map((tax) => ({
      orderId: returnId,
      rateBp: tax.rateBp,
      taxedMinor: -tax.taxedMinor,
      taxMinor: -tax.taxMinor,
    })),
  );
  return row;
}

/** When goods came back, and the business day that this is at the place. */
export function momentOf(place: PlaceRow, at: Temporal.Instant) {
  const businessDay = dayOf(at.subtract({ minutes: place.day_ends_minute }), place.time_zone);
  return { ordered_at: at, business_day: businessDay };
}

/** On the shelf of the place of return; what is damaged is booked in and written off, so that the books tell it. */
async function takeIn(
  tx: Tx,
  returnId: string,
  { placeId }: ReturnToTake,
  { lines, parts }: ReturnPlan,
): Promise<void> {
  const items = await findItems(tx, [...new Set(parts.map((part) => part.itemId))]);
  const facts = parts.flatMap((part, index): StockFact[] => {
    const disposition = lines[index]?.disposition;
    if (disposition === 'kept' || items.get(part.itemId)?.isStocked !== true) {
      return [];
    }
    const key = { placeId, itemId: part.itemId, subjectId: returnId };
    const back: StockFact = { ...key, quantityMilli: part.quantityMilli, kind: 'return' };
    return disposition === 'restocked'
      ? [back]
      : [back, { ...key, quantityMilli: -part.quantityMilli, kind: 'loss', reason: 'damaged' }];
  });
  if (facts.length > 0) {
    await postFacts(tx, facts);
  }
}

function announce(
  tx: Tx,
  row: OrderRow,
  wish: ReturnToTake,
  plan: ReturnPlan,
  place: PlaceRow,
): void {
  const told = tellOrder(row, place.name_ja);
  tx.emit(
    ordersReturnTaken.make(
      told.orderId,
      {
        ...told,
        ofOrderId: formatId('order', plan.order.id),
        ofNumber: plan.order.number,
        reason: wish.reason,
        pointsTakenBack: plan.pointsTakenBack,
        lines: plan.parts.map((part, index) => ({
          line: part.line,
          itemId: formatId('item', part.itemId),
          quantity: fromMilli(part.quantityMilli),
          amountMinor: part.amountMinor,
          disposition: plan.lines[index]?.disposition ?? 'restocked',
        })),
      },
      { recordId: row.record_id, placeId: row.place_id, channel: row.channel },
    ),
  );
}
