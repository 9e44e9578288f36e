// A promotion as sentences: first when it holds, then what goes off. And how it stands beside others that are on.

import {
  lanes,
  money,
  type Names,
  type Promotion,
  type PromotionTerms,
  percent,
  type Sentence,
  sayBenefit,
  sayCondition,
  sentence,
} from '@engawa/promotions';
import { findItems, listCategories } from '#catalog';
import { parseId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';

export type Said = {
  readonly conditions: readonly Sentence[];
  readonly benefits: readonly Sentence[];
  readonly limits: readonly Sentence[];
};

export function sayPromotion(terms: PromotionTerms, names: Names): Said {
  return {
    conditions: terms.conditions.map((each) => sayCondition(each, names, terms.currency)),
    benefits: terms.benefits.map((each) => sayBenefit(each, names, terms.currency)),
    limits: sayLimits(terms),
  };
}

function sayLimits(terms: PromotionTerms): Sentence[] {
  const { currency, usesMax, usesPerCustomerMax, budgetMinor, discountMaxMinor, holdoutBp } = terms;
  const told: Sentence[] = [];
  if (terms.needsCoupon) {
    told.push(sentence('クーポンをお持ちの方に', 'for who brings a coupon'));
  }
  if (usesMax !== undefined) {
    told.push(
      sentence(
        `全体で${usesMax.toLocaleString('en-US')}回まで`,
        `${usesMax.toLocaleString('en-US')} times in all`,
      ),
    );
  }
  if (usesPerCustomerMax !== undefined) {
    told.push(
      sentence(`おひとり様${usesPerCustomerMax}回まで`, `${usesPerCustomerMax} times each`),
    );
  }
  if (budgetMinor !== undefined) {
    const budget = money(budgetMinor, currency);
    told.push(sentence(`予算${budget.ja}まで`, `up to a budget of ${budget.en}`));
  }
  told.push(...sayMost({ currency, discountMaxMinor }));
  if (holdoutBp > 0) {
    const share = percent(holdoutBp);
    told.push(
      sentence(
        `会員の${share}には見せずに効果を比べる`,
        `${share} of members do not see it, to be compared with`,
      ),
    );
  }
  return told;
}

function sayMost(terms: {
  readonly currency: string;
  readonly discountMaxMinor: number | undefined;
}): Sentence[] {
  if (terms.discountMaxMinor === undefined) {
    return [];
  }
  const most = money(terms.discountMaxMinor, terms.currency);
  return [sentence(`1回の値引きは${most.ja}まで`, `at most ${most.en} off an order`)];
}

/** To who holds a coupon: when it holds, what goes off, at most how much. What the house keeps to itself is left out. */
export function sayToHolder(terms: PromotionTerms, names: Names): Sentence[] {
  const { currency, discountMaxMinor } = terms;
  const { conditions, benefits } = sayPromotion(terms, names);
  return [...conditions, ...benefits, ...sayMost({ currency, discountMaxMinor })];
}

/** What the ids in some terms are called: of promotions, or of whatever else names goods and places by id. */
export async function findNames(tx: Tx, terms: readonly unknown[]): Promise<Names> {
  const ids = [...new Set(JSON.stringify(terms).match(/\b(?:itm|plc|cat)_[0-9a-z]{26}/g))];
  const uuids = (kind: 'item' | 'place') => ids.flatMap((id) => tryParseId(kind, id) ?? []);
  const [items, places, categories] = await Promise.all([
    findItems(tx, uuids('item')),
    findPlaces(tx, uuids('place')),
    ids.some((id) => id.startsWith('cat_')) ? listCategories(tx) : [],
  ]);
  const shops = new Map(places.map((place) => [place.id, place]));
  const shelves = new Map(categories.map((each) => [each.id, each]));
  return (id) => {
    const item = id.startsWith('itm_') ? items.get(parseId('item', id)) : undefined;
    if (item !== undefined) {
      return sentence(item.name, item.nameEn ?? item.name);
    }
    const shop = id.startsWith('plc_') ? shops.get(parseId('place', id)) : undefined;
    if (shop !== undefined) {
      return sentence(shop.name_ja, shop.name_en ?? shop.name_ja);
    }
    const shelf = id.startsWith('cat_') ? shelves.get(parseId('category', id))?.name : undefined;
    return shelf === undefined ? sentence(id, id) : sentence(shelf.ja, shelf.en ?? shelf.ja);
  };
}

export type Neighbour = {
  readonly promotion: Promotion;
  /** together: both apply; first, after: both, one on what the other left; instead: whichever takes more off. */
  readonly how: 'together' | 'first' | 'after' | 'instead';
};

/** Promotions that can meet one in a basket, and how they then stand to it. */
export function findNeighbours(promotion: Promotion, others: Iterable<Promotion>): Neighbour[] {
  const targets = targetIds(promotion);
  return [...others].flatMap((other): Neighbour[] => {
    if (other.id === promotion.id || !isSameTime(promotion, other)) {
      return [];
    }
    const theirs = targetIds(other);
    const isApart =
      targets !== undefined && theirs !== undefined && !theirs.some((id) => targets.includes(id));
    return isApart ? [] : [{ promotion: other, how: howBeside(promotion, other) }];
  });
}

function howBeside(promotion: Promotion, other: Promotion): Neighbour['how'] {
  if (promotion.stacking === 'alone' || other.stacking === 'alone') {
    return 'instead';
  }
  const order = lanes.indexOf(other.lane) - lanes.indexOf(promotion.lane);
  if (order !== 0) {
    return order < 0 ? 'first' : 'after';
  }
  return promotion.stacking === 'exclusive' || other.stacking === 'exclusive'
    ? 'instead'
    : 'together';
}

function isSameTime(a: Promotion, b: Promotion): boolean {
  const isBefore = (one: Promotion, other: Promotion) =>
    one.validUntil !== null &&
    other.validFrom !== null &&
    one.validUntil.epochMilliseconds <= other.validFrom.epochMilliseconds;
  return !isBefore(a, b) && !isBefore(b, a);
}

/** Typed ids that its benefits name; undefined when one names none. */
function targetIds({ benefits }: Promotion): string[] | undefined {
  const named = benefits.map((benefit) =>
    JSON.stringify(benefit).match(/\b[a-z]{3}_[0-9a-z]{26}/g),
  );
  return named.includes(null) ? undefined : named.flatMap((ids) => ids ?? []);
}
