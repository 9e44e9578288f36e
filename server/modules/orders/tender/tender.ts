// How an order is paid, by one means or several: which part pays how much. Points of the house lower the price
// or pay it, as its policy says; everything else pays what is left.

import {
  apportionDiscount,
  deliveryTaxRateBp,
  type PricedLine,
  type TaxBasis,
  type TaxOfRate,
  taxesOf,
} from '@engawa/totals';
import { Refusal } from '#kernel/errors';
import type { PaymentMethod } from '#payments';
import { ordersRefusals } from '../errors.ts';
import type { SalesPolicy } from '../policy.ts';

/** One means of payment. */
export type Tender = {
  readonly method: PaymentMethod;
  readonly provider?: string;
  /** The provider's token of the means of payment. */
  readonly token?: string;
  /** Minor units. One part of an order may leave it out and pays what the others do not. */
  readonly amountMinor?: number;
  /** Pays at most so much of what is due. */
  readonly upToMinor?: number;
  /** The code of a gift card. */
  readonly giftCode?: string;
  /** Cash handed over; the change is the rest. */
  readonly tenderedMinor?: number;
};

/** One or several, as a list. */
export function tendersOf(payment: Tender | readonly Tender[]): readonly Tender[] {
  return 'method' in payment ? [payment] : payment;
}

/** Cash to give back of what was handed over. */
export function changeOf(
  payments: readonly { readonly amountMinor: number; readonly tenderedMinor?: number | null }[],
): number {
  return payments.reduce(
    (sum, each) => sum + (each.tenderedMinor ?? each.amountMinor) - each.amountMinor,
    0,
  );
}

export type TenderPart = Tender & { readonly amountMinor: number };

export type Price = {
  readonly taxes: readonly TaxOfRate[];
  /** Of the goods alone, without what it costs to send them. */
  readonly goodsTaxes: readonly TaxOfRate[];
  /** Tax included. */
  readonly deliveryMinor: number;
  readonly itemsMinor: number;
  /** Off each line, by clerks, promotions and coupons; and together. */
  readonly reducedShares: readonly number[];
  readonly reducedMinor: number;
  /** What is paid, tax included, by all parts but points that are a discount. */
  readonly totalMinor: number;
  /** The share of each line of what points take off. */
  readonly pointShares: readonly number[];
  readonly pointsMinor: number;
  readonly parts: readonly TenderPart[];
};

/**
 * Prices an order and divides it over its means of payment. Refuses with orders.payments_differ,
 * orders.points_too_many, orders.tendered_short.
 */
export function priceOrder(
  lines: readonly PricedLine[],
  tenders: readonly Tender[],
  basis: TaxBasis,
  policy: Pick<SalesPolicy, 'pointsAs' | 'pointValueMinor'>,
  reducedShares: readonly number[] = [],
  deliveryMinor = 0,
): Price | Refusal {
  const itemsMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const pointsMinor = policy.pointsAs === 'discount' ? pointsOf(tenders) : 0;
  const reducedMinor = reducedShares.reduce((sum, share) => sum + share, 0);
  const reduced = reducedMinor === 0 ? lines : takeOff(lines, reducedShares);
  const leftMinor = itemsMinor - reducedMinor;
  if (pointsMinor > leftMinor || pointsMinor % policy.pointValueMinor !== 0) {
    return ordersRefusals.points_too_many({ most: leftMinor });
  }
  const pointShares = apportionDiscount(pointsMinor, reduced);
  const left = pointsMinor === 0 ? reduced : takeOff(reduced, pointShares);
  const goodsTaxes = taxesOf(left, basis);
  const fee = { amountMinor: deliveryMinor, taxRateBp: deliveryTaxRateBp };
  const taxes = deliveryMinor === 0 ? goodsTaxes : taxesOf([...left, fee], basis);
  const totalMinor = taxes.reduce((sum, each) => sum + each.taxedMinor, 0);
  const parts = divide(tenders, totalMinor + pointsMinor);
  return parts instanceof Refusal
    ? parts
    : {
        taxes,
        goodsTaxes,
        deliveryMinor,
        itemsMinor,
        reducedShares,
        reducedMinor,
        totalMinor,
        pointShares,
        pointsMinor,
        parts,
      };
}

function takeOff(lines: readonly PricedLine[], shares: readonly number[]): PricedLine[] {
  return lines.map(({ taxRateBp, amountMinor }, index) => ({
    taxRateBp,
    amountMinor: amountMinor - (shares[index] ?? 0),
  }));
}

function pointsOf(tenders: readonly Tender[]): number {
  return tenders.reduce(
    (sum, each) => sum + (each.method === 'points' ? (each.amountMinor ?? 0) : 0),
    0,
  );
}

/** Parts that pay nothing are left out, unless the whole costs nothing. */
function divide(wanted: readonly Tender[], dueMinor: number): TenderPart[] | Refusal {
  const fixedMinor = wanted.reduce((sum, each) => sum + (each.amountMinor ?? 0), 0);
  const tenders = wanted.map(({ upToMinor, ...each }) =>
    upToMinor === undefined
      ? each
      : { ...each, amountMinor: Math.max(0, Math.min(upToMinor, dueMinor - fixedMinor)) },
  );
  const open = tenders.filter((each) => each.amountMinor === undefined);
  const givenMinor = tenders.reduce((sum, each) => sum + (each.amountMinor ?? 0), 0);
  const restMinor = dueMinor - givenMinor;
  if (open.length > 1 || restMinor < 0 || (open.length === 0 && restMinor !== 0)) {
    return ordersRefusals.payments_differ({ total: dueMinor, paid: givenMinor });
  }
  const parts = tenders.map((each) => ({ ...each, amountMinor: each.amountMinor ?? restMinor }));
  const short = parts.find((each) => (each.tenderedMinor ?? each.amountMinor) < each.amountMinor);
  if (short !== undefined) {
    return ordersRefusals.tendered_short({ amount: short.amountMinor });
  }
  const paying = parts.filter((each) => each.amountMinor > 0);
  return paying.length === 0 ? parts.slice(0, 1) : paying;
}
