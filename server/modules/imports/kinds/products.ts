// Products of another system, and of our own catalogue's file that was edited in a spreadsheet.
import {
  findItemsByCode,
  type ItemOfCode,
  importProducts,
  type ProductToImport,
  type Trial,
} from '#catalog';
import type { Tx } from '#kernel/transaction';
import { findPlacesByCode, findPlacesByKey } from '#places';
import type { Importer, KindContext, ParsedRow, RowOutcome } from '../importer.ts';
import type { ProductRow } from '../reading/index.ts';
import { rateBpOf } from './amounts.ts';

/** Items without a source of their own are ours. */
const ownSource = 'house';

type Row = ParsedRow<ProductRow>;

export const productsImporter: Importer<'products'> = {
  kind: 'products',
  mode: 'upsert',
  isPersonal: false,
  canTry: true,
  apply: async (tx, context, rows) => {
    const sourceOf = await findSources(tx, context, rows);
    const places = await findPricePlaces(tx, context, rows);
    const outcomes = new Map<Row, RowOutcome>();
    const known: Row[] = [];
    for (const row of rows) {
      const { pricePlace } = row.value;
      if (pricePlace !== undefined && !places.has(pricePlace)) {
        outcomes.set(row, placeUnknown(context, pricePlace));
      } else {
        known.push(row);
      }
    }
    for (const [source, group] of Map.groupBy(known, sourceOf)) {
      const found = await importProducts(
        tx,
        { source, currency: context.currency, trial: trialOf(context, source) },
        group.map(({ value }) => toProduct(value, context, places)),
      );
      found.forEach((outcome, index) => {
        const row = group[index];
        if (row !== undefined) {
          outcomes.set(row, toOutcome(outcome, context, row.value));
        }
      });
    }
    return { rows: rows.map((row) => outcomes.get(row) ?? { kind: 'unchanged' }) };
  },
};

function trialOf({ trials }: KindContext, source: string): Trial | undefined {
  if (trials === undefined) {
    return undefined;
  }
  const trial = trials.get(source) ?? { items: new Map(), products: new Map() };
  trials.set(source, trial);
  return trial;
}

/**
 * By row: its own word, or the file's. In our own file a code without one means the item that has it, wherever it came
 * from: who takes the column out does not mean a second item.
 */
async function findSources(
  tx: Tx,
  { source }: KindContext,
  rows: readonly Row[],
): Promise<(row: Row) => string> {
  const unsaid = rows.flatMap(({ value }) => (value.source === undefined ? [value.itemCode] : []));
  const found: ReadonlyMap<string, ItemOfCode> =
    source === ownSource && unsaid.length > 0 ? await findItemsByCode(tx, unsaid) : new Map();
  return ({ value }) => {
    const item = found.get(value.itemCode);
    const known = item?.code === value.itemCode ? item.source : undefined;
    return value.source ?? known ?? source;
  };
}

async function findPricePlaces(
  tx: Tx,
  { source }: KindContext,
  rows: readonly Row[],
): Promise<Map<string, string>> {
  const codes = [...new Set(rows.flatMap(({ value }) => value.pricePlace ?? []))];
  if (codes.length === 0) {
    return new Map();
  }
  const ofSource = await findPlacesByKey(tx, source, codes);
  const ours = await findPlacesByCode(tx, codes);
  return new Map([
    ...[...ofSource].map(([code, place]) => [code, place.id] as const),
    ...ours.map((place) => [place.code, place.id] as const),
  ]);
}

function placeUnknown(context: KindContext, code: string): RowOutcome {
  return {
    kind: 'rejected',
    ...columnOf(context, 'pricePlace'),
    code: 'place_unknown',
    ja: `場所「${code}」がありません。場所のコードを確かめるか、すべての場所の価格なら空にしてください。`,
    en: `There is no place "${code}". Look at the code of the place, or leave it empty for a price everywhere.`,
  };
}

/** Which field a refusal of the catalogue speaks of. */
const fieldOfRefusal: Readonly<Record<string, string>> = {
  'catalog.price_out_of_range': 'unitPrice',
  'catalog.price_has_begun': 'priceFrom',
  'catalog.price_ends_early': 'priceUntil',
};

function columnOf({ map }: KindContext, field: string): { readonly column?: string } {
  const headers = map.columns[field] ?? [];
  return headers.length === 0 ? {} : { column: headers.join(' + ') };
}

function toOutcome(
  outcome: Awaited<ReturnType<typeof importProducts>>[number],
  context: KindContext,
  { itemCode, name }: ProductRow,
): RowOutcome {
  if (outcome.outcome === 'refused') {
    const { code, ja, en } = outcome.refusal;
    return { kind: 'rejected', ...columnOf(context, fieldOfRefusal[code] ?? ''), code, ja, en };
  }
  if (outcome.outcome === 'unchanged') {
    return { kind: 'unchanged' };
  }
  const subject = name === undefined ? itemCode : `${itemCode} ${name}`;
  const isNew = outcome.outcome === 'created';
  return { kind: 'accepted', finding: { isNew, subject, changes: outcome.changes } };
}

function toProduct(
  row: ProductRow,
  { map }: KindContext,
  places: ReadonlyMap<string, string>,
): ProductToImport {
  const rateBp = row.taxRatePercent === undefined ? undefined : rateBpOf(row.taxRatePercent);
  return {
    code: row.itemCode,
    productCode: row.productKey,
    name: row.name,
    nameEn: row.nameEn,
    nameKana: row.nameKana,
    variantName: row.variantName,
    variantNameEn: row.variantNameEn,
    optionValues: row.optionValues,
    description: row.description,
    descriptionEn: row.descriptionEn,
    kind: row.kind,
    tags: row.tags,
    attributes: row.attributes,
    taxClass: row.taxClass ?? (rateBp === undefined ? undefined : taxClassOf(rateBp)),
    unit: row.unit,
    isWeighed: row.isWeighed,
    price: row.unitPrice?.text,
    compareAtPrice: row.listPrice?.text,
    unitCost: row.unitCost?.text,
    currency: row.currency,
    barcodes: [row.gtin, row.barcode, ...(row.otherBarcodes ?? [])].filter(
      (code) => code !== undefined,
    ),
    imageUrls: row.imageUrls,
    isActive: row.isDeleted === true ? false : row.isActive,
    isImageOnly: row.isImageOnly,
    categoryPath: categoriesOf(row),
    placeId: row.pricePlace === undefined ? undefined : places.get(row.pricePlace),
    validFrom: row.priceFrom,
    // A file that has the column says of an empty cell that the price has no end.
    validUntil: row.priceUntil ?? (map.columns.priceUntil === undefined ? undefined : null),
  };
}

function taxClassOf(rateBp: number): ProductToImport['taxClass'] {
  if (rateBp === 0) {
    return 'exempt';
  }
  return rateBp === 800 ? 'reduced' : 'standard';
}

function categoriesOf(row: ProductRow): ProductToImport['categoryPath'] {
  if (row.categoryPath !== undefined) {
    return row.categoryPath.map((code, index) => {
      const name = row.categoryNames?.[index];
      return name === undefined ? { code } : { code, name };
    });
  }
  const steps = [row.categoryMajorCode, row.categoryMediumCode, row.categoryCode]
    .filter((code) => code !== undefined)
    .map((code, index, all) =>
      index === all.length - 1 && row.categoryName !== undefined
        ? { code, name: row.categoryName }
        : { code },
    );
  return steps.length === 0 ? undefined : steps;
}
