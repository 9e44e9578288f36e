// Every benefit there is. To add one: write its file, add it here.

import { type Static, Type } from 'typebox';
import type { Names, Sentence } from '../engine/sentence.ts';
import type { Reason } from '../reasons.ts';
import { BuyGet, buyGet } from './buy-get.ts';
import { CheapestFree, cheapestFree } from './cheapest-free.ts';
import { FreeDelivery, freeDelivery } from './free-delivery.ts';
import { Gift, gift } from './gift.ts';
import { NForM, nForM } from './n-for-m.ts';
import { NForPrice, nForPrice } from './n-for-price.ts';
import { OffLines, offLines } from './off-lines.ts';
import { OffOrder, offOrder } from './off-order.ts';
import type { BenefitRule, Left, Reduction } from './rule.ts';

export const Benefit = Type.Union([
  OffLines,
  OffOrder,
  BuyGet,
  NForM,
  NForPrice,
  CheapestFree,
  Gift,
  FreeDelivery,
]);
export type Benefit = Static<typeof Benefit>;

const rules: {
  readonly [Kind in Benefit['kind']]: BenefitRule<Extract<Benefit, { kind: Kind }>>;
} = {
  off_lines: offLines,
  off_order: offOrder,
  buy_get: buyGet,
  n_for_m: nForM,
  n_for_price: nForPrice,
  cheapest_free: cheapestFree,
  gift,
  free_delivery: freeDelivery,
};

/** The rule of a benefit's own kind: the table above is typed by kind, its look-up cannot be. */
function ruleOf(benefit: Benefit): BenefitRule<Benefit> {
  return rules[benefit.kind] as unknown as BenefitRule<Benefit>;
}

export function rankOf(benefit: Benefit): number {
  return ruleOf(benefit).rank;
}

export function reduce(benefit: Benefit, left: Left): Reduction | undefined {
  return ruleOf(benefit).reduce(benefit, left);
}

export function whyNothing(benefit: Benefit, left: Left): Reason {
  return ruleOf(benefit).whyNot(benefit, left);
}

export function sayBenefit(benefit: Benefit, names: Names, currency: string): Sentence {
  return ruleOf(benefit).say(benefit, names, currency);
}
