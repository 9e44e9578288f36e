// Which lines a rule speaks of: items, products, categories, brands; without any, everything that is not a fee. A line
// is meant when one of the lists names it and the exceptions do not.

import { Id } from '@engawa/shapes/schemas';
import { type Static, Type } from 'typebox';
import { uuidOf } from '../uuid-of.ts';
import type { Ask, BasketLine } from './ask.ts';
import { deedsOf } from './deeds.ts';
import { type Names, quote, type Sentence, sentence } from './sentence.ts';

const idsMax = 500;

export const Selection = Type.Object(
  {
    itemIds: Type.Optional(Type.Array(Id('item'), { minItems: 1, maxItems: idsMax })),
    productIds: Type.Optional(Type.Array(Id('product'), { minItems: 1, maxItems: idsMax })),
    categoryIds: Type.Optional(Type.Array(Id('category'), { minItems: 1, maxItems: idsMax })),
    brandIds: Type.Optional(Type.Array(Id('brand'), { minItems: 1, maxItems: idsMax })),
    exceptItemIds: Type.Optional(Type.Array(Id('item'), { minItems: 1, maxItems: idsMax })),
    oftenBought: Type.Optional(
      Type.Object(
        {
          timesMin: Type.Integer({ minimum: 1, maximum: 100 }),
          days: Type.Integer({ minimum: 1, maximum: 730 }),
        },
        { additionalProperties: false, description: 'Items that this buyer bought so often.' },
      ),
    ),
  },
  { additionalProperties: false, description: 'Without any list: everything but fees.' },
);
export type Selection = Static<typeof Selection>;

/** Nothing named: the whole basket. */
export const everything: Selection = {};

type Compiled = {
  readonly named: ReadonlySet<string> | undefined;
  readonly except: ReadonlySet<string>;
};

const compiled = new WeakMap<Selection, Compiled>();

/** uuids that the selection names; undefined when it names none. A book keeps its rules, so each is read once. */
function compile(selection: Selection): Compiled {
  let known = compiled.get(selection);
  if (known === undefined) {
    const named = namedIds(selection);
    const except = new Set((selection.exceptItemIds ?? []).map((id) => uuidOf('item', id)));
    known = { named: named.length === 0 ? undefined : new Set(named), except };
    compiled.set(selection, known);
  }
  return known;
}

/** uuids of items, products, categories and brands together. */
export function namedIds(selection: Selection): string[] {
  const { itemIds = [], productIds = [], categoryIds = [], brandIds = [] } = selection;
  return [
    ...itemIds.map((id) => uuidOf('item', id)),
    ...productIds.map((id) => uuidOf('product', id)),
    ...categoryIds.map((id) => uuidOf('category', id)),
    ...brandIds.map((id) => uuidOf('brand', id)),
  ];
}

function isMeant({ named, except }: Compiled, line: BasketLine): boolean {
  return (
    !line.isFee &&
    !except.has(line.itemId) &&
    (named === undefined || targetsOf(line).some((id) => named.has(id)))
  );
}

/** uuids by which a line can be named. */
function targetsOf(line: BasketLine): string[] {
  const { itemId, productId, categoryId, brandId } = line;
  const ids = [itemId, productId, categoryId, brandId];
  return ids.filter((id, at): id is string => id !== null && ids.indexOf(id) === at);
}

const indexes = new WeakMap<Ask, ReadonlyMap<string, readonly number[]>>();

/** The places of the lines by the ids that name them. */
export function linesByTarget(ask: Ask): ReadonlyMap<string, readonly number[]> {
  let index = indexes.get(ask);
  if (index === undefined) {
    const places = new Map<string, number[]>();
    ask.lines.forEach((line, place) => {
      for (const id of targetsOf(line)) {
        const known = places.get(id);
        if (known === undefined) {
          places.set(id, [place]);
        } else {
          known.push(place);
        }
      }
    });
    index = places;
    indexes.set(ask, index);
  }
  return index;
}

/** Whether the selection means this item at all, whatever the buyer did. */
export function meansItem(selection: Selection, line: BasketLine): boolean {
  return isMeant(compile(selection), line);
}

const selected = new WeakMap<Ask, Map<Selection, readonly number[]>>();

/** The places of the lines in the basket that are meant; looked up once an ask and selection. */
export function selectLines(ask: Ask, selection: Selection): readonly number[] {
  let ofAsk = selected.get(ask);
  if (ofAsk === undefined) {
    ofAsk = new Map();
    selected.set(ask, ofAsk);
  }
  let places = ofAsk.get(selection);
  if (places === undefined) {
    places = findLines(ask, selection);
    ofAsk.set(selection, places);
  }
  return places;
}

function findLines(ask: Ask, selection: Selection): readonly number[] {
  const known = compile(selection);
  const { oftenBought } = selection;
  const isAll = known.named === undefined && known.except.size === 0 && oftenBought === undefined;
  if (isAll && selection !== everything) {
    return selectLines(ask, everything);
  }
  const often = oftenBought === undefined ? undefined : itemsBoughtOften(ask, oftenBought);
  return placesNamed(ask, known.named).filter((place) => {
    const line = ask.lines[place] as BasketLine;
    return (
      !line.isFee &&
      !known.except.has(line.itemId) &&
      (often === undefined || often.has(line.itemId))
    );
  });
}

/** In the order of the basket. */
function placesNamed(ask: Ask, named: ReadonlySet<string> | undefined): readonly number[] {
  if (named === undefined) {
    return [...ask.lines.keys()];
  }
  const index = linesByTarget(ask);
  const places = new Set<number>();
  for (const id of named) {
    for (const place of index.get(id) ?? []) {
      places.add(place);
    }
  }
  return [...places].toSorted((a, b) => a - b);
}

function itemsBoughtOften(
  ask: Ask,
  { timesMin, days }: { readonly timesMin: number; readonly days: number },
): Set<string> {
  const times = new Map<string, number>();
  for (const { itemId } of deedsOf(ask, 'bought', days)) {
    if (itemId !== undefined) {
      times.set(itemId, (times.get(itemId) ?? 0) + 1);
    }
  }
  return new Set([...times].flatMap(([itemId, count]) => (count >= timesMin ? [itemId] : [])));
}

/** 「抹茶」「ほうじ茶」, お買い上げ商品. */
export function saySelection(selection: Selection, names: Names): Sentence {
  const { itemIds = [], productIds = [], categoryIds = [], brandIds = [], oftenBought } = selection;
  const named = quote([...itemIds, ...productIds, ...categoryIds, ...brandIds], names);
  const { exceptItemIds = [] } = selection;
  const without = quote(exceptItemIds, names);
  const often =
    oftenBought === undefined
      ? sentence('', '')
      : sentence(
          `${oftenBought.days}日以内に${oftenBought.timesMin}回以上買った`,
          ` bought ${oftenBought.timesMin} times or more in ${oftenBought.days} days`,
        );
  const except =
    exceptItemIds.length === 0
      ? sentence('', '')
      : sentence(`(${without.ja}を除く)`, ` except ${without.en}`);
  return sentence(
    `${often.ja}${named.ja === '' ? '商品' : named.ja}${except.ja}`,
    `${named.en === '' ? 'items' : named.en}${often.en}${except.en}`,
  );
}
