// Which lines a rule speaks of: items, products, categories, brands; without any, everything that is not a fee. A line
// is meant when one of the lists names it and the exceptions do not.
import { type Static, Type } from 'typebox';
import { parseId } from '#kernel/ids';
import { Id } from '#kernel/schemas';
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
    const except = new Set((selection.exceptItemIds ?? []).map((id) => parseId('item', id)));
    known = { named: named.length === 0 ? undefined : new Set(named), except };
    compiled.set(selection, known);
  }
  return known;
}

/** uuids of items, products, categories and brands together. */
export function namedIds(selection: Selection): string[] {
  const { itemIds = [], productIds = [], categoryIds = [], brandIds = [] } = selection;
  return [
    ...itemIds.map((id) => parseId('item', id)),
    ...productIds.map((id) => parseId('product', id)),
    ...categoryIds.map((id) => parseId('category', id)),
    ...brandIds.map((id) => parseId('brand', id)),
  ];
}

function isMeant({ named, except }: Compiled, line: BasketLine): boolean {
  if (line.isFee || except.has(line.itemId)) {
    return false;
  }
  return (
    named === undefined ||
    named.has(line.itemId) ||
    named.has(line.productId) ||
    (line.categoryId !== null && named.has(line.categoryId)) ||
    (line.brandId !== null && named.has(line.brandId))
  );
}

/** Whether the selection means this item at all, whatever the buyer did. */
export function meansItem(selection: Selection, line: BasketLine): boolean {
  return isMeant(compile(selection), line);
}

/** The places of the lines in the basket that are meant. */
export function selectLines(ask: Ask, selection: Selection): number[] {
  const known = compile(selection);
  const { oftenBought } = selection;
  const often = oftenBought === undefined ? undefined : itemsBoughtOften(ask, oftenBought);
  const places: number[] = [];
  for (let place = 0; place < ask.lines.length; place += 1) {
    const line = ask.lines[place] as BasketLine;
    if (isMeant(known, line) && (often === undefined || often.has(line.itemId))) {
      places.push(place);
    }
  }
  return places;
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
