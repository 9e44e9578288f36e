// Which size fits: the maker's table from the article's attributes, and the size she bought last of the same kind. What
// others say of the fit stands with the reviews.
import { findOwnRecords } from '#customers';
import { transaction } from '#kernel/transaction';
import { findBought } from '#orders';
import type { Visitor } from './contract.ts';
import type { SizeHelp, SizeTable } from './contract-finding.ts';
import { type HouseWindow, recordOf } from './house-window.ts';
import { categoryPath, type ShelfProduct } from './shelf.ts';

const sizeNames = /サイズ|寸法|size/i;
/**
 * As it is typed: `サイズ,着丈,身幅; M,68,52; L,71,54`, the first row names the columns. Or as data:
 * `{"M": {"着丈": 68, "身幅": 52}}`. The measure (cm) stands in the name of the attribute or of the columns.
 */
export const tableNames = ['サイズ表', 'サイズ表(cm)', 'size_table'] as const;
const rowsMax = 20;
const columnsMax = 8;

/** The size of a variant; undefined where it comes in none. */
export function sizeOf(optionValues: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(optionValues).find(([name]) => sizeNames.test(name))?.[1];
}

/** The maker's table; null where the attributes hold none, or none that can be read. */
export function sizeTableOf(attributes: Readonly<Record<string, unknown>>): SizeTable | null {
  const text = tableNames.map((name) => attributes[name]).find((each) => typeof each === 'string');
  if (typeof text === 'string') {
    return readTable(text);
  }
  const told = tableNames.map((name) => attributes[name]).find(isRecord);
  const rows = Object.entries(told ?? {}).flatMap(([size, values]) =>
    isRecord(values) ? [{ size, values }] : [],
  );
  if (rows.length === 0) {
    return null;
  }
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].slice(
    0,
    columnsMax,
  );
  return {
    columns,
    rows: rows.slice(0, rowsMax).map(({ size, values }) => ({
      size,
      values: columns.map((column) => toText(values[column])),
    })),
  };
}

function readTable(text: string): SizeTable | null {
  const [head = [], ...rows] = text
    .split(/[;；\n]/)
    .map((line) => line.split(/[,、，|]/).map((cell) => cell.trim()))
    .filter((cells) => cells.length > 1);
  const columns = head.slice(1, columnsMax + 1);
  return rows.length === 0
    ? null
    : {
        columns,
        rows: rows.slice(0, rowsMax).map(([size = '', ...cells]) => ({
          size,
          values: columns.map((_, index) => cells[index] || '–'),
        })),
      };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
}

/** Null for what comes in no sizes and has no table. */
export async function helpWithSize(
  window: HouseWindow,
  visitor: Visitor,
  product: ShelfProduct,
): Promise<SizeHelp | null> {
  const comesInSizes = product.items.some(({ optionValues }) => sizeOf(optionValues) !== undefined);
  const table = sizeTableOf(product.first.attributes);
  if (!comesInSizes && table === null) {
    return null;
  }
  return { table, last: comesInSizes ? await lastSizeOf(window, visitor, product) : null };
}

/** Of what she bought last out of the same category, or one above it. */
async function lastSizeOf(
  { house, shelf }: HouseWindow,
  visitor: Visitor,
  { first }: ShelfProduct,
): Promise<SizeHelp['last']> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return null;
  }
  const bought = await transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) =>
    findBought(tx, await findOwnRecords(tx, recordId)),
  );
  const widest = (categoryId: string | null) => categoryPath(shelf.categories, categoryId)[0]?.id;
  const kind = widest(first.categoryId);
  const [last] = bought
    .flatMap((row) => {
      const item = shelf.item(row.item_id);
      const size = item === undefined ? undefined : sizeOf(item.optionValues);
      return item === undefined || size === undefined || widest(item.categoryId) !== kind
        ? []
        : [{ size, name: item.productName, at: row.ordered_at }];
    })
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
  const { language } = visitor;
  return last === undefined
    ? null
    : { size: last.size, name: (language === 'en' ? last.name.en : null) ?? last.name.ja };
}
