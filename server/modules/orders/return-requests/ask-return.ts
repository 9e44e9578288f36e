// She asks to give goods back, or lets it be. Nothing moves by that: stock, money, tax and points follow when the goods
// are there, by the return itself.
import { newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { seal, sealSecret, unseal, unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { ordersRefusals } from '../errors.ts';
import { planReturn } from '../returns/take-return.ts';
import { lockOrderRow } from '../store/orders.ts';
import { requestRefusals } from './errors.ts';
import { type OfferedLine, offerReturn, type ReturnOffer } from './offer-return.ts';
import {
  canWithdraw,
  type ExclusionReason,
  paidBy,
  type ReturnReason,
  type ReturnWay,
  requestNumber,
} from './request.ts';
import {
  insertRequest,
  lockOpenRequest,
  moveRequestRow,
  type RequestLine,
  type RequestRow,
} from './store.ts';
import { tellRequest } from './tell-request.ts';

const use = 'orders.return_request';

type Note = { readonly note: string };

export type ReturnWish = {
  /** uuid of the sale. */
  readonly orderId: string;
  readonly lines: readonly RequestLine[];
  readonly way: ReturnWay;
  readonly reason: ReturnReason;
  /** What is wrong with it, in her words; sealed. */
  readonly note?: string;
};

/**
 * Refuses with orders.unknown, orders.returns_not_offered, orders.return_asked_already, orders.return_way_unknown,
 * orders.return_lines_needed, orders.return_too_late, orders.return_excluded, orders.line_unknown, orders.left_of_line.
 */
export async function askReturn(tx: Tx, wish: ReturnWish): Promise<RequestRow> {
  const order = await lockOrderRow(tx, wish.orderId);
  const offer = order === undefined ? undefined : await offerReturn(tx, wish.orderId);
  if (order === undefined || offer === undefined) {
    throw ordersRefusals.unknown();
  }
  const open = await lockOpenRequest(tx, order.id);
  if (open !== undefined) {
    const number = requestNumber(order.number, open.position);
    throw requestRefusals.return_asked_already({ number });
  }
  refuseOutsideTerms(offer, wish);
  const lines = wish.lines.map((each) => ({ ...each, disposition: 'restocked' as const }));
  const plan = await planReturn(tx, { orderId: order.id, lines, reason: wish.reason });
  const isParcel = wish.way === 'parcel';
  const note = wish.note?.trim() ?? '';
  const key =
    order.record_id === null
      ? undefined
      : (await loadRecordKeys(tx, [order.record_id])).get(order.record_id);
  const row = await insertRequest(
    tx,
    {
      id: newId(),
      order_id: order.id,
      record_id: key === undefined ? null : order.record_id,
      state: offer.terms.isAcceptedAtOnce ? 'accepted' : 'asked',
      way: wish.way,
      reason: wish.reason,
      parcel_place_id: isParcel ? offer.parcelPlaceId : null,
      parcel_paid_by: isParcel ? paidBy(wish.reason, offer.terms) : null,
      expected_minor: plan.moneyMinor,
      expected_points_minor: plan.pointsMinor,
      note_sealed:
        note === ''
          ? null
          : key === undefined
            ? sealSecret(tx.masters, use, JSON.stringify({ note }))
            : seal(key, use, { note }),
    },
    wish.lines,
  );
  tellRequest(tx, 'requested', order, row);
  return row;
}

const whys: Readonly<Record<ExclusionReason, { readonly whyJa: string; readonly whyEn: string }>> =
  {
    hygiene: { whyJa: '衛生商品', whyEn: 'hygiene' },
    perishable: { whyJa: '食品など傷みやすい商品', whyEn: 'it is perishable' },
    made_to_order: { whyJa: '受注生産の商品', whyEn: 'it was made for you' },
    opened: { whyJa: '開封済みではお受けできない商品', whyEn: 'it was sealed when it was sold' },
    final_sale: { whyJa: 'セール・返品不可の商品', whyEn: 'it was sold as final' },
    no_goods: { whyJa: 'サービス・デジタル商品', whyEn: 'there is nothing to bring back' },
  };

function refuseOutsideTerms(offer: ReturnOffer, { lines, way, reason }: ReturnWish): void {
  if (!offer.isOffered) {
    throw requestRefusals.returns_not_offered();
  }
  if (!offer.ways.includes(way)) {
    throw requestRefusals.return_way_unknown();
  }
  if (lines.length === 0) {
    throw requestRefusals.return_lines_needed();
  }
  const last = reason === 'changed_mind' ? offer.lastDay : offer.lastDefectDay;
  if (Temporal.PlainDate.compare(offer.today, last) > 0) {
    const days = offer.arrivedOn.until(last).days;
    throw requestRefusals.return_too_late({ day: last.toString(), days });
  }
  const byLine = new Map(offer.lines.map((each) => [each.line, each]));
  for (const { line, quantityMilli } of lines) {
    refuseLine(byLine.get(line), line, quantityMilli, reason);
  }
}

function refuseLine(
  sold: OfferedLine | undefined,
  line: number,
  quantityMilli: number,
  reason: ReturnReason,
): void {
  if (sold === undefined) {
    throw ordersRefusals.line_unknown({ line });
  }
  if (quantityMilli > sold.leftMilli) {
    throw ordersRefusals.left_of_line({ item: sold.name, left: fromMilli(sold.leftMilli) });
  }
  if (sold.exclusion === 'no_goods' || (sold.exclusion !== null && reason === 'changed_mind')) {
    throw requestRefusals.return_excluded({ item: sold.name, ...whys[sold.exclusion] });
  }
}

/** By her own hand. Refuses with orders.return_request_unknown, orders.return_request_state. */
export async function withdrawReturn(
  tx: Tx,
  orderId: string,
  requestId: string,
): Promise<RequestRow> {
  const order = await lockOrderRow(tx, orderId);
  const open = order === undefined ? undefined : await lockOpenRequest(tx, orderId);
  if (order === undefined || open?.id !== requestId) {
    throw requestRefusals.return_request_unknown();
  }
  if (!canWithdraw(open.state)) {
    throw requestRefusals.return_request_state({ state: open.state, wanted: 'withdrawn' });
  }
  const row = await moveRequestRow(tx, open, { to: 'withdrawn' });
  tellRequest(tx, 'changed', order, row);
  return row;
}

/** What she wrote; null where she wrote nothing or was erased. */
export async function openNote(
  tx: Tx,
  row: Pick<RequestRow, 'record_id' | 'note_sealed'>,
): Promise<string | null> {
  if (row.note_sealed === null) {
    return null;
  }
  if (row.record_id === null) {
    return (JSON.parse(unsealSecret(tx.masters, use, row.note_sealed)) as Note).note;
  }
  const key = (await loadRecordKeys(tx, [row.record_id])).get(row.record_id);
  return key === undefined ? null : unseal<Note>(key, use, row.note_sealed).note;
}
