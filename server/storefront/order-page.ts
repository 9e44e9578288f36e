// The status page of an order, for whoever holds its link: what, how much, where and how far. Never who.
import { toString as drawQr } from 'qrcode';
import { findOwnRecords } from '#customers';
import { formatId, tryParseId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { transaction } from '#kernel/transaction';
import {
  findDayMoves,
  findOrderByToken,
  findParcels,
  findPickRows,
  findPromiseMoves,
  type OrderParcel,
  type OrderView,
  trackingUrlOf,
} from '#orders';
import { findPaymentsOfOrders, type PaymentRow } from '#payments';
import { besideAt } from './beside.ts';
import { viewCafeTicket } from './cafe-basket.ts';
import { pictureOf, say } from './cards.ts';
import type { Visitor } from './contract.ts';
import type { CafeTicket } from './contract-cafe.ts';
import type { OrderPage } from './contract-order.ts';
import { type HouseWindow, positionOf, recordForDuty } from './house-window.ts';
import { sayDayMove } from './move-day.ts';
import { scanChannel } from './pay-here.ts';
import { glimpseReturns } from './returns-page.ts';

/** Undefined when there is no such order or the link is not its own. */
export async function viewOrderPage(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
): Promise<OrderPage | undefined> {
  const { house, board, shelf } = window;
  const orderId = tryParseId('order', typedId);
  if (orderId === undefined || token === '') {
    return undefined;
  }
  const signedInAs = await recordForDuty(house, visitor);
  const found = await transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const view = await findOrderByToken(tx, orderId, token);
    const recordId = view?.order.record_id ?? undefined;
    const own = signedInAs === undefined ? null : await findOwnRecords(tx, signedInAs);
    const isKept = own === null ? null : recordId !== undefined && own.includes(recordId);
    const moves = view === undefined ? [] : await findPromiseMoves(tx, orderId);
    const picks = view === undefined ? [] : await findPickRows(tx, [orderId]);
    const payments = view === undefined ? [] : await findPaymentsOfOrders(tx, [orderId]);
    const parcels = view === undefined ? [] : await findParcels(tx, view.order);
    const returns = view === undefined ? null : await glimpseReturns(tx, view.order);
    const isMade = view?.lines.some(({ day }) => day !== null) === true;
    const dayMove = isMade ? await findDayMoves(tx, orderId, 'customer') : undefined;
    return view === undefined
      ? undefined
      : { view, isKept, moves, picks, payments, parcels, returns, dayMove };
  });
  if (found === undefined) {
    return undefined;
  }
  const { view, isKept, moves, picks, payments, parcels, returns, dayMove } = found;
  const { order, lines, taxes, transitions } = view;
  const handover = board.places.get(order.handover_place_id ?? '');
  const near = board
    .near(positionOf(board, visitor))
    .find(({ place }) => place.id === handover?.id);
  const cafe =
    order.fulfilment === 'kitchen' ? await viewCafeTicket(window, visitor, order.id) : null;
  const made = madeNames(cafe, visitor);
  const nameOfLine = (line: number) => lines.find((each) => each.line === line)?.name ?? '';
  return {
    isKept,
    returns,
    exit: await exitOf(order, payments),
    beside: await besideOf(window, visitor, view),
    id: formatId('order', order.id),
    number: order.number,
    state: order.state,
    fulfilment: order.fulfilment === 'delivery' ? 'delivery' : 'pickup',
    cafe,
    orderedAt: order.ordered_at.toString(),
    readyBy: order.promised_until?.toString() ?? null,
    dayMove: dayMove === undefined ? null : sayDayMove(dayMove),
    asks: picks.flatMap((pick) =>
      pick.ask_state === 'asked'
        ? [
            {
              line: pick.line,
              name: nameOfLine(pick.line),
              offers: pick.offered_item_ids.flatMap((id) => {
                const item = shelf.item(id);
                return item === undefined
                  ? []
                  : [
                      {
                        itemId: formatId('item', id),
                        name: say(item.productName, visitor.language),
                      },
                    ];
              }),
            },
          ]
        : [],
    ),
    lapsedAsks: picks
      .filter((pick) => pick.ask_state === 'lapsed')
      .map((pick) => nameOfLine(pick.line)),
    promiseMoves: moves.map((each) => ({
      at: each.at.toString(),
      from: each.from_until?.toString() ?? null,
      reason: each.reason,
    })),
    parcels: parcels.map((parcel) => toParcel(window, visitor, parcel, lines)),
    place:
      // She collects nothing there; what is sent from several places says so itself.
      handover === undefined || parcels.length > 0
        ? null
        : board.toCard(handover, near?.distanceM ?? null, visitor.language),
    lines: lines.map((line) => {
      const item = shelf.item(line.item_id);
      const itemId = formatId('item', line.item_id);
      const name =
        cafe !== null
          ? (made(fromMilli(line.quantity_milli)) ?? line.name)
          : item === undefined || visitor.language === 'ja'
            ? line.name
            : say(item.productName, visitor.language);
      return {
        itemId,
        name,
        quantity: fromMilli(line.quantity_milli),
        amountMinor: line.amount_minor,
        day: line.day?.toString() ?? null,
        picture:
          item === undefined
            ? { address: `/media/items/${itemId}.svg`, alt: name }
            : pictureOf(item, visitor.language),
      };
    }),
    deliveryMinor: order.delivery_minor,
    totalMinor: order.total_minor,
    taxes: taxes.map(({ rate_bp, tax_minor }) => ({ rateBp: rate_bp, taxMinor: tax_minor })),
    currency: order.currency,
    steps: [
      { state: 'placed', at: order.ordered_at.toString() },
      ...transitions.map(({ to_state, at }) => ({ state: to_state, at: at.toString() })),
    ],
  };
}

function toParcel(
  { board, shelf }: HouseWindow,
  { language }: Visitor,
  parcel: OrderParcel,
  lines: OrderView['lines'],
): OrderPage['parcels'][number] {
  const place = board.places.get(parcel.placeId);
  const { number, state, carrier, trackingNumber } = parcel;
  return {
    number,
    state,
    from: (language === 'en' ? place?.name_en : null) ?? place?.name_ja ?? '',
    carrier,
    trackingNumber,
    trackingUrl: trackingUrlOf(parcel),
    lines: lines
      .filter((line) => parcel.lines.includes(line.line) && line.quantity_milli > 0)
      .map((line) => {
        const item = language === 'ja' ? undefined : shelf.item(line.item_id);
        return {
          name: item === undefined ? line.name : say(item.productName, language),
          quantity: fromMilli(line.quantity_milli),
        };
      }),
  };
}

/** What is made for each line in turn, with its choices; pieces of a line follow each other. */
function madeNames(
  cafe: CafeTicket | null,
  { language }: Visitor,
): (pieces: number) => string | undefined {
  let at = 0;
  return (pieces) => {
    const cup = cafe?.cups[at];
    at += pieces;
    const options = cup?.options ?? [];
    return options.length === 0
      ? cup?.name
      : language === 'ja'
        ? `${cup?.name ?? ''}(${options.join('、')})`
        : `${cup?.name ?? ''} (${options.join(', ')})`;
  };
}

const agreed: ReadonlySet<string> = new Set(['authorised', 'captured']);
const open: ReadonlySet<string> = new Set(['placed', 'accepted', 'preparing', 'ready']);

/** For what she bought with her own phone inside the shop. */
async function exitOf(
  order: OrderView['order'],
  payments: readonly PaymentRow[],
): Promise<OrderPage['exit']> {
  if (order.channel !== scanChannel) {
    return null;
  }
  const svg = await drawQr(formatId('order', order.id), {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 2,
  });
  const isOver = order.state === 'handed_over' || order.state === 'completed';
  const waits = open.has(order.state) && !payments.some(({ state }) => state === 'failed');
  const isPaid = payments.every((payment) => agreed.has(payment.state));
  const state = isOver ? 'checked' : waits ? (isPaid ? 'paid' : 'unpaid') : 'failed';
  return { code: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, state };
}

/** Told with the notice that it is ready: what goes with it and is there too. */
async function besideOf(
  window: HouseWindow,
  visitor: Visitor,
  { order, lines }: OrderView,
): Promise<OrderPage['beside']> {
  const placeId = order.handover_place_id;
  const isAwaited = order.state === 'ready' && order.fulfilment === 'pickup';
  if (!isAwaited || placeId === null || order.channel === scanChannel) {
    return [];
  }
  return besideAt(
    window,
    visitor,
    lines.map((line) => line.item_id),
    placeId,
  );
}
