// Promotions one after the other, each on what the one before left. Nothing here chooses: who stands in the list has
// been found to be on.
import { reduce } from '../benefits/benefits.ts';
import type { Left } from '../benefits/rule.ts';
import type { Candidate, Standing } from './promotion.ts';
import { split } from './spread.ts';

export type Applied = Candidate & {
  /** Off the lines, together. */
  readonly discountMinor: number;
  /** Off each line, in the order of the basket. */
  readonly shares: readonly number[];
  /** Off delivery. */
  readonly deliveryMinor: number;
};

export type Stack = {
  readonly left: Left;
  readonly applied: readonly Applied[];
  /** Lines and delivery. */
  readonly offMinor: number;
};

export function runStack(
  from: Left,
  candidates: readonly Candidate[],
  standingOf: (promotionId: string) => Standing,
): Stack {
  let left = from;
  const applied: Applied[] = [];
  let offMinor = 0;
  for (const candidate of candidates) {
    const step = takeOff(left, candidate, standingOf(candidate.promotion.id));
    if (step !== undefined) {
      applied.push(step.applied);
      left = step.left;
      offMinor += step.applied.discountMinor + step.applied.deliveryMinor;
    }
  }
  return { left, applied, offMinor };
}

/** Undefined when it takes nothing off, or more than is left of its budget. */
function takeOff(
  from: Left,
  candidate: Candidate,
  { spentMinor }: Standing,
): { readonly applied: Applied; readonly left: Left } | undefined {
  const { benefits, budgetMinor = Infinity, discountMaxMinor = Infinity } = candidate.promotion;
  let left = from;
  let shares: readonly number[] | undefined;
  let deliveryMinor = 0;
  for (const benefit of benefits) {
    const reduction = reduce(benefit, left);
    if (reduction === undefined) {
      continue;
    }
    shares = shares === undefined ? reduction.shares : add(shares, reduction.shares);
    deliveryMinor += reduction.deliveryMinor;
    left = {
      ask: left.ask,
      nets: without(left.nets, reduction.shares),
      freePieces:
        reduction.used === undefined ? left.freePieces : without(left.freePieces, reduction.used),
      deliveryMinor: left.deliveryMinor - reduction.deliveryMinor,
    };
  }
  if (shares === undefined) {
    return undefined;
  }
  let discountMinor = shares.reduce((sum, share) => sum + share, 0);
  if (discountMinor > discountMaxMinor) {
    shares = split(discountMaxMinor, shares);
    discountMinor = discountMaxMinor;
    left = { ...left, nets: without(from.nets, shares) };
  }
  if (
    spentMinor + discountMinor + deliveryMinor > budgetMinor ||
    discountMinor + deliveryMinor === 0
  ) {
    return undefined;
  }
  return { applied: { ...candidate, discountMinor, shares, deliveryMinor }, left };
}

function without(from: readonly number[], off: readonly number[]): number[] {
  return from.map((each, place) => each - (off[place] ?? 0));
}

function add(one: readonly number[], other: readonly number[]): number[] {
  return one.map((each, place) => each + (other[place] ?? 0));
}
