// A promotion tried on orders that were: what it would have given to whom, before it is on. Each order is asked as it was,
// with its own place, time, channel and buyer; limits and budget run out in the order of the orders. What nobody wrote
// down (the weather, where a phone was, what was looked at) is taken as fulfilled, and told.
import { type CatalogItem, findItems } from '#catalog';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type Ask, applyPromotions, type Promotion, type PromotionTerms, writeBook } from '#offers';
import { findPlaces, type PlaceRow } from '#places';
import { listPastOrders, type PastOrder } from './store.ts';

export type Simulation = {
  readonly orders: number;
  readonly ordersWith: number;
  readonly customersWith: number;
  readonly goodsMinor: number;
  readonly discountMinor: number;
  /** When uses or budget would have run out; null when they last. */
  readonly endsAt: Temporal.Instant | null;
  readonly byPlace: readonly {
    readonly placeId: string;
    readonly ordersWith: number;
    readonly discountMinor: number;
  }[];
  /** Kinds of conditions that were taken as fulfilled. */
  readonly assumed: readonly string[];
  /** The orders are the newest of the period only. */
  readonly isSample: boolean;
};

const ordersMax = 20_000;
const unknowable: ReadonlySet<string> = new Set([
  'weather_is',
  'within_distance',
  'in_shop_now',
  'has_done',
  'tier_among',
]);

/** Over the orders of the last so many days. */
export async function simulate(tx: Tx, terms: PromotionTerms, days: number): Promise<Simulation> {
  const since = tx.now.subtract({ hours: 24 * days });
  const orders = await listPastOrders(tx, since, ordersMax);
  const itemIds = [...new Set(orders.flatMap(({ lines }) => lines.map(({ item }) => item)))];
  const [items, places] = await Promise.all([
    findItems(tx, itemIds),
    findPlaces(tx, [...new Set(orders.map(({ place_id: id }) => id))]),
  ]);
  const assumed = terms.conditions.filter(({ kind }) => unknowable.has(kind));
  const promotion = tried(terms);
  return {
    ...run(promotion, orders, items, new Map(places.map((row) => [row.id, row]))),
    assumed: [...new Set(assumed.map(({ kind }) => kind))],
    isSample: orders.length === ordersMax,
  };
}

/** As it would be without holdout, given to everybody whom it is for. */
export function tried(terms: PromotionTerms): Promotion {
  return {
    ...terms,
    conditions: terms.conditions.filter(({ kind }) => !unknowable.has(kind)),
    needsCoupon: false,
    holdoutBp: 0,
    id: newId(),
    code: 'simulation',
    version: 0,
    nameJa: '',
    nameEn: null,
    validFrom: null,
    validUntil: null,
  };
}

function run(
  promotion: Promotion,
  orders: readonly PastOrder[],
  items: ReadonlyMap<string, CatalogItem>,
  places: ReadonlyMap<string, PlaceRow>,
): Omit<Simulation, 'assumed' | 'isSample'> {
  const book = writeBook([promotion]);
  const { usesMax = Infinity, budgetMinor = Infinity } = promotion;
  const usesOf = new Map<string, number>();
  const byPlace = new Map<string, { ordersWith: number; discountMinor: number }>();
  let uses = 0;
  let spentMinor = 0;
  let goodsMinor = 0;
  let endsAt: Temporal.Instant | null = null;
  for (const order of orders) {
    const place = places.get(order.place_id);
    if (place === undefined || uses >= usesMax || spentMinor >= budgetMinor) {
      continue;
    }
    const buyer = order.record_id ?? '';
    const standing = { uses, usesOfCustomer: usesOf.get(buyer) ?? 0, spentMinor };
    const ask = askOf(order, items, place);
    const { discountMinor } = applyPromotions(book, ask, { standingOf: () => standing });
    if (discountMinor === 0) {
      continue;
    }
    uses += 1;
    spentMinor += discountMinor;
    goodsMinor += ask.lines.reduce((sum, line) => sum + line.amountMinor, 0);
    usesOf.set(buyer, (usesOf.get(buyer) ?? 0) + 1);
    const here = byPlace.get(order.place_id) ?? { ordersWith: 0, discountMinor: 0 };
    byPlace.set(order.place_id, {
      ordersWith: here.ordersWith + 1,
      discountMinor: here.discountMinor + discountMinor,
    });
    endsAt = uses >= usesMax || spentMinor >= budgetMinor ? order.ordered_at : null;
  }
  usesOf.delete('');
  return {
    orders: orders.length,
    ordersWith: uses,
    customersWith: usesOf.size,
    goodsMinor,
    discountMinor: spentMinor,
    endsAt,
    byPlace: [...byPlace]
      .map(([placeId, sums]) => ({ placeId: formatId('place', placeId), ...sums }))
      .toSorted((a, b) => b.discountMinor - a.discountMinor)
      .slice(0, 10),
  };
}

function askOf(order: PastOrder, items: ReadonlyMap<string, CatalogItem>, place: PlaceRow): Ask {
  return {
    lines: order.lines.map((line) => {
      const item = items.get(line.item);
      return {
        itemId: line.item,
        productId: item?.productId ?? line.item,
        categoryId: item?.categoryId ?? null,
        brandId: item?.brandId ?? null,
        name: item?.name ?? '',
        quantityMilli: line.milli,
        amountMinor: line.amount,
        taxRateBp: line.rate,
        isWeighed: item?.isWeighed === true,
        isFee: item?.kind === 'fee',
      };
    }),
    currency: order.currency,
    deliveryMinor: 0,
    now: order.ordered_at,
    timeZone: place.time_zone,
    placeIds: [...new Set([order.place_id, order.handover_place_id ?? order.place_id])],
    channel: order.channel,
    fulfilment: order.fulfilment,
    buyer: {
      customerId: order.record_id,
      who: 'customer',
      isFirstPurchase: order.is_first,
    },
    weather: null,
    distanceM: null,
    isInShop: false,
  };
}
