// A basket as a phone shows it: what lies in it, what it costs, what stands in its way, when it can be ready, and whether
// the shop is far from where she is.
import { Refusal } from '#kernel/errors';
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces, type Position } from '#places';
import { kitchenRefusals } from '../errors.ts';
import { freeTimes, loadRooms } from '../shops/room.ts';
import { findShop } from '../shops/store.ts';
import { farM, type ShopShown, viewShops } from '../shops/view-shops.ts';
import { hashSecret } from './basket.ts';
import { fitFor } from './place-basket.ts';
import { priceBasket } from './price-basket.ts';
import { findBasket, findBasketLines, findSeat } from './store.ts';

type Sentence = { readonly code: string; readonly ja: string; readonly en: string };

export type BasketLineShown = {
  readonly number: number;
  readonly seat: number;
  /** Typed id. */
  readonly itemId: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly options: readonly { readonly key: string; readonly ja: string; readonly en: string }[];
  readonly allergens: readonly string[];
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly amountMinor: number;
  readonly taxRateBp: number;
  readonly problem: Sentence | null;
};

export type BasketShown = {
  readonly shop: ShopShown;
  readonly isFar: boolean;
  readonly isEatenIn: boolean;
  readonly isGroup: boolean;
  /** Phones at this basket. */
  readonly seats: number;
  /** This phone's; 1 began it; null for one that put nothing in yet. */
  readonly seat: number | null;
  readonly startsBy: 'clock' | 'arrival';
  readonly wantedAt: string | null;
  /** When it would be ready; null with a problem. */
  readonly readyAt: string | null;
  /** Times that can be chosen. */
  readonly times: readonly string[];
  readonly lines: readonly BasketLineShown[];
  readonly totalMinor: number;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly currency: string;
  /** Of the shop or of the time. */
  readonly problem: Sentence | null;
  readonly orderId: string | null;
};

const timesShown = 24;

/** Undefined when there is no such basket. Refuses with kitchen.shop_unknown when its shop takes no orders any more. */
export async function viewBasket(
  tx: Tx,
  token: string,
  seatKey: string | undefined,
  from: Position | undefined,
): Promise<BasketShown | undefined> {
  const basket = await findBasket(tx, hashSecret(token));
  if (basket === undefined) {
    return undefined;
  }
  const [place] = await findPlaces(tx, [basket.place_id]);
  const row = await findShop(tx, basket.place_id);
  const [shop] = await viewShops(tx, from, basket.place_id);
  if (place === undefined || row === undefined || shop === undefined) {
    throw kitchenRefusals.shop_unknown();
  }
  const lines = await findBasketLines(tx, basket.id);
  const priced = await priceBasket(tx, { place, isEatenIn: basket.is_eaten_in, lines });
  const room = (await loadRooms(tx, [row], new Map([[place.id, place]]))).get(place.id);
  const fit = room === undefined ? undefined : fitFor(room, priced.work, basket.wanted_at);
  const problem = priced.problem ?? (fit instanceof Refusal ? fit : undefined);
  return {
    shop,
    isFar: (shop.distanceM ?? 0) > farM,
    isEatenIn: basket.is_eaten_in,
    isGroup: basket.is_group,
    seats: basket.seat_count,
    seat:
      seatKey === undefined ? null : ((await findSeat(tx, basket.id, hashSecret(seatKey))) ?? null),
    startsBy: basket.starts_by,
    wantedAt: basket.wanted_at?.toString() ?? null,
    readyAt:
      fit === undefined || fit instanceof Refusal || problem !== undefined
        ? null
        : textOf(fit.readyAtMs),
    times: room === undefined ? [] : freeTimes(room, priced.work, timesShown).map(textOf),
    lines: priced.lines.map((each) => ({
      number: each.line.number,
      seat: each.line.seat,
      itemId: formatId('item', each.line.item_id),
      nameJa: each.item?.name ?? '',
      nameEn: each.item?.nameEn ?? each.item?.name ?? '',
      options: each.options.map(({ key, nameJa, nameEn }) => ({ key, ja: nameJa, en: nameEn })),
      allergens: each.allergens,
      quantity: each.line.quantity,
      unitPriceMinor: each.unitPriceMinor,
      amountMinor: each.amountMinor,
      taxRateBp: each.taxRateBp,
      problem: sentenceOf(each.problem),
    })),
    totalMinor: priced.totalMinor,
    taxes: priced.taxes.map(({ rateBp, taxMinor }) => ({ rateBp, taxMinor })),
    currency: priced.currency,
    problem: sentenceOf(problem),
    orderId: formatOptionalId('order', basket.order_id),
  };
}

function textOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString();
}

function sentenceOf(refusal: Refusal | undefined): Sentence | null {
  return refusal === undefined ? null : { code: refusal.code, ja: refusal.ja, en: refusal.en };
}
