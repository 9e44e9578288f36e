// What she is told of the delivery fee before she orders: what it is where it goes, or, as long as nobody said where, between
// what and what; and how much more she would have to buy for it to fall away.
import { type DeliveryFee, deliveryDue, leftToFreeDelivery } from '@engawa/totals';
import { Refusal } from '#kernel/errors';
import type { OffersPreview } from '#offers';
import type { Goods } from '../checkout/known-goods.ts';
import type { Line } from '../checkout/price-lines.ts';
import { chargedOf, goodsMinorOf } from './charge-delivery.ts';
import { type DeliveryTerms, feeTo } from './fee.ts';

/** Minor units, tax included. */
export type DeliveryPreview = {
  /** Charged; null as long as nobody said where it goes. */
  readonly feeMinor: number | null;
  /** What promotions take off it. */
  readonly offMinor: number;
  /** Charged at the least and at the most, wherever it goes; islands aside. */
  readonly leastMinor: number;
  readonly mostMinor: number;
  /** Goods of so much are sent free; null: they are not. */
  readonly freeFromMinor: number | null;
  /** So much more of goods until then; null where it costs nothing as it is. */
  readonly leftMinor: number | null;
};

/** The fee with which promotions are tried: the dearest, as long as nobody said where it goes. */
export function feeToTry(
  terms: DeliveryTerms | null,
  told: DeliveryFee | Refusal | undefined,
): DeliveryFee | undefined {
  return told instanceof Refusal && terms !== null
    ? everywhere(terms).reduce((most, each) => (each.feeMinor > most.feeMinor ? each : most))
    : (told as DeliveryFee | undefined);
}

/** Undefined where sending costs nothing anyway. */
export function previewDelivery(
  { items, deliveryTerms: terms }: Pick<Goods, 'items' | 'deliveryTerms'>,
  told: DeliveryFee | Refusal | undefined,
  of: { readonly lines: readonly Line[]; readonly offers: OffersPreview | undefined },
): DeliveryPreview | undefined {
  const fee = feeToTry(terms, told);
  if (terms === null || fee === undefined) {
    return undefined;
  }
  const { shares = [], deliveryMinor: offMinor = 0 } = of.offers?.outcome ?? {};
  const goodsMinor = goodsMinorOf(items, of.lines, shares);
  const charged = (each: DeliveryFee) => chargedOf(each, goodsMinor, offMinor);
  const all = everywhere(terms).map(charged);
  // An island that pays its part anyway is not told that goods of enough are sent free.
  const isFreeAtAll = fee.free?.leftMinor === 0;
  return {
    feeMinor: told instanceof Refusal ? null : charged(fee),
    offMinor: Math.min(offMinor, deliveryDue(fee, goodsMinor)),
    leastMinor: Math.min(...all),
    mostMinor: Math.max(...all),
    freeFromMinor: isFreeAtAll ? (fee.free?.fromMinor ?? null) : null,
    leftMinor: charged(fee) === 0 || !isFreeAtAll ? null : leftToFreeDelivery(fee, goodsMinor),
  };
}

function everywhere(terms: DeliveryTerms): DeliveryFee[] {
  return terms.feesMinor.map((_, prefecture) => feeTo(terms, prefecture));
}
