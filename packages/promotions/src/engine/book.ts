// The book of all promotions that are on, laid out so that a basket looks only at those that can mean it: a promotion
// whose benefits speak of certain items, products, categories or brands lies under these, the others under none. A
// thousand promotions cost a basket what a few dozen do.

import type { Benefit } from '../benefits/benefits.ts';
import { rankOf } from '../benefits/benefits.ts';
import { uuidOf } from '../uuid-of.ts';
import type { Ask } from './ask.ts';
import { isLimited, type Promotion } from './promotion.ts';
import { linesByTarget, namedIds, type Selection } from './selection.ts';

/** What somebody has to look up before the engine is asked. */
export type Needs = {
  readonly firstPurchase: boolean;
  readonly deeds: boolean;
  readonly tier: boolean;
  readonly visits: boolean;
  /** Who the buyer is, with all her records. */
  readonly customer: boolean;
};

export type Book = {
  readonly size: number;
  readonly byId: ReadonlyMap<string, Promotion>;
  readonly needs: Needs;
  /** Whether one that comes by itself counts its uses behind a lock. */
  readonly isLimited: boolean;
  /** Those that come by themselves; the lists by the ids that they name. */
  readonly everywhere: readonly Promotion[];
  readonly byTarget: ReadonlyMap<string, readonly Promotion[]>;
  /** The order in which promotions are applied. */
  readonly sorted: readonly Promotion[];
  readonly orderOf: ReadonlyMap<Promotion, number>;
};

const noNeeds: Needs = {
  firstPurchase: false,
  deeds: false,
  tier: false,
  visits: false,
  customer: false,
};

export const emptyBook: Book = {
  size: 0,
  byId: new Map(),
  needs: noNeeds,
  isLimited: false,
  everywhere: [],
  byTarget: new Map(),
  sorted: [],
  orderOf: new Map(),
};

/** The same book for the same promotions, in whatever order they come. */
export function writeBook(promotions: readonly Promotion[]): Book {
  if (promotions.length === 0) {
    return emptyBook;
  }
  const sorted = promotions.toSorted(compare);
  const everywhere: Promotion[] = [];
  const byTarget = new Map<string, Promotion[]>();
  for (const promotion of sorted.filter((each) => !each.needsCoupon)) {
    const targets = targetsOf(promotion.benefits);
    if (targets === undefined) {
      everywhere.push(promotion);
    }
    for (const target of targets ?? []) {
      byTarget.set(target, [...(byTarget.get(target) ?? []), promotion]);
    }
  }
  return {
    size: sorted.length,
    byId: new Map(sorted.map((each) => [each.id, each])),
    needs: sorted.map(needsOf).reduce(join, noNeeds),
    isLimited: sorted.some((each) => !each.needsCoupon && isLimited(each)),
    everywhere,
    byTarget,
    sorted,
    orderOf: new Map(sorted.map((each, order) => [each, order])),
  };
}

/** The same without those that come by themselves. */
export function couponsOnly(book: Book): Book {
  return { ...book, everywhere: [], byTarget: new Map() };
}

/** Those that come by themselves and may mean this basket, in the order of the book. */
export function candidatesOf(book: Book, ask: Ask): readonly Promotion[] {
  if (book.byTarget.size === 0) {
    return book.everywhere;
  }
  const found = new Uint8Array(book.size);
  for (const id of linesByTarget(ask).keys()) {
    for (const promotion of book.byTarget.get(id) ?? []) {
      found[book.orderOf.get(promotion) ?? 0] = 1;
    }
  }
  for (const promotion of book.everywhere) {
    found[book.orderOf.get(promotion) ?? 0] = 1;
  }
  return book.sorted.filter((_, order) => found[order] === 1);
}

/** The higher priority first, then prices before bundles before lines before the whole, then by id. */
export function compare(a: Promotion, b: Promotion): number {
  return b.priority - a.priority || rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}

function rank({ benefits }: Promotion): number {
  return Math.min(...benefits.map(rankOf));
}

/** uuids, one of which has to be in the basket; undefined when it may be anything. */
function targetsOf(benefits: readonly Benefit[]): Set<string> | undefined {
  const targets = new Set<string>();
  for (const benefit of benefits) {
    const ids = benefit.kind === 'gift' ? [uuidOf('item', benefit.itemId)] : selected(benefit);
    if (ids === undefined || ids.length === 0) {
      return undefined;
    }
    for (const id of ids) {
      targets.add(id);
    }
  }
  return targets;
}

function selected(benefit: Benefit): string[] | undefined {
  if (benefit.kind === 'buy_get') {
    return namedIds(benefit.buy);
  }
  const of: Selection | undefined = 'of' in benefit ? benefit.of : undefined;
  return of === undefined ? undefined : namedIds(of);
}

function needsOf({ conditions, benefits, usesPerCustomerMax }: Promotion): Needs {
  const kinds = new Set(conditions.map(({ kind }) => kind));
  const selections = [...conditions, ...benefits].flatMap((rule) =>
    'of' in rule && rule.of !== undefined ? [rule.of] : [],
  );
  const firstPurchase = kinds.has('first_purchase');
  const deeds = kinds.has('has_done') || selections.some((each) => each.oftenBought !== undefined);
  const tier = kinds.has('tier_among');
  const visits = kinds.has('in_shop_now') || kinds.has('within_distance');
  return {
    firstPurchase,
    deeds,
    tier,
    visits,
    customer: firstPurchase || deeds || tier || visits || usesPerCustomerMax !== undefined,
  };
}

function join(a: Needs, b: Needs): Needs {
  return {
    firstPurchase: a.firstPurchase || b.firstPurchase,
    deeds: a.deeds || b.deeds,
    tier: a.tier || b.tier,
    visits: a.visits || b.visits,
    customer: a.customer || b.customer,
  };
}
