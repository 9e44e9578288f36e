// What is being sold, and what it comes to: reckoned by the same functions as at the house, so that both say the same
// to the yen. Pure.
import {
  apportionDiscount,
  type PricedLine,
  priceOfLine,
  type TaxOfRate,
  type TaxRounding,
  taxesOf,
} from '@engawa/totals';
import type { Member, PointsWish } from './member.ts';
import type { BasketOffer } from './offers.ts';
import type { Part } from './tender.ts';

/** By what promotions may name a line (uuids). */
export type LineTargets = {
  readonly productId: string;
  readonly categoryId: string | null;
  readonly brandId: string | null;
  /** By weight or measure: it counts as one piece. */
  readonly isWeighed: boolean;
  readonly isFee: boolean;
};

export type BasketLine = {
  /** Within this basket. */
  readonly key: string;
  readonly itemId: string | null;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  readonly pricePer: number;
  readonly taxRateBp: number;
  readonly discountMinor: number;
  readonly discountReason: string | null;
  /** Unknown of what nobody entered. */
  readonly targets?: LineTargets;
};

export type Basket = {
  readonly lines: readonly BasketLine[];
  readonly discountMinor: number;
  readonly discountReason: string | null;
  /** What promotions take off, and coupons that the house has judged. */
  readonly offers: readonly BasketOffer[];
  /** Who said so; the house knows more. */
  readonly offersBy: 'till' | 'house';
  /** Staff who buy for themselves. */
  readonly buyer: 'staff' | null;
  readonly couponCodes: readonly string[];
  /** What a coupon takes off by its own terms, without the house. */
  readonly couponMinor: number;
  readonly member: Member | null;
  readonly pointsWish: PointsWish;
  /** A gift card that was scanned, and what is left on it. */
  readonly gift: { readonly code: string; readonly availableMinor: number } | null;
  /** Cash that a return has just put on the counter, for an exchange. */
  readonly creditMinor: number;
  /** What terminals have taken for it: it stays with the basket until the sale is done, also when the page is closed. */
  readonly taken: readonly Part[];
  /** Of the sale that was begun to be written down; a page that opens again looks what became of it. */
  readonly orderId: string | null;
};

export const emptyBasket: Basket = {
  lines: [],
  discountMinor: 0,
  discountReason: null,
  offers: [],
  offersBy: 'till',
  buyer: null,
  couponCodes: [],
  couponMinor: 0,
  member: null,
  pointsWish: 'none',
  gift: null,
  creditMinor: 0,
  taken: [],
  orderId: null,
};

export type Reckoned = {
  readonly itemsMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly TaxOfRate[];
  readonly pieces: number;
  /** What each line comes to, before discounts on the whole. */
  readonly lineMinor: readonly number[];
  /** What is taken off each line, of itself and of the whole. */
  readonly shares: readonly number[];
};

/** What a basket comes to. */
export function reckon(
  basket: Pick<Basket, 'lines' | 'discountMinor'> & Partial<Pick<Basket, 'couponMinor' | 'offers'>>,
  rounding: TaxRounding = 'floor',
): Reckoned {
  const { lines, discountMinor, couponMinor = 0, offers = [] } = basket;
  const amounts = lines.map((line) =>
    priceOfLine({ amountMinor: line.unitPriceMinor, pricePer: line.pricePer }, line.quantityMilli),
  );
  const left = lines.map((line, index) => ({
    taxRateBp: line.taxRateBp,
    amountMinor: (amounts[index] ?? 0) - line.discountMinor,
  }));
  // As at the house: first what clerks take off the whole, then promotions, then coupons of what is left.
  const byHand = apportionDiscount(discountMinor, left);
  const byOffers = lines.map((_, at) => sum(offers.map(({ shares: each }) => each[at] ?? 0)));
  const reduced = takeOff(takeOff(left, byHand), byOffers);
  const byCoupon = apportionDiscount(couponMinor, reduced);
  const taxes = taxesOf(takeOff(reduced, byCoupon), { isTaxIncluded: true, rounding });
  const itemsMinor = sum(amounts);
  const shares = lines.map(
    (line, index) =>
      line.discountMinor + (byHand[index] ?? 0) + (byOffers[index] ?? 0) + (byCoupon[index] ?? 0),
  );
  return {
    itemsMinor,
    discountMinor: sum(shares),
    totalMinor: itemsMinor - sum(shares),
    taxes,
    pieces: sum(lines.map(({ quantityMilli }) => quantityMilli)) / 1000,
    lineMinor: amounts,
    shares,
  };
}

/** One more of a line that is the same, or a line of its own. */
export function addLine(basket: Basket, line: BasketLine): Basket {
  const same = basket.lines.find(
    (each) =>
      each.itemId !== null &&
      each.itemId === line.itemId &&
      each.unitPriceMinor === line.unitPriceMinor &&
      each.discountMinor === 0,
  );
  return same === undefined
    ? { ...basket, lines: [...basket.lines, line] }
    : setQuantity(basket, same.key, same.quantityMilli + line.quantityMilli);
}

/** Nothing left of a line takes it off. */
export function setQuantity(basket: Basket, key: string, quantityMilli: number): Basket {
  const lines = basket.lines.flatMap((line) =>
    line.key === key ? (quantityMilli > 0 ? [{ ...line, quantityMilli }] : []) : [line],
  );
  return bounded({ ...basket, lines });
}

/** Takes something off one line, or off the whole when there is no key; at most what it comes to. */
export function discount(
  basket: Basket,
  key: string | null,
  discountMinor: number,
  reason: string,
): Basket {
  const reasonOrNone = discountMinor === 0 ? null : reason;
  if (key === null) {
    return bounded({ ...basket, discountMinor, discountReason: reasonOrNone });
  }
  const lines = basket.lines.map((line) =>
    line.key === key ? { ...line, discountMinor, discountReason: reasonOrNone } : line,
  );
  return bounded({ ...basket, lines });
}

/** Nothing is taken off beyond what there is. */
function bounded(basket: Basket): Basket {
  const lines = basket.lines.map((line) => {
    const most = priceOfLine(
      { amountMinor: line.unitPriceMinor, pricePer: line.pricePer },
      line.quantityMilli,
    );
    return line.discountMinor > most ? { ...line, discountMinor: most } : line;
  });
  const { totalMinor } = reckon({ lines, discountMinor: 0 });
  // What coupons take off is asked anew for another basket.
  return {
    ...basket,
    lines,
    offers: [],
    discountMinor: Math.min(basket.discountMinor, totalMinor),
    couponCodes: [],
    couponMinor: 0,
  };
}

function takeOff(lines: readonly PricedLine[], shares: readonly number[]): PricedLine[] {
  return lines.map(({ taxRateBp, amountMinor }, index) => ({
    taxRateBp,
    amountMinor: amountMinor - (shares[index] ?? 0),
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** Another member, or none: coupons and points were those of the one before. */
export function withMember(basket: Basket, member: Member | null): Basket {
  return { ...basket, member, pointsWish: 'none', offers: [], couponCodes: [], couponMinor: 0 };
}

/** What coupons take off, by the house or by their own terms. */
export function couponsOff({ offers, couponMinor }: Basket): number {
  return couponMinor + sumOf(offers.filter(({ couponCode }) => couponCode !== null));
}

/** What comes by itself takes off. */
export function promotionsOff({ offers }: Basket): number {
  return sumOf(offers.filter(({ couponCode }) => couponCode === null));
}

function sumOf(offers: Basket['offers']): number {
  return sum(offers.flatMap(({ shares }) => shares));
}

/** Staff who buy for themselves, or a customer again. */
export function withBuyer(basket: Basket, buyer: Basket['buyer']): Basket {
  return { ...basket, buyer, offers: [], couponCodes: [], couponMinor: 0 };
}

/** Without its coupons. */
export function withoutCoupons(basket: Basket): Basket {
  return { ...basket, offers: [], couponCodes: [], couponMinor: 0 };
}
