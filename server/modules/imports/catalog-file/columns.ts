// The columns of our own catalogue's file, in Japanese or English. Each is read back by the field of the same meaning in
// reading/fields/products.ts; a test holds both together. An item takes a line, and each further price of it another one
// that speaks of the price only.
import { type SheetItem, type SheetPrice, shortGtin } from '#catalog';
import { fromMinor } from '#kernel/money';
import { writeList, writePairs, writeSteps } from '../reading/index.ts';

export type LineContext = {
  readonly timeZone: string;
  /** By uuid. */
  readonly placeCodes: ReadonlyMap<string, string>;
};

type Line = {
  readonly item: SheetItem['item'];
  readonly price: SheetPrice | undefined;
  readonly isFirst: boolean;
  readonly context: LineContext;
};

type Column = {
  readonly ja: string;
  readonly en: string;
  /** Which lines of an item speak of it: the first, or all. */
  readonly on: 'first' | 'all';
  readonly write: (line: Line) => string;
};

const taxWords = { standard: '標準税率', reduced: '軽減税率', exempt: '非課税' } as const;

function ofItem(ja: string, en: string, read: (item: Line['item']) => string | null): Column {
  return { ja, en, on: 'first', write: ({ item }) => read(item) ?? '' };
}

function ofPrice(
  ja: string,
  en: string,
  read: (price: SheetPrice, context: LineContext) => string | null,
): Column {
  return {
    ja,
    en,
    on: 'all',
    write: ({ price, context }) => (price === undefined ? '' : (read(price, context) ?? '')),
  };
}

export const catalogColumns: readonly Column[] = [
  { ja: '商品コード', en: 'item_code', on: 'all', write: ({ item }) => item.code },
  { ja: '登録元', en: 'item_source', on: 'all', write: ({ item }) => item.source },
  { ja: 'グループコード', en: 'group_code', on: 'all', write: ({ item }) => item.product_code },
  ofItem('商品名', 'product_name', (item) => item.name_ja),
  ofItem('商品名(英語)', 'product_name_en', (item) => item.name_en),
  ofItem('商品名カナ', 'product_kana', (item) => item.name_kana),
  ofItem('規格', 'variant', (item) => item.variant_name_ja),
  ofItem('規格(英語)', 'variant_en', (item) => item.variant_name_en),
  ofItem('規格の値', 'option_values', (item) => writePairs(item.option_values)),
  ofPrice('価格の場所', 'price_place', ({ placeId }, { placeCodes }) =>
    placeId === null ? null : (placeCodes.get(placeId) ?? null),
  ),
  ofPrice('販売価格', 'unit_price', ({ amountMinor, currency }) =>
    fromMinor(amountMinor, currency),
  ),
  ofPrice('定価', 'list_price', ({ compareAtMinor, currency }) =>
    compareAtMinor === null ? null : fromMinor(compareAtMinor, currency),
  ),
  ofPrice('通貨', 'currency', ({ currency }) => currency),
  ofPrice('適用開始', 'price_from', ({ validFrom }, context) => moment(validFrom, context)),
  ofPrice('適用終了', 'price_until', ({ validUntil }, context) => moment(validUntil, context)),
  ofItem('消費税区分', 'tax_class', (item) => taxWords[item.tax_class]),
  ofItem('原価', 'unit_cost', (item) => item.unit_cost),
  ofItem('JAN', 'jan_code', ({ codes }) => gtins(codes)[0] ?? null),
  ofItem('その他のバーコード', 'other_barcodes', ({ codes }) =>
    writeList([...gtins(codes).slice(1), ...codes.filter(isNoGtin).map(({ value }) => value)]),
  ),
  ofItem('分類階層コード', 'category_path', ({ categories }) =>
    writeSteps(categories.map(({ code }) => code)),
  ),
  ofItem('分類階層名', 'category_names', ({ categories }) =>
    writeSteps(categories.map(({ name }) => name)),
  ),
  ofItem('タグ', 'tags', ({ tags }) => writeList(tags)),
  ofItem('商品説明', 'long_description', (item) => item.description_ja),
  ofItem('商品説明(英語)', 'long_description_en', (item) => item.description_en),
  ofItem('属性', 'attributes', (item) => writePairs(item.attributes)),
  ofItem('商品種別', 'product_kind', (item) => item.kind),
  ofItem('販売単位', 'sold_by', (item) => item.unit),
  ofItem('量り売り', 'is_weighed', (item) => (item.is_weighed ? '1' : '0')),
  ofItem('販売中', 'is_sold', (item) => (item.is_active ? '1' : '0')),
];

/** The lines of one item: itself with the price that holds everywhere now, then its other prices. */
export function linesOf({ item, prices }: SheetItem, context: LineContext): string[][] {
  const [first] = prices;
  const own = first?.placeId === null && first.validFrom === null ? first : undefined;
  const others = own === undefined ? prices : prices.slice(1);
  const line = (price: SheetPrice | undefined, isFirst: boolean) =>
    catalogColumns.map(({ on, write }) =>
      on === 'all' || isFirst ? write({ item, price, isFirst, context }) : '',
    );
  // A price of a place that is gone would come back as one for everywhere.
  const known = others.filter(({ placeId }) => placeId === null || context.placeCodes.has(placeId));
  return [line(own, true), ...known.map((price) => line(price, false))];
}

type Code = SheetItem['item']['codes'][number];

function isNoGtin({ kind }: Code): boolean {
  return kind !== 'gtin';
}

function gtins(codes: readonly Code[]): string[] {
  return codes.filter((code) => !isNoGtin(code)).map(({ value }) => shortGtin(value));
}

/** `2026-12-01 09:00:00` by the clock of the house. */
function moment(instant: Temporal.Instant | null, { timeZone }: LineContext): string | null {
  return instant === null
    ? null
    : instant
        .toZonedDateTimeISO(timeZone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'second' })
        .replace('T', ' ');
}
