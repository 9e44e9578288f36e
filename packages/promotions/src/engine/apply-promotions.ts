// The engine: which of all promotions apply to a basket, and what each takes off each line. Pure: the same question has
// the same answer, in whatever order promotions are kept. In each lane the stackable ones apply together, or one
// exclusive alone, whichever takes more off; what is alone in the order is weighed against all the others together. Of
// what takes the same off, the one with the higher priority stays.
import { deliveryDue } from '@engawa/totals';
import { whyNothing } from '../benefits/benefits.ts';
import type { Left } from '../benefits/rule.ts';
import { type Reason, reasons } from '../reasons.ts';
import { type Ask, piecesOfLines } from './ask.ts';
import { type Book, candidatesOf, compare } from './book.ts';
import { isHeldOut, mayApply, whyMayNot } from './may-apply.ts';
import { type Candidate, lanes, type Promotion, type Standing, unused } from './promotion.ts';
import { type Applied, runStack, type Stack } from './run-stack.ts';

export type Outcome = {
  /** Off each line, in the order of the basket, by all promotions together. */
  readonly shares: readonly number[];
  readonly discountMinor: number;
  readonly deliveryMinor: number;
  readonly applied: readonly Applied[];
  /** Coupons that were brought and take nothing off, and why. */
  readonly refused: readonly { readonly candidate: Candidate; readonly refusal: Reason }[];
  /** Promotions that would apply, were the buyer not among those who are compared with. */
  readonly heldOut: readonly Promotion[];
};

export const nothing: Outcome = {
  shares: [],
  discountMinor: 0,
  deliveryMinor: 0,
  applied: [],
  refused: [],
  heldOut: [],
};

export type Brought = {
  /** By the coupons that the buyer brings. */
  readonly coupons?: readonly Candidate[];
  /** Of promotions that are limited. */
  readonly standingOf?: (promotionId: string) => Standing;
};

/**
 * Where goods of enough are sent free, a promotion has no delivery to take off: it is tried first what the goods come to
 * without it.
 */
export function applyPromotions(book: Book, ask: Ask, brought: Brought = {}): Outcome {
  const { deliveryMinor, deliveryFree: free } = ask;
  if (free === undefined || deliveryMinor <= free.leftMinor) {
    return applyTo(book, ask, brought);
  }
  const sentFree = applyTo(book, { ...ask, deliveryMinor: free.leftMinor }, brought);
  return deliveryDueOf(ask, sentFree.shares) < deliveryMinor
    ? sentFree
    : applyTo(book, ask, brought);
}

/** What is due for sending a basket with so much off its lines, before anything is taken off the fee itself. */
export function deliveryDueOf(ask: Ask, shares: readonly number[]): number {
  const fee = { feeMinor: ask.deliveryMinor, free: ask.deliveryFree ?? null };
  return deliveryDue(fee, goodsOf(ask, shares));
}

/** What the goods of a basket come to without what is off them; fees among its lines are none. */
function goodsOf({ lines }: Pick<Ask, 'lines'>, shares: readonly number[]): number {
  return lines.reduce(
    (sum, line, at) => (line.isFee ? sum : sum + line.amountMinor - (shares[at] ?? 0)),
    0,
  );
}

function applyTo(book: Book, ask: Ask, brought: Brought): Outcome {
  const { coupons = [], standingOf = () => unused } = brought;
  if ((book.size === 0 && coupons.length === 0) || ask.lines.length === 0) {
    return nothing;
  }
  const heldOut: Promotion[] = [];
  const isOn = ({ promotion }: Candidate) => mayApply(promotion, ask, standingOf(promotion.id));
  const own = candidatesOf(book, ask)
    .map((promotion): Candidate => ({ promotion, coupon: null }))
    .filter((candidate) => {
      if (!isOn(candidate)) {
        return false;
      }
      const isApart = isHeldOut(candidate.promotion, ask);
      if (isApart) {
        heldOut.push(candidate.promotion);
      }
      return !isApart;
    });
  const usable = coupons.filter(isOn);
  const sorted = [...own, ...usable].toSorted(
    (a, b) =>
      compare(a.promotion, b.promotion) || (a.coupon?.id ?? '').localeCompare(b.coupon?.id ?? ''),
  );
  const whole = wholeOf(ask);
  const best = choose(whole, sorted, standingOf);
  return {
    shares: whole.nets.map((net, place) => net - (best.left.nets[place] ?? 0)),
    discountMinor: best.applied.reduce((sum, each) => sum + each.discountMinor, 0),
    deliveryMinor: best.applied.reduce((sum, each) => sum + each.deliveryMinor, 0),
    applied: best.applied,
    refused: coupons
      .filter(
        (candidate) => !best.applied.some(({ coupon }) => coupon?.id === candidate.coupon?.id),
      )
      .map((candidate) => ({
        candidate,
        refusal: refusalOf(candidate, whole, best, standingOf(candidate.promotion.id)),
      })),
    heldOut: heldOut.filter(
      (promotion) => runStack(whole, [{ promotion, coupon: null }], standingOf).offMinor > 0,
    ),
  };
}

function wholeOf(ask: Ask): Left {
  return {
    ask,
    nets: ask.lines.map((line) => line.amountMinor),
    freePieces: piecesOfLines(ask),
    deliveryMinor: ask.deliveryMinor,
  };
}

type StandingOf = (promotionId: string) => Standing;

function choose(whole: Left, candidates: readonly Candidate[], standingOf: StandingOf): Stack {
  const together = candidates.filter(({ promotion }) => promotion.stacking !== 'alone');
  const options = [runLanes(whole, together, standingOf)];
  for (const candidate of candidates) {
    if (candidate.promotion.stacking === 'alone') {
      options.push(runStack(whole, [candidate], standingOf));
    }
  }
  return mostOf(options);
}

function runLanes(whole: Left, candidates: readonly Candidate[], standingOf: StandingOf): Stack {
  let stack: Stack = { left: whole, applied: [], offMinor: 0 };
  for (const lane of lanes) {
    const here = candidates.filter(({ promotion }) => promotion.lane === lane);
    if (here.length === 0) {
      continue;
    }
    const stackable = here.filter(({ promotion }) => promotion.stacking === 'stackable');
    const options = [runStack(stack.left, stackable, standingOf)];
    for (const candidate of here) {
      if (candidate.promotion.stacking === 'exclusive') {
        options.push(runStack(stack.left, [candidate], standingOf));
      }
    }
    const best = mostOf(options);
    stack = {
      left: best.left,
      applied: [...stack.applied, ...best.applied],
      offMinor: stack.offMinor + best.offMinor,
    };
  }
  return stack;
}

/** The first of those that take most off. */
function mostOf(options: readonly Stack[]): Stack {
  return options.reduce((best, each) => (each.offMinor > best.offMinor ? each : best));
}

/** Why a coupon that was brought takes nothing off. */
function refusalOf({ promotion }: Candidate, whole: Left, best: Stack, standing: Standing): Reason {
  const { ask } = whole;
  const refusal = whyMayNot(promotion, ask, standing);
  if (refusal !== undefined) {
    return refusal;
  }
  const alone = runStack(whole, [{ promotion, coupon: null }], () => standing);
  if (alone.offMinor > 0) {
    const others = best.applied.map((each) => each.promotion.nameJa).join('」「');
    return reasons.not_together({ others });
  }
  const { budgetMinor = Infinity } = promotion;
  const free = runStack(whole, [{ promotion, coupon: null }], () => unused);
  const [first] = promotion.benefits;
  return standing.spentMinor > 0 && free.offMinor > budgetMinor - standing.spentMinor
    ? reasons.budget_over()
    : first === undefined
      ? reasons.nothing_to_take_off()
      : whyNothing(first, whole);
}

/** Promotions that come by themselves and nearly apply, with what would make them: to be shown before paying. */
export function findHints(
  book: Book,
  ask: Ask,
  brought: Brought,
  most: number,
): { readonly promotion: Promotion; readonly refusal: Reason }[] {
  const { standingOf = () => unused } = brought;
  const near = new Set(['offers.spend_more', 'offers.pieces_more', 'offers.add_what_is_got']);
  const hints: { readonly promotion: Promotion; readonly refusal: Reason }[] = [];
  const whole = wholeOf(ask);
  for (const promotion of [...book.byId.values()].filter((each) => !each.needsCoupon)) {
    if (hints.length >= most) {
      break;
    }
    const standing = standingOf(promotion.id);
    if (isHeldOut(promotion, ask)) {
      continue;
    }
    const may = whyMayNot(promotion, ask, standing);
    const [first] = promotion.benefits;
    const isIdle =
      may === undefined &&
      runStack(whole, [{ promotion, coupon: null }], standingOf).offMinor === 0;
    const refusal = may ?? (isIdle && first !== undefined ? whyNothing(first, whole) : undefined);
    if (refusal !== undefined && near.has(refusal.code)) {
      hints.push({ promotion, refusal });
    }
  }
  return hints;
}
