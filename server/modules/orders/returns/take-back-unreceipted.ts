// Goods come back and nobody knows the sale: no receipt, or one of another system. The shop decides what it gives for
// them; the house books a return of its own without a sale behind it: goods in, tax of each rate, money out in cash.
import { priceOfLine, type TaxOfRate, taxesOf } from '@engawa/totals';
import { findItems } from '#catalog';
import { formatId, newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { postFacts, type StockFact } from '#stock';
import type { ToldLine } from '../checkout/order-to-place.ts';
import { ordersRefusals } from '../errors.ts';
import { ordersReturnTaken } from '../events.ts';
import type { Disposition } from '../store/changes.ts';
import {
  findKnownIds,
  insertLines,
  insertOrders,
  insertTaxes,
  type OrderRow,
} from '../store/orders.ts';
import { findPolicy } from '../store/policy.ts';
import { tellOrder } from '../tell-order.ts';
import { momentOf } from './take-return.ts';

export type UnreceiptedReturn = {
  /** uuid; made by the till, so that it can repeat itself. */
  readonly returnId?: string;
  /** uuid; where the goods came back. */
  readonly placeId: string;
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantityMilli: number;
    /** What is given for one, and its tax. */
    readonly told: ToldLine;
    readonly disposition: Disposition;
  }[];
  /** A code: `no_receipt`, `defect`. */
  readonly reason: string;
  readonly staffId?: string | null;
  readonly happenedAt?: Temporal.Instant;
};

/** Books it; answers the return's own order. Refuses with orders.place_unknown, orders.item_unknown, orders.id_taken. */
export async function takeBackUnreceipted(tx: Tx, wish: UnreceiptedReturn): Promise<OrderRow> {
  const [place] = await findPlaces(tx, [wish.placeId]);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  const items = await findItems(tx, [...new Set(wish.lines.map(({ itemId }) => itemId))]);
  if (wish.lines.some(({ itemId }) => !items.has(itemId))) {
    throw ordersRefusals.item_unknown({ item: 'itm_…' });
  }
  const returnId = wish.returnId ?? newId();
  if ((await findKnownIds(tx, [returnId])).size > 0) {
    throw ordersRefusals.id_taken();
  }
  const policy = await findPolicy(tx);
  const amounts = wish.lines.map(({ told, quantityMilli }) =>
    priceOfLine({ amountMinor: told.unitPriceMinor, pricePer: told.pricePer }, quantityMilli),
  );
  const priced = wish.lines.map(({ told }, index) => ({
    amountMinor: amounts[index] ?? 0,
    taxRateBp: told.taxRateBp,
  }));
  const taxes = taxesOf(priced, { isTaxIncluded: true, rounding: policy.taxRounding });
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  const totalMinor = sum(amounts);
  const [row] = await insertOrders(tx, [
    {
      id: returnId,
      source: 'engawa',
      source_key: null,
      kind: 'return',
      place_id: place.id,
      handover_place_id: null,
      fulfilment: 'carry_out',
      state: 'completed',
      channel: 'pos',
      record_id: null,
      staff_id: wish.staffId ?? null,
      currency: place.currency,
      tax_rounding: policy.taxRounding,
      items_minor: -totalMinor,
      tax_minor: -sum(taxes.map(({ taxMinor }) => taxMinor)),
      total_minor: -totalMinor,
      line_count: wish.lines.length,
      quantity_milli: -sum(wish.lines.map(({ quantityMilli }) => quantityMilli)),
      ...momentOf(place, wish.happenedAt ?? tx.now),
    },
  ]);
  if (row === undefined) {
    throw new Error('a return was not written');
  }
  await writeRows(tx, row, wish, amounts, taxes);
  await takeIn(tx, returnId, wish, items);
  announce(tx, row, wish, amounts, place.name_ja);
  return row;
}

async function writeRows(
  tx: Tx,
  { id }: OrderRow,
  { lines }: UnreceiptedReturn,
  amounts: readonly number[],
  taxes: readonly TaxOfRate[],
): Promise<void> {
  await insertLines(
    tx,
    lines.map(({ itemId, quantityMilli, told }, index) => ({
      order_id: id,
      line: index + 1,
      item_id: itemId,
      name: told.name,
      quantity_milli: -quantityMilli,
      unit_price: String(told.unitPriceMinor),
      amount_minor: -(amounts[index] ?? 0),
      tax_rate_bp: told.taxRateBp,
    })),
  );
  await insertTaxes(
    tx,
    taxes.map(({ rateBp, taxedMinor, taxMinor }) => ({
      orderId: id,
      rateBp,
      taxedMinor: -taxedMinor,
      taxMinor: -taxMinor,
    })),
  );
}

async function takeIn(
  tx: Tx,
  subjectId: string,
  { placeId, lines }: UnreceiptedReturn,
  items: Awaited<ReturnType<typeof findItems>>,
): Promise<void> {
  const facts = lines.flatMap(({ itemId, quantityMilli, disposition }): StockFact[] => {
    if (disposition === 'kept' || items.get(itemId)?.isStocked !== true) {
      return [];
    }
    const key = { placeId, itemId, subjectId };
    const back: StockFact = { ...key, quantityMilli, kind: 'return' };
    return disposition === 'restocked'
      ? [back]
      : [back, { ...key, quantityMilli: -quantityMilli, kind: 'loss', reason: 'damaged' }];
  });
  if (facts.length > 0) {
    await postFacts(tx, facts);
  }
}

function announce(
  tx: Tx,
  row: OrderRow,
  { reason, lines }: UnreceiptedReturn,
  amounts: readonly number[],
  placeName: string,
): void {
  const told = tellOrder(row, placeName);
  tx.emit(
    ordersReturnTaken.make(
      told.orderId,
      {
        ...told,
        ofOrderId: null,
        ofNumber: null,
        reason,
        pointsTakenBack: 0,
        lines: lines.map(({ itemId, quantityMilli, disposition }, index) => ({
          line: index + 1,
          itemId: formatId('item', itemId),
          quantity: fromMilli(quantityMilli),
          amountMinor: amounts[index] ?? 0,
          disposition,
        })),
      },
      { recordId: null, placeId: row.place_id, channel: row.channel },
    ),
  );
}
