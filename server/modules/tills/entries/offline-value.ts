// Points and coupons of a sale that has happened. By an allowance the till was promised them: what was kept for it is let
// go, and the rest kept again after the sale. What it took beyond that, or of a coupon that somebody else had used
// meanwhile, is booked as it was given and shown to people: the sale happened. A promise takes of its allowance too, as
// what was kept for this till is nowhere else; it is refused as a whole where value is not there.
import { beginUse, endUse, usePoints } from '#allowances';
import { findItems } from '#catalog';
import { holdCustomer } from '#customers';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { findUsable, type ToldOffer } from '#offers';
import { findPolicy, type SalesPolicy } from '#orders';
import { loadStock } from '#stock';
import type { Moment, NotedConflict, Telling } from './booked.ts';
import type { ToldSale } from './schemas.ts';
import { asReductions, sumOf } from './told-offers.ts';

export type ValueOfSale = {
  /** As it can be booked: without coupons that are nobody's any more, their discount as one by hand. */
  readonly sale: ToldSale;
  /** What promotions took off it; without those coupons. */
  readonly offers: readonly ToldOffer[];
  readonly conflicts: readonly NotedConflict[];
  /** After the sale is booked. */
  readonly end: () => Promise<void>;
};

const nothingInCash = { method: 'cash', amountMinor: 0 } as const;
const nothingToEnd = () => Promise.resolve();

export async function beginValue(
  tx: Tx,
  { till, placeId }: Telling,
  { sale, offers }: Pick<ValueOfSale, 'sale' | 'offers'>,
  moment: Moment & {
    readonly recordId?: string;
    readonly itemIds: readonly string[];
    readonly terms: SalesPolicy | undefined;
  },
): Promise<ValueOfSale> {
  const pointsMinor = pointsOf(sale);
  const { couponCodes = [], allowance } = sale;
  const isPromise = sale.isPromise === true;
  const isPlain = pointsMinor === 0 && couponCodes.length === 0;
  if (isPlain || (isPromise && allowance === undefined)) {
    return { sale, offers, conflicts: [], end: nothingToEnd };
  }
  const { pointValueMinor } = moment.terms ?? (await findPolicy(tx));
  const points = Math.ceil(pointsMinor / pointValueMinor);
  await lockGoods(tx, placeId, moment.itemIds);
  const use =
    allowance === undefined
      ? undefined
      : await beginUse(tx, { token: allowance, placeId, till, at: moment.at, points, couponCodes });
  const noted: NotedConflict[] =
    allowance !== undefined && use === undefined
      ? [{ kind: 'allowance_not_valid', facts: { points, coupons: couponCodes.length } }]
      : [];
  const withCoupons = isPromise
    ? { sale, offers, conflicts: [] }
    : await withoutLostCoupons(tx, { sale, offers }, moment);
  if (use !== undefined) {
    await usePoints(tx, use);
  }
  const end = use === undefined ? nothingToEnd : () => endUse(tx, use);
  if (isPromise) {
    return { sale, offers, conflicts: [], end };
  }
  const whole = withoutLostPoints(withCoupons.sale, moment.recordId, pointsMinor);
  return {
    sale: whole.sale,
    offers: withCoupons.offers,
    conflicts: [...noted, ...withCoupons.conflicts, ...whole.conflicts],
    end,
  };
}

/** As the checkout does it, before any value: two sales of one member must not wait for each other crosswise. */
async function lockGoods(tx: Tx, placeId: string, itemIds: readonly string[]): Promise<void> {
  const items = await findItems(tx, itemIds);
  const stocked = [...items.values()].filter(({ isStocked }) => isStocked);
  await loadStock(
    tx,
    stocked.map(({ id: itemId }) => ({ placeId, itemId })),
  );
}

/** The value that was not there, as people see it. */
export function shortOf(overdrawn: number): NotedConflict[] {
  return overdrawn === 0 ? [] : [{ kind: 'value_short', facts: { amount: overdrawn } }];
}

/** What points pay or take off, in minor units. */
function pointsOf({ payments }: ToldSale): number {
  return payments.reduce(
    (sum, { method, amountMinor = 0 }) => (method === 'points' ? sum + amountMinor : sum),
    0,
  );
}

/** What lines and reductions by hand leave, before coupons. */
function goodsOf({ lines, discountMinor = 0 }: ToldSale): number {
  const sum = lines.reduce(
    (total, line) =>
      total +
      Math.round((line.unitPriceMinor * line.quantity) / (line.pricePer ?? 1)) -
      (line.discountMinor ?? 0),
    0,
  );
  return sum - discountMinor;
}

/** A coupon that is used, over or unknown by now was given off all the same: the house bears it, and sees it. */
async function withoutLostCoupons(
  tx: Tx,
  { sale, offers }: Pick<ValueOfSale, 'sale' | 'offers'>,
  moment: Moment & { readonly recordId?: string },
): Promise<Omit<ValueOfSale, 'end'>> {
  const { couponCodes = [] } = sale;
  if (couponCodes.length === 0) {
    return { sale, offers, conflicts: [] };
  }
  const { recordId, place, at } = moment;
  const recordIds = recordId === undefined ? [] : await holdCustomer(tx, recordId);
  const kept: string[] = [];
  const lost: ToldOffer[] = [];
  const conflicts: NotedConflict[] = [];
  let keptMinor = 0;
  for (const code of new Set(couponCodes)) {
    // Whether it was in time is asked of when it happened.
    const coupon = await findUsable(tx, { code, recordIds, place, at });
    const told = offers.filter(({ couponCode }) => couponCode === code);
    if (coupon instanceof Refusal) {
      lost.push(...told);
      const facts = {
        code: coupon.code,
        ...(told.length === 0 ? {} : { amountMinor: sumOf(told.flatMap(({ shares }) => shares)) }),
      };
      conflicts.push({ kind: 'coupon_lost', facts });
    } else if (told.length > 0) {
      kept.push(code);
    } else {
      kept.push(code);
      const { discountMinor = 0, discountBp = 0 } = coupon;
      keptMinor += discountMinor + Math.floor((goodsOf(sale) * discountBp) / 10_000);
    }
  }
  if (conflicts.length === 0) {
    return { sale, offers, conflicts };
  }
  if (lost.length === conflicts.length) {
    // Each said what it took off each line: that stays so.
    return {
      sale: { ...asReductions(sale, lost, 'coupon_lost'), couponCodes: kept },
      offers: offers.filter((each) => !lost.includes(each)),
      conflicts,
    };
  }
  const offMinor = sumOf(offers.flatMap(({ shares }) => shares));
  const paidMinor = sale.payments.reduce((sum, part) => sum + (part.amountMinor ?? 0), 0);
  const paid = sale.payments.some((part) => part.amountMinor === undefined)
    ? sale.totalMinor
    : Math.max(paidMinor, sale.totalMinor);
  const lostMinor = Math.max(0, goodsOf(sale) - offMinor - keptMinor - paid);
  return {
    sale: {
      ...sale,
      couponCodes: kept,
      discountMinor: (sale.discountMinor ?? 0) + lostMinor,
      discountReason: sale.discountReason ?? 'coupon_lost',
    },
    offers: offers.filter(({ couponCode }) => couponCode === null || kept.includes(couponCode)),
    conflicts: conflicts.map((each) => ({
      ...each,
      facts: { ...each.facts, amountMinor: lostMinor },
    })),
  };
}

/** Points of a member who is gone: nobody has them any more, and what they paid was given off. */
function withoutLostPoints(sale: ToldSale, recordId: string | undefined, points: number) {
  if (points === 0 || recordId !== undefined) {
    return { sale, conflicts: [] };
  }
  const payments = sale.payments.filter(({ method }) => method !== 'points');
  return {
    sale: {
      ...sale,
      // Somebody paid nothing, in cash.
      payments:
        payments.length === 0
          ? sale.payments.slice(0, 1).map((part) => Object.assign({}, part, nothingInCash))
          : payments,
      discountMinor: (sale.discountMinor ?? 0) + points,
      discountReason: sale.discountReason ?? 'points_lost',
    },
    conflicts: [{ kind: 'points_lost', facts: { amountMinor: points } }],
  };
}
