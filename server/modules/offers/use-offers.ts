// Promotions and coupons at the checkout, in the shape of a hot command: coupons and limits looked up and locked,
// decided for each order as if they had come one after the other, and written with the order. A use is reserved with
// the order, used when the goods go, and given back when the order comes to nothing or all of it comes back.

import {
  type Applied,
  type Ask,
  applyPromotions,
  type Book,
  type Candidate,
  candidatesOf,
  couponsOnly,
  isLimited,
  localMoment,
  mayApply,
  nothing,
  type Outcome,
  type Promotion,
  unused,
} from '@engawa/promotions';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { couponToken } from './coupon-code.ts';
import { offersRefusals, refuseFor } from './errors.ts';
import {
  type CountKey,
  type CouponToUse,
  countKeyOf,
  findCounts,
  findCouponsToUse,
  insertUseRows,
  settleUseRows,
  standingOf,
  type UseToWrite,
} from './store-uses.ts';
import { sumOfTold, type ToldOffer, toldAsPromotion } from './told-offers.ts';

export type OffersAsked = {
  readonly ask: Ask;
  /** The order's record (uuid), and all whose coupons and limits are its customer's; none for a guest. */
  readonly recordId: string | null;
  readonly recordIds: readonly string[];
  /** As they were typed or scanned. */
  readonly codes: readonly string[];
  /** What comes by itself is left out: another till's own business, or given already. */
  readonly isOnlyCoupons?: boolean;
  /** What a till gave off already; the lines of the ask are what was left. */
  readonly told?: readonly ToldOffer[];
};

export type OfferFacts = {
  readonly book: Book;
  /** By the token in hex. */
  readonly coupons: ReadonlyMap<string, readonly CouponToUse[]>;
  readonly tokenOf: (code: string) => string;
  readonly counts: Map<string, { uses: number; spentMinor: number }>;
};

export type OffersDecision = {
  readonly outcome: Outcome;
  readonly uses: readonly OfferUse[];
};

type OfferUse = Pick<
  UseToWrite,
  'promotionId' | 'version' | 'discountMinor' | 'deliveryMinor' | 'counted'
> & { readonly coupon: CouponToUse | null; readonly isHeldOut: boolean };

const noUses: OffersDecision = { outcome: nothing, uses: [] };

/** Locks the coupons that are brought and the counts of limited promotions that may apply, unless only looked at. */
export async function loadOffers(
  tx: Tx,
  book: Book,
  asked: readonly OffersAsked[],
  isLocked = true,
): Promise<OfferFacts> {
  const tokens = new Map(
    asked.flatMap(({ codes }) => codes.map((code) => [code, couponToken(tx.masters, code)])),
  );
  const tokenOf = (code: string) => tokens.get(code)?.toString('hex') ?? '';
  const coupons =
    tokens.size === 0
      ? new Map<string, CouponToUse[]>()
      : await findCouponsToUse(tx, distinct([...tokens.values()]), isLocked);
  const keys = new Map(
    asked
      .flatMap((each) => limitsOf(book, each, coupons, tokenOf))
      .map((key) => [countKeyOf(key), key]),
  );
  const counts = await findCounts(tx, [...keys.values()], isLocked);
  return { book, coupons, tokenOf, counts };
}

function distinct(tokens: readonly Buffer[]): Buffer[] {
  return [...new Map(tokens.map((token) => [token.toString('hex'), token])).values()];
}

/** The counts that decide about an order, before it is known which promotions apply. */
function limitsOf(
  book: Book,
  { ask, recordIds, codes, isOnlyCoupons, told = [] }: OffersAsked,
  coupons: OfferFacts['coupons'],
  tokenOf: OfferFacts['tokenOf'],
): CountKey[] {
  const given = told.flatMap(({ promotion }) => book.byId.get(promotion?.id ?? '') ?? []);
  const brought = codes.flatMap((code) =>
    (coupons.get(tokenOf(code)) ?? []).flatMap(({ promotion_id: id }) =>
      id === null ? [] : (book.byId.get(id) ?? []),
    ),
  );
  const own = isOnlyCoupons === true ? [] : candidatesOf(book, ask);
  return [
    ...given.filter(isLimited),
    ...[...own, ...brought].filter(
      (promotion) => isLimited(promotion) && mayApply(promotion, ask, unused),
    ),
  ].flatMap((promotion) => ownersOf(promotion, recordIds));
}

function ownersOf({ id, usesPerCustomerMax }: Promotion, recordIds: readonly string[]): CountKey[] {
  const owners = usesPerCustomerMax === undefined ? [id] : [id, ...recordIds];
  return owners.map((ownerId) => ({ promotionId: id, ownerId }));
}

/**
 * What promotions and coupons take off an order; takes the uses inside the facts. A coupon that was brought and cannot be
 * used refuses the order, with why and what would make it work: offers.coupon_unknown (nobody learns that it is
 * somebody else's), offers.coupon_used, offers.coupon_over, offers.coupon_early, offers.coupon_once, and what each
 * condition says.
 */
export function decideOffers(facts: OfferFacts, asked: OffersAsked): OffersDecision | Refusal {
  const coupons: Brought[] = [];
  for (const token of new Set(asked.codes.map(facts.tokenOf))) {
    const coupon = bring(facts, asked, token);
    if (coupon instanceof Refusal) {
      return coupon;
    }
    if (coupons.some(({ promotion }) => promotion.id === coupon.promotion.id)) {
      return offersRefusals.coupon_once({ promotion: coupon.promotion.nameJa });
    }
    coupons.push(coupon);
  }
  const book = asked.isOnlyCoupons === true ? couponsOnly(facts.book) : facts.book;
  const given = giveTold(facts, asked, coupons);
  const outcome = applyPromotions(book, asked.ask, {
    coupons: coupons.filter(({ coupon }) => !given.some((each) => each.coupon?.id === coupon?.id)),
    standingOf: (promotionId) => standingOf(facts.counts, promotionId, asked.recordIds),
  });
  const [refused] = outcome.refused;
  return refused === undefined
    ? takeUses(facts, asked, coupons, withTold(outcome, given))
    : refuseFor(refused.refusal);
}

/** What the till told, as if the engine had said it. */
function giveTold(
  { book, tokenOf }: OfferFacts,
  { ask, told = [] }: OffersAsked,
  coupons: readonly Brought[],
): Applied[] {
  return told.map((each): Applied => {
    const token = each.couponCode === null ? undefined : tokenOf(each.couponCode);
    const brought = coupons.find(({ coupon }) => coupon?.code === token);
    const known = brought?.promotion ?? book.byId.get(each.promotion?.id ?? '');
    return {
      promotion:
        brought === undefined ? toldAsPromotion(each, known, ask.currency) : brought.promotion,
      coupon: brought?.coupon ?? null,
      discountMinor: each.shares.reduce((sum, share) => sum + share, 0),
      shares: each.shares,
      deliveryMinor: 0,
    };
  });
}

function withTold(outcome: Outcome, given: readonly Applied[]): Outcome {
  if (given.length === 0) {
    return outcome;
  }
  const applied = [...given, ...outcome.applied];
  return {
    ...outcome,
    applied,
    shares:
      sumOfTold(applied.map(({ shares }) => ({ promotion: null, couponCode: null, shares }))) ?? [],
    discountMinor: applied.reduce((sum, each) => sum + each.discountMinor, 0),
  };
}

export type Brought = Candidate & { readonly row: CouponToUse };

/** The coupon with this token that can be used now, or why there is none. */
export function bring(
  facts: OfferFacts,
  { ask, recordIds }: OffersAsked,
  token: string,
): Brought | Refusal {
  const rows = (facts.coupons.get(token) ?? []).filter(
    (row) => row.record_id === null || recordIds.includes(row.record_id),
  );
  const [first] = rows;
  if (first === undefined) {
    return offersRefusals.coupon_unknown();
  }
  const row = rows.find((each) => whyNot(each, ask) === undefined);
  if (row === undefined) {
    return whyNot(first, ask) ?? offersRefusals.coupon_unknown();
  }
  const promotion =
    row.promotion_id === null ? ownTermsOf(row, ask) : facts.book.byId.get(row.promotion_id);
  return promotion === undefined
    ? offersRefusals.coupon_not_here()
    : { promotion, coupon: { id: row.id, code: token }, row };
}

function whyNot(row: CouponToUse, { now, timeZone }: Ask): Refusal | undefined {
  const { valid_from: from, valid_until: until } = row;
  if (row.uses_left <= 0) {
    return offersRefusals.coupon_used();
  }
  if (until !== null && until.epochMilliseconds <= now.epochMilliseconds) {
    const at = localMoment(until, timeZone);
    return offersRefusals.coupon_over({ at: at.ja, at_en: at.en });
  }
  if (from !== null && from.epochMilliseconds > now.epochMilliseconds) {
    const at = localMoment(from, timeZone);
    return offersRefusals.coupon_early({ at: at.ja, at_en: at.en });
  }
  return undefined;
}

/** A coupon that came in with terms of its own is a promotion of its own. */
function ownTermsOf(row: CouponToUse, ask: Ask): Promotion | undefined {
  const { discount_minor: minor, discount_bp: bp } = row;
  if (minor === null && bp === null) {
    return undefined;
  }
  return {
    id: row.id,
    code: row.id,
    version: 1,
    nameJa: row.title ?? 'クーポン',
    nameEn: row.title ?? 'Coupon',
    validFrom: null,
    validUntil: null,
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: true,
    currency: minor === null ? ask.currency : (row.currency ?? ''),
    conditions: [],
    benefits: [
      {
        kind: 'off_order',
        calculator: minor === null ? { kind: 'percent', bp: bp ?? 0 } : { kind: 'amount', minor },
      },
    ],
    holdoutBp: 0,
  };
}

function takeUses(
  facts: OfferFacts,
  { recordId }: OffersAsked,
  coupons: readonly Brought[],
  { ...outcome }: Outcome,
): OffersDecision {
  if (outcome.applied.length === 0 && outcome.heldOut.length === 0) {
    return outcome.shares.length === 0 ? noUses : { outcome, uses: [] };
  }
  const applied = outcome.applied.map(
    ({ promotion, coupon, discountMinor, deliveryMinor }): OfferUse => {
      const row = coupons.find(({ row: each }) => each.id === coupon?.id)?.row ?? null;
      const isOwn = row !== null && row.promotion_id === null;
      return {
        promotionId: isOwn ? null : promotion.id,
        version: isOwn ? null : promotion.version,
        coupon: row,
        discountMinor,
        deliveryMinor,
        counted: isLimited(promotion)
          ? ownersOf(promotion, recordId === null ? [] : [recordId])
          : [],
        isHeldOut: false,
      };
    },
  );
  for (const use of applied) {
    count(facts, use, 1);
  }
  const heldOut = outcome.heldOut.map(
    ({ id, version }): OfferUse => ({
      promotionId: id,
      version,
      coupon: null,
      discountMinor: 0,
      deliveryMinor: 0,
      counted: [],
      isHeldOut: true,
    }),
  );
  return { outcome, uses: [...applied, ...heldOut] };
}

/** Gives the uses back inside the facts: the order was refused for another reason. */
export function undecideOffers(facts: OfferFacts, { uses }: OffersDecision): void {
  for (const use of uses) {
    count(facts, use, -1);
  }
}

function count({ counts }: OfferFacts, use: OfferUse, times: 1 | -1): void {
  if (use.coupon !== null) {
    use.coupon.uses_left -= times;
  }
  for (const key of use.counted) {
    const known = counts.get(countKeyOf(key));
    if (known !== undefined) {
      known.uses += times;
      known.spentMinor += times * (use.discountMinor + use.deliveryMinor);
    }
  }
}

export type OrderUses = OffersDecision & {
  /** uuids */
  readonly orderId: string;
  readonly recordId: string | null;
  readonly placeId: string;
  readonly channel: string;
  readonly goodsMinor: number;
  /** The goods leave at once. */
  readonly isUsed: boolean;
};

/** Writes what orders used. */
export async function applyOffers(tx: Tx, orders: readonly OrderUses[]): Promise<void> {
  const uses = orders.flatMap((order) =>
    order.uses.map(
      (use, index): UseToWrite => ({
        ...use,
        orderId: order.orderId,
        number: index + 1,
        state: use.isHeldOut ? 'held_out' : order.isUsed ? 'used' : 'reserved',
        recordId: order.recordId,
        placeId: order.placeId,
        channel: order.channel,
        goodsMinor: order.goodsMinor,
      }),
    ),
  );
  if (uses.length > 0) {
    await insertUseRows(tx, uses);
  }
}

/** The goods have gone, or the order came to nothing or back as a whole and gives its coupons back. Repeatable. */
export async function settleOffers(
  tx: Tx,
  orderId: string,
  to: 'used' | 'released' | 'returned',
): Promise<void> {
  await settleUseRows(tx, orderId, to);
}
