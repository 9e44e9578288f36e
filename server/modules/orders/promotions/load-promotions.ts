// What promotions ask of checkouts: the basket as the engine knows it, and of the buyer only what a promotion that is on
// wants to know. Where none is on and nobody brings a coupon, nothing is looked at.
import type { DeliveryFee } from '@engawa/totals';
import { findCompanions, findDeeds, holdCustomers } from '#customers';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import {
  type Ask,
  type BuyerFacts,
  deedsDaysMax,
  loadOffers,
  type OfferFacts,
  type OffersAsked,
  type OffersNow,
  sumOfTold,
  weatherAt,
} from '#offers';
import { distanceBetweenM } from '#places';
import { handShares } from '../checkout/hand-shares.ts';
import type { Goods } from '../checkout/known-goods.ts';
import { type OrderToPlace, stockPlaceOf } from '../checkout/order-to-place.ts';
import { priceLines } from '../checkout/price-lines.ts';
import type { DeliveryFees } from '../delivery/load-fees.ts';
import { findBuyersBefore } from './store.ts';
import { findTiersOf } from './tier-source.ts';

export type PromotionFacts = {
  readonly offers: OfferFacts;
  readonly asked: ReadonlyMap<OrderToPlace, OffersAsked>;
};

/** Coupons and limits are locked before accounts are: then nothing is locked by a guess. */
export function needsPromotionLocks(
  inputs: readonly OrderToPlace[],
  offers: OffersNow | undefined,
): boolean {
  return (
    offers?.book.isLimited === true || inputs.some(({ couponCodes = [] }) => couponCodes.length > 0)
  );
}

/** Undefined where no promotion is on and no coupon is brought. */
export async function loadPromotions(
  tx: Tx,
  inputs: readonly OrderToPlace[],
  goods: Goods,
  customers: ReadonlyMap<string, string>,
  { fees, isLocked = true }: { readonly fees: DeliveryFees; readonly isLocked?: boolean },
): Promise<PromotionFacts | undefined> {
  const { book } = goods.offers;
  if (book.size === 0 && inputs.every(isPlain)) {
    return undefined;
  }
  const facts = await loadBuyers(tx, inputs, goods.offers, isLocked);
  const asked = new Map(
    inputs.flatMap((input): [OrderToPlace, OffersAsked][] => {
      // What has happened is judged by the clock of then, and had the offers of then.
      const { happenedAt = tx.now } = input;
      const isOnlyCoupons = input.happenedAt !== undefined && input.isQuote !== true;
      const ask = askOf(happenedAt, input, goods, {
        buyer: buyerOf(input, facts, customers),
        fee: fees.get(input),
      });
      const { recordId = null, couponCodes: codes = [], toldOffers: told = [] } = input;
      const recordIds = recordId === null ? [] : (facts.together.get(recordId) ?? [recordId]);
      return ask === undefined
        ? []
        : [[input, { ask, recordId, recordIds, codes, isOnlyCoupons, told }]];
    }),
  );
  return { offers: await loadOffers(tx, book, [...asked.values()], isLocked), asked };
}

function isPlain({ couponCodes = [], toldOffers = [] }: OrderToPlace): boolean {
  return couponCodes.length === 0 && toldOffers.length === 0;
}

type Buyers = {
  /** Record → all records of its customer. */
  readonly together: ReadonlyMap<string, readonly string[]>;
  /** Records that bought before. */
  readonly before: ReadonlySet<string> | undefined;
  readonly deeds: Awaited<ReturnType<typeof findDeeds>> | undefined;
  /** By the list of a customer's records. */
  readonly tiers: ReadonlyMap<readonly string[], string | null> | undefined;
};

async function loadBuyers(
  tx: Tx,
  inputs: readonly OrderToPlace[],
  { book: { needs } }: OffersNow,
  isLocked: boolean,
): Promise<Buyers> {
  const members = inputs.flatMap(({ recordId, isHerself = false, couponCodes = [] }) =>
    recordId === undefined || (couponCodes.length === 0 && !needs.customer)
      ? []
      : [{ recordId, isHerself }],
  );
  const ids = members.map(({ recordId }) => recordId);
  const together = isLocked ? await holdCustomers(tx, members) : await findCompanions(tx, ids);
  const all = [...new Set([...together.values()].flat())];
  const since = tx.now.subtract({ hours: 24 * deedsDaysMax });
  const [before, deeds] = await Promise.all([
    needs.firstPurchase ? findBuyersBefore(tx, all) : undefined,
    needs.deeds || needs.visits ? findDeeds(tx, all, since) : undefined,
  ]);
  const tiers = needs.tier ? await findTiersOf(tx, [...new Set(together.values())]) : undefined;
  return { together, before, deeds, tiers };
}

function buyerOf(
  { recordId, buyer }: OrderToPlace,
  { together, before, deeds, tiers }: Buyers,
  customers: ReadonlyMap<string, string>,
): BuyerFacts {
  if (recordId === undefined) {
    return { customerId: null, who: buyer ?? 'customer' };
  }
  const ids = together.get(recordId) ?? [recordId];
  return {
    customerId: customers.get(recordId) ?? recordId,
    who: buyer ?? 'customer',
    ...(before === undefined ? {} : { isFirstPurchase: !ids.some((id) => before.has(id)) }),
    ...(tiers === undefined ? {} : { tier: tiers.get(ids) ?? null }),
    ...(deeds === undefined ? {} : { deeds: ids.flatMap((id) => deeds.get(id) ?? []) }),
  };
}

/** Undefined for what the checkout refuses anyway, and for what a company buys at its own prices. */
function askOf(
  now: Temporal.Instant,
  input: OrderToPlace,
  goods: Goods,
  { buyer, fee }: { readonly buyer: BuyerFacts; readonly fee: DeliveryFee | Refusal | undefined },
): Ask | undefined {
  const place = goods.places.get(input.placeId);
  if (place === undefined || input.partyId !== undefined) {
    return undefined;
  }
  const lines = priceLines(goods, input);
  if (lines instanceof Refusal) {
    return undefined;
  }
  const hand = handShares(input, lines);
  const told = sumOfTold(input.toldOffers);
  const { latitude, longitude } = goods.places.get(stockPlaceOf(input)) ?? place;
  return {
    lines: lines.map((line, at) => {
      const item = goods.items.get(line.itemId);
      return {
        itemId: line.itemId,
        productId: item?.productId ?? line.itemId,
        categoryId: item?.categoryId ?? null,
        brandId: item?.brandId ?? null,
        name: line.name,
        quantityMilli: line.quantityMilli,
        amountMinor: line.amountMinor - (hand[at] ?? 0) - (told?.[at] ?? 0),
        taxRateBp: line.taxRateBp,
        isWeighed: item?.isWeighed === true || item?.unit !== 'each',
        isFee: item?.kind === 'fee',
      };
    }),
    currency: place.currency,
    ...feeOf(fee),
    now,
    timeZone: place.time_zone,
    placeIds: [...new Set([input.placeId, stockPlaceOf(input)])],
    channel: input.channel,
    fulfilment: input.fulfilment,
    buyer,
    weather: weatherAt(goods.offers, stockPlaceOf(input), now),
    distanceM:
      input.position === undefined || latitude === null || longitude === null
        ? null
        : distanceBetweenM(input.position, { latitude, longitude }),
    isInShop: input.fulfilment === 'carry_out' || isVisiting(buyer, stockPlaceOf(input), now),
  };
}

function feeOf(
  fee: DeliveryFee | Refusal | undefined,
): Pick<Ask, 'deliveryMinor' | 'deliveryFree'> {
  return fee === undefined || fee instanceof Refusal
    ? { deliveryMinor: 0 }
    : { deliveryMinor: fee.feeMinor, ...(fee.free === null ? {} : { deliveryFree: fee.free }) };
}

/** Who checked in at the door is in the shop for so long. */
const visitHours = 3;

function isVisiting({ deeds = [] }: BuyerFacts, placeId: string, now: Temporal.Instant): boolean {
  const since = now.epochMilliseconds - visitHours * 3_600_000;
  return deeds.some(
    (deed) =>
      deed.what === 'visited' && deed.placeId === placeId && deed.at.epochMilliseconds >= since,
  );
}
