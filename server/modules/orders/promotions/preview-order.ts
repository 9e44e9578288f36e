// What an order would cost now, with all offers, before anybody pays: for the cart, the checkout, the till and the tablet.
// It asks the same rules as the checkout does; between the two only the shelf can change.

import { deliveryTaxRateBp, type TaxOfRate, taxesOf } from '@engawa/totals';
import { findCompanions, findCustomersOfRecords } from '#customers';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import {
  type BestCodes,
  bestCodes,
  bestOfMax,
  couponsOf,
  findNames,
  type OffersPreview,
  type Promotion,
  previewOffers,
  type Said,
  sayPromotion,
  writeBook,
} from '#offers';
import { type Goods, loadGoods } from '../checkout/known-goods.ts';
import type { OrderToPlace } from '../checkout/order-to-place.ts';
import { type Line, priceLines } from '../checkout/price-lines.ts';
import { type DeliveryFees, loadFees } from '../delivery/load-fees.ts';
import { type DeliveryPreview, feeToTry, previewDelivery } from '../delivery/preview-delivery.ts';
import { ordersRefusals } from '../errors.ts';
import { loadPromotions } from './load-promotions.ts';

export type OrderToPreview = Pick<
  OrderToPlace,
  | 'placeId'
  | 'fulfilment'
  | 'handoverPlaceId'
  | 'channel'
  | 'lines'
  | 'recordId'
  | 'isHerself'
  | 'couponCodes'
  | 'buyer'
  | 'position'
  | 'happenedAt'
  | 'discountMinor'
  | 'isQuote'
> & {
  /** Where it would be sent, as far as she has said. */
  readonly deliverTo?: { readonly postalCode?: string; readonly prefecture?: string };
};

export type OrderPreview = {
  readonly currency: string;
  readonly lines: readonly (Line & { readonly discountMinor: number })[];
  readonly itemsMinor: number;
  readonly discountMinor: number;
  /** Of a delivery that can cost something; a part of the total. */
  readonly delivery: DeliveryPreview | undefined;
  readonly totalMinor: number;
  readonly taxes: readonly TaxOfRate[];
  readonly offers: OffersPreview | undefined;
  readonly says: ReadonlyMap<string, Said>;
  /** Of her own coupons; undefined for a guest. */
  readonly best: BestCodes | undefined;
};

/**
 * Refuses with orders.place_unknown and as `priceLines` does; codes that cannot be used are told, not refused.
 * With a promotion of its own it is tried as if nothing else were on.
 */
export async function previewOrder(
  tx: Tx,
  wish: OrderToPreview,
  only?: Promotion,
): Promise<OrderPreview> {
  const own = wish.recordId === undefined ? [] : await couponsOf(tx, await ownRecordsOf(tx, wish));
  const ownCodes = own.slice(0, bestOfMax).map(({ code }) => code);
  const { deliverTo: contact = {}, ...order } = wish;
  const input: OrderToPlace = { ...order, contact, payment: { method: 'cash' }, actor: tx.actor };
  const placeIds = [wish.placeId, wish.handoverPlaceId ?? wish.placeId];
  const itemIds = [...new Set(wish.lines.map(({ itemId }) => itemId))];
  const pairs = itemIds.map((itemId) => ({ itemId, placeId: wish.placeId }));
  const known = await loadGoods(tx, { placeIds: [...new Set(placeIds)], itemIds, pairs });
  const goods = only === undefined ? known : withOnly(known, only);
  const place = goods.places.get(wish.placeId);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  const lines = priceLines(goods, input);
  if (lines instanceof Refusal) {
    throw lines;
  }
  const customers =
    wish.recordId === undefined
      ? new Map<string, string>()
      : await findCustomersOfRecords(tx, [wish.recordId]);
  const withOwn = { ...input, couponCodes: [...(wish.couponCodes ?? []), ...ownCodes] };
  const told = (await loadFees([withOwn], goods)).get(withOwn);
  const tried = feeToTry(goods.deliveryTerms, told);
  const fees: DeliveryFees = new Map(tried === undefined ? [] : [[withOwn, tried]]);
  const facts = await loadPromotions(tx, [withOwn], goods, customers, { fees, isLocked: false });
  const asked = facts?.asked.get(withOwn);
  const now = facts === undefined || asked === undefined ? undefined : { facts, asked };
  const offers =
    now === undefined
      ? undefined
      : previewOffers(now.facts.offers, { ...now.asked, codes: wish.couponCodes ?? [] });
  const shares = offers?.outcome.shares ?? [];
  const net = lines.map(({ amountMinor, taxRateBp }, at) => ({
    amountMinor: amountMinor - (shares[at] ?? 0),
    taxRateBp,
  }));
  const rounding = goods.policy?.taxRounding ?? 'floor';
  const delivery = previewDelivery(goods, told, { lines, offers });
  const feeMinor = delivery?.feeMinor ?? 0;
  const fee = { amountMinor: feeMinor, taxRateBp: deliveryTaxRateBp };
  return {
    currency: place.currency,
    lines: lines.map((line, at) => ({ ...line, discountMinor: shares[at] ?? 0 })),
    itemsMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
    discountMinor: offers?.outcome.discountMinor ?? 0,
    delivery,
    totalMinor: net.reduce((sum, line) => sum + line.amountMinor, feeMinor),
    taxes: taxesOf(feeMinor === 0 ? net : [...net, fee], { isTaxIncluded: true, rounding }),
    offers,
    says: await sayAll(tx, offers),
    best:
      now === undefined || ownCodes.length === 0
        ? undefined
        : bestCodes(now.facts.offers, now.asked, ownCodes),
  };
}

/** At the counter all records of the customer count, as when the coupons are used. */
async function ownRecordsOf(
  tx: Tx,
  { recordId = '', isHerself }: OrderToPreview,
): Promise<readonly string[]> {
  return isHerself === true
    ? [recordId]
    : ((await findCompanions(tx, [recordId])).get(recordId) ?? [recordId]);
}

/** As if this promotion alone were on. */
function withOnly(goods: Goods, promotion: Promotion): Goods {
  return { ...goods, offers: { ...goods.offers, book: writeBook([promotion]) } };
}

/** By promotion (uuid). */
async function sayAll(
  tx: Tx,
  offers: OffersPreview | undefined,
): Promise<ReadonlyMap<string, Said>> {
  const told: readonly Promotion[] = [
    ...(offers?.outcome.applied ?? []).map(({ promotion }) => promotion),
    ...(offers?.hints ?? []).map(({ promotion }) => promotion),
  ];
  const names = told.length === 0 ? undefined : await findNames(tx, told);
  return new Map(
    told.flatMap((each) => (names === undefined ? [] : [[each.id, sayPromotion(each, names)]])),
  );
}
