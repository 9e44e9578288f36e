// All kinds of earning rules. A kind is a file; a rule of the house is a kind with terms, checked when it is written.
import { Value } from 'typebox/value';
import { loyaltyRefusals } from '../errors.ts';
import type { Names, RuleFacts, Sentence } from './facts.ts';
import { firstVisitRule } from './first-visit.ts';
import { EventTerms, givenSentences, InviteTerms, ReviewTerms, VisitTerms } from './given.ts';
import { lineRule } from './line.ts';
import { orderRule } from './order.ts';
import { placeRule } from './place.ts';
import { tierRule } from './tier.ts';
import { timeRule } from './time.ts';
import { itemUuid, placeUuid } from './typed-ids.ts';

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

/** The shape of the terms of a kind. */
export function termsShape(kind: RuleKind) {
  return isOfOrders(kind) ? ofOrders[kind].terms : given[kind];
}

/** Refuses with loyalty.terms_odd what does not fit the kind. */
export function checkTerms(kind: RuleKind, terms: unknown): void {
  const schema = termsShape(kind);
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

/** Facts of an order that the rule is for, placed now, of somebody who bought before. */
export function sampleFacts(
  kind: RuleKind,
  terms: Readonly<Record<string, unknown>>,
  sample: {
    readonly sampleMinor: number;
    readonly samplePieces?: number;
    readonly sampleTier: string | null;
    readonly now: Temporal.Instant;
  },
): RuleFacts {
  const { sampleMinor, samplePieces = 1, sampleTier, now } = sample;
  const first = (name: string): string | undefined => {
    const all: unknown = terms[name];
    const one: unknown = Array.isArray(all) ? all[0] : undefined;
    return typeof one === 'string' ? one : undefined;
  };
  const [item, place] = [first('itemIds'), first('placeIds')];
  return {
    placeId: place === undefined ? '' : placeUuid(place),
    channel: first('channels') ?? 'pos',
    orderedAt: now.toZonedDateTimeISO('Asia/Tokyo'),
    lines: [
      {
        itemId: item === undefined ? '' : itemUuid(item),
        quantityMilli: 1000 * samplePieces,
        paidMinor: sampleMinor,
      },
    ],
    paidMinor: sampleMinor,
    tierCode: sampleTier,
    isFirst: kind === 'first_visit',
  };
}

/** What a rule says to people. */
/** `currency` is that of the house: amounts of terms are in it. */
export function sentenceOf(
  kind: RuleKind,
  terms: unknown,
  names: Names | undefined,
  currency: string,
): Sentence {
  return isOfOrders(kind)
    ? ofOrders[kind].sentence(terms as never, names, currency)
    : givenSentences[kind](terms as never, currency);
}
