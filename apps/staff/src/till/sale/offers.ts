// What promotions take off a basket, by the rules that this till holds and the engine of the house: the same yen without
// a line as with one. What only the house can judge (uses that are counted, what she did elsewhere, the weather) is left
// out here and comes with its answer. Pure.
import {
  type Ask,
  applyPromotions,
  type Book,
  findHints,
  isLimited,
  type PromotionTerms,
  writeBook,
} from '@engawa/promotions';
import { tryParseId } from '@engawa/shapes';
import { type Basket, reckon } from './basket.ts';

/** What something took off each line, as a sale tells it. */
export type BasketOffer = {
  /** Null for a coupon with terms of its own. */
  readonly promotionId: string | null;
  readonly version: number;
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly couponCode: string | null;
  readonly shares: readonly number[];
};

/** As GET /api/tills/offers tells them. */
export type ToldRule = {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly terms: PromotionTerms;
};

export type HeldOffers = {
  readonly book: Book;
  /** Some of them only the house can judge. */
  readonly needsHouse: boolean;
  /** Whether staff have a price of their own. */
  readonly hasStaffPrice: boolean;
  /** uuid → as it is told. */
  readonly idOf: ReadonlyMap<string, string>;
  readonly place: PlaceOfSale;
};

export type PlaceOfSale = {
  readonly placeId: string;
  readonly timeZone: string;
  readonly currency: string;
};

export function holdRules(rules: readonly ToldRule[], place: PlaceOfSale): HeldOffers {
  const idOf = new Map<string, string>();
  const promotions = rules.map(({ terms, validFrom, validUntil, ...rule }) => {
    const id = tryParseId('promotion', rule.id) ?? rule.id;
    idOf.set(id, rule.id);
    return {
      ...terms,
      ...rule,
      id,
      validFrom: momentOf(validFrom),
      validUntil: momentOf(validUntil),
    };
  });
  const { needs } = writeBook(promotions);
  const kinds = new Set(promotions.flatMap(({ conditions }) => conditions.map(({ kind }) => kind)));
  return {
    book: writeBook(promotions.filter((promotion) => !isLimited(promotion))),
    needsHouse:
      promotions.some(isLimited) ||
      needs.deeds ||
      needs.firstPurchase ||
      needs.tier ||
      kinds.has('weather_is'),
    hasStaffPrice: kinds.has('buyer_is'),
    idOf,
    place,
  };
}

function momentOf(at: string | null) {
  return at === null ? null : { epochMilliseconds: Date.parse(at) };
}

/** What comes by itself for this basket at this moment. */
export function offersOf(basket: Basket, held: HeldOffers, nowMs: number): BasketOffer[] {
  const { applied } = applyPromotions(held.book, askOf(basket, held.place, nowMs));
  return applied.map(({ promotion: { id, version, nameJa, nameEn }, shares }) => ({
    promotionId: held.idOf.get(id) ?? id,
    version,
    nameJa,
    nameEn,
    couponCode: null,
    shares,
  }));
}

/** What nearly comes by itself, with what would make it. */
export function hintsOf(basket: Basket, held: HeldOffers, nowMs: number) {
  const most = 2;
  return basket.lines.length === 0
    ? []
    : findHints(held.book, askOf(basket, held.place, nowMs), {}, most).map(
        ({ promotion: { id, nameJa, nameEn }, refusal: { ja, en } }) => ({
          id,
          nameJa,
          nameEn,
          ja,
          en,
        }),
      );
}

/** As the house asks it of the same sale. */
function askOf(basket: Basket, place: PlaceOfSale, nowMs: number): Ask {
  const { lines, member, buyer, discountMinor } = basket;
  const { lineMinor, shares } = reckon({ lines, discountMinor });
  return {
    lines: lines.map((line, at) => ({
      itemId: uuidOf('item', line.itemId) ?? line.key,
      productId: line.targets?.productId ?? uuidOf('item', line.itemId) ?? line.key,
      categoryId: line.targets?.categoryId ?? null,
      brandId: line.targets?.brandId ?? null,
      name: line.name,
      quantityMilli: line.quantityMilli,
      amountMinor: (lineMinor[at] ?? 0) - (shares[at] ?? 0),
      taxRateBp: line.taxRateBp,
      isWeighed: line.targets?.isWeighed === true,
      isFee: line.targets?.isFee === true,
    })),
    currency: place.currency,
    deliveryMinor: 0,
    now: { epochMilliseconds: nowMs },
    timeZone: place.timeZone,
    placeIds: [uuidOf('place', place.placeId) ?? place.placeId],
    channel: 'pos',
    fulfilment: 'carry_out',
    buyer: {
      customerId: member === null ? null : (uuidOf('customer', member.customerId) ?? member.code),
      who: buyer ?? 'customer',
      ...(typeof member?.tier === 'string' ? { tier: member.tier } : {}),
      ...(member?.isFirstVisit === true ? { isFirstPurchase: true } : {}),
    },
    weather: null,
    distanceM: null,
    isInShop: true,
  };
}

function uuidOf(kind: 'item' | 'place' | 'customer', id: string | null): string | undefined {
  return id === null ? undefined : tryParseId(kind, id);
}

/** Whatever decides about offers: two baskets of the same key have the same. */
export function goodsKey({ lines, discountMinor, member, buyer }: Basket): string {
  return JSON.stringify([
    lines.map((line) => [
      line.itemId ?? line.key,
      line.quantityMilli,
      line.unitPriceMinor,
      line.discountMinor,
    ]),
    discountMinor,
    buyer,
    member === null ? null : [member.recordId, member.code, member.customerId, member.tier],
  ]);
}
