// All kinds of earning rules. A kind is a file; a rule of the house is a kind with terms, checked when it is written.
import { Value } from 'typebox/value';
import { loyaltyRefusals } from '../errors.ts';
import type { RuleFacts, Sentence } from './facts.ts';
import { firstVisitRule } from './first-visit.ts';
import { EventTerms, givenSentences, InviteTerms, ReviewTerms, VisitTerms } from './given.ts';
import { lineRule } from './line.ts';
import { orderRule } from './order.ts';
import { placeRule } from './place.ts';
import { tierRule } from './tier.ts';
import { timeRule } from './time.ts';

const ofOrders = {
  order: orderRule,
  line: lineRule,
  place: placeRule,
  tier: tierRule,
  time: timeRule,
  first_visit: firstVisitRule,
} as const;

const given = {
  review: ReviewTerms,
  event: EventTerms,
  visit: VisitTerms,
  invite: InviteTerms,
} as const;

export const ruleKinds = [
  'order',
  'line',
  'place',
  'tier',
  'time',
  'first_visit',
  'review',
  'event',
  'visit',
  'invite',
] as const;
export type RuleKind = (typeof ruleKinds)[number];

type OrderKind = keyof typeof ofOrders;

/** Whether a kind is reckoned from orders; the others are given for what happens beside them. */
export function isOfOrders(kind: RuleKind): kind is OrderKind {
  return kind in ofOrders;
}

/** Refuses with loyalty.terms_odd what does not fit the kind. */
export function checkTerms(kind: RuleKind, terms: unknown): void {
  const schema = isOfOrders(kind) ? ofOrders[kind].terms : given[kind];
  if (!Value.Check(schema, terms)) {
    const [first] = Value.Errors(schema, terms);
    throw loyaltyRefusals.terms_odd({
      kind,
      what: `${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim(),
    });
  }
}

/** What a rule gives for an order; 0 by a rule that is not of orders. `terms` were checked. */
export function pointsByRule(kind: RuleKind, terms: unknown, facts: RuleFacts): number {
  if (!isOfOrders(kind)) {
    return 0;
  }
  const rule = ofOrders[kind];
  return rule.points(facts, terms as never);
}

/** What a rule says to people. */
export function sentenceOf(kind: RuleKind, terms: unknown): Sentence {
  return isOfOrders(kind)
    ? ofOrders[kind].sentence(terms as never)
    : givenSentences[kind](terms as never);
}
