// Ordering a basket: one commit finds room in the kitchen, places the order (prices, tax, stock, points, payment) and writes
// the ticket. The shop's row is locked first, so that fifty who press at once are promised what the kitchen can make and
// not one cup more; whatever is refused leaves the basket as it was.

import { performOne } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type OrderToPlace, placeOrder, viewTokenOf } from '#orders';
import { findPlaces, type PlaceRow } from '#places';
import { kitchenRefusals } from '../errors.ts';
import { kitchenTicketPlaced } from '../events.ts';
import {
  loadRooms,
  nextFree,
  readyAt,
  type ShopRoom,
  soonest,
  type WorkAsked,
} from '../shops/room.ts';
import { drawCallNumber, lockShopRow, type ShopRow, takeRoom } from '../shops/store.ts';
import type { Fit } from '../throttle/throttle.ts';
import { handOverCodeOf, hashCode } from '../tickets/hand-over-code.ts';
import { isPaymentAgreed } from '../tickets/is-payment-agreed.ts';
import { findTicket, insertTicket } from '../tickets/store.ts';
import { announceTicket } from '../tickets/tell-ticket.ts';
import { hashSecret } from './basket.ts';
import { type PricedBasket, type PricedBasketLine, priceBasket } from './price-basket.ts';
import { type BasketRow, findBasketLines, lockBasket, setBasketOrder } from './store.ts';

export type BasketToPlace = {
  readonly token: string;
  readonly payment: OrderToPlace['payment'];
  /** The total that she saw; another one now is refused. */
  readonly seenTotalMinor?: number;
  readonly recordId?: string;
  readonly isHerself?: boolean;
  readonly couponCodes?: readonly string[];
  readonly channel: string;
  readonly actor: string;
};

export type BasketPlaced = {
  /** uuid */
  readonly orderId: string;
  /** Of the order's page. */
  readonly viewToken: string;
};

/**
 * Orders a basket; ordered before, it answers that order. Refuses with what stands in the way of a line or of the shop, with
 * kitchen.price_changed, kitchen.shop_closed, kitchen.slot_full, kitchen.kitchen_full, and as `placeOrder` does.
 */
export async function placeBasket(tx: Tx, wish: BasketToPlace): Promise<BasketPlaced> {
  const basket = await lockBasket(tx, hashSecret(wish.token));
  if (basket === undefined) {
    throw kitchenRefusals.basket_unknown();
  }
  if (basket.order_id !== null) {
    return { orderId: basket.order_id, viewToken: viewTokenOf(tx.masters, basket.order_id) };
  }
  const shop = await lockShopRow(tx, basket.place_id);
  const [place] = await findPlaces(tx, [basket.place_id]);
  if (shop === undefined || place === undefined) {
    throw kitchenRefusals.shop_unknown();
  }
  const lines = await findBasketLines(tx, basket.id);
  if (lines.length === 0) {
    throw kitchenRefusals.basket_empty();
  }
  const priced = await priceBasket(tx, { place, isEatenIn: basket.is_eaten_in, lines });
  refuseProblems(priced, wish.seenTotalMinor);
  const fit = await findRoom(tx, { basket, shop, place }, priced.work);
  const orderId = newId();
  const placed = await performOne(tx, placeOrder, toOrder(wish, basket, priced, orderId));
  await setBasketOrder(tx, basket.id, placed.row.id);
  await writeTicket(tx, { basket, fit, priced, orderId });
  return { orderId, viewToken: viewTokenOf(tx.masters, orderId) };
}

function refuseProblems(priced: PricedBasket, seenTotalMinor: number | undefined): void {
  const problem =
    priced.problem ?? priced.lines.find((line) => line.problem !== undefined)?.problem;
  if (problem !== undefined) {
    throw problem;
  }
  if (seenTotalMinor !== undefined && seenTotalMinor !== priced.totalMinor) {
    throw kitchenRefusals.price_changed({ seen: seenTotalMinor, actual: priced.totalMinor });
  }
}

type At = { readonly basket: BasketRow; readonly shop: ShopRow; readonly place: PlaceRow };

async function findRoom(tx: Tx, { basket, shop, place }: At, work: WorkAsked): Promise<Fit> {
  const room = (await loadRooms(tx, [shop], new Map([[place.id, place]]))).get(place.id);
  if (room === undefined) {
    throw kitchenRefusals.shop_closed({ shop: place.name_ja });
  }
  const fit = fitFor(room, work, basket.wanted_at);
  if (fit instanceof Refusal) {
    throw fit;
  }
  return fit;
}

/** The room for a wish, or why there is none. */
export function fitFor(
  room: ShopRoom,
  work: WorkAsked,
  wantedAt: Temporal.Instant | null,
): Fit | Refusal {
  const shop = room.place.name_ja;
  const found =
    wantedAt === null
      ? (soonest(room, work) ?? 'full')
      : readyAt(room, work, wantedAt.epochMilliseconds);
  if (typeof found !== 'string') {
    return found;
  }
  const fromMs = wantedAt?.epochMilliseconds ?? room.nowMs;
  const next = found === 'odd' ? nextFree(room, work, room.nowMs) : nextFree(room, work, fromMs);
  if (found === 'closed' || (wantedAt === null && !isOpenNow(room))) {
    return kitchenRefusals.shop_closed({ shop });
  }
  if (next === undefined) {
    return kitchenRefusals.kitchen_full({ shop });
  }
  return kitchenRefusals.slot_full({ next: clockOf(next.readyAtMs, room.place.time_zone) });
}

function isOpenNow(room: ShopRoom): boolean {
  return readyAt(room, { units: new Map(), prepareMs: 0 }, room.nowMs) !== 'closed';
}

function clockOf(ms: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}

function toOrder(
  wish: BasketToPlace,
  basket: BasketRow,
  priced: PricedBasket,
  orderId: string,
): OrderToPlace {
  return {
    orderId,
    placeId: basket.place_id,
    handoverPlaceId: basket.place_id,
    fulfilment: 'kitchen',
    channel: wish.channel,
    lines: priced.lines.map((each) => ({
      itemId: each.line.item_id,
      quantityMilli: each.line.quantity * 1000,
      told: {
        name: nameOnReceipt(each),
        unitPriceMinor: each.unitPriceMinor,
        pricePer: 1,
        taxRateBp: each.taxRateBp,
        discountMinor: 0,
      },
    })),
    ...(wish.recordId === undefined ? {} : { recordId: wish.recordId, isHerself: true }),
    ...(wish.couponCodes === undefined ? {} : { couponCodes: wish.couponCodes }),
    payment: wish.payment,
    actor: wish.actor,
  };
}

/** 抹茶ラテ ホット 並(オーツミルク、追加ショット). What is usual is not said. */
function nameOnReceipt({ item, options }: PricedBasketLine): string {
  const said = options.filter(({ isUsual }) => !isUsual).map(({ nameJa }) => nameJa);
  const name = item?.name ?? '';
  return said.length === 0 ? name : `${name}(${said.join('、')})`;
}

async function writeTicket(
  tx: Tx,
  {
    basket,
    fit,
    priced,
    orderId,
  }: {
    readonly basket: BasketRow;
    readonly fit: Fit;
    readonly priced: PricedBasket;
    readonly orderId: string;
  },
): Promise<void> {
  const startMs = Math.min(...fit.loads.map(({ startsAtMs }) => startsAtMs));
  await insertTicket(
    tx,
    {
      order_id: orderId,
      place_id: basket.place_id,
      call_number: await drawCallNumber(tx, basket.place_id),
      state: (await isPaymentAgreed(tx, orderId)) ? 'waiting' : 'unpaid',
      is_eaten_in: basket.is_eaten_in,
      starts_by: basket.starts_by,
      start_at: Temporal.Instant.fromEpochMilliseconds(startMs),
      promised_at: Temporal.Instant.fromEpochMilliseconds(fit.readyAtMs),
      codeHash: hashCode(handOverCodeOf(tx.masters, orderId)),
    },
    cupsOf(priced),
  );
  await takeRoom(tx, basket.place_id, orderId, fit.loads);
  const ticket = await findTicket(tx, orderId);
  if (ticket !== undefined) {
    await announceTicket(tx, kitchenTicketPlaced, ticket);
  }
}

/** One for each piece, so that each has a label. */
function cupsOf(priced: PricedBasket) {
  return priced.lines
    .flatMap(({ line, item, menu, options, allergens }, at) =>
      Array.from({ length: line.quantity }, () => ({
        line: at + 1,
        seat: line.seat,
        item_id: line.item_id,
        name_ja: item?.name ?? '',
        name_en: item?.nameEn ?? item?.name ?? '',
        options_ja: options.filter(({ isUsual }) => !isUsual).map(({ nameJa }) => nameJa),
        options_en: options.filter(({ isUsual }) => !isUsual).map(({ nameEn }) => nameEn),
        options: line.options,
        allergens: [...allergens],
        station: menu?.station ?? '',
        units: menu?.units ?? 1,
      })),
    )
    .map((cup, index) => ({ ...cup, number: index + 1 }));
}
