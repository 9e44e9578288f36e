// Products of another system.
import { importProducts, type ProductToImport } from '#catalog';
import type { Importer, RowOutcome } from '../importer.ts';
import type { ProductRow } from '../reading/index.ts';
import { rateBpOf } from './amounts.ts';

export const productsImporter: Importer<'products'> = {
  kind: 'products',
  mode: 'upsert',
  isPersonal: false,
  apply: async (tx, context, rows) => {
    const outcomes = await importProducts(
      tx,
      { source: context.source, currency: context.currency },
      rows.map(({ value }) => toProduct(value)),
    );
    return { rows: outcomes.map(toOutcome) };
  },
};

function toOutcome(outcome: Awaited<ReturnType<typeof importProducts>>[number]): RowOutcome {
  if (outcome.outcome === 'refused') {
    const { code, ja, en } = outcome.refusal;
    return { kind: 'rejected', code, ja, en };
  }
  return { kind: outcome.outcome === 'unchanged' ? 'unchanged' : 'accepted' };
}

function toProduct(row: ProductRow): ProductToImport {
  const rateBp = row.taxRatePercent === undefined ? undefined : rateBpOf(row.taxRatePercent);
  return {
    code: row.itemCode,
    productCode: row.productKey,
    name: row.name,
    nameKana: row.nameKana,
    variantName: row.variantName,
    description: row.description,
    taxClass: rateBp === undefined ? undefined : taxClassOf(rateBp),
    price: row.unitPrice?.text,
    compareAtPrice: row.listPrice?.text,
    unitCost: row.unitCost?.text,
    currency: row.currency,
    barcodes: [row.gtin, row.barcode].filter((code) => code !== undefined),
    imageUrls: row.imageUrls,
    isActive: row.isDeleted === true ? false : undefined,
    isImageOnly: row.isImageOnly,
    categoryPath: categoriesOf(row),
  };
}

function taxClassOf(rateBp: number): ProductToImport['taxClass'] {
  if (rateBp === 0) {
    return 'exempt';
  }
  return rateBp === 800 ? 'reduced' : 'standard';
}

function categoriesOf(row: ProductRow): ProductToImport['categoryPath'] {
  const steps = [row.categoryMajorCode, row.categoryMediumCode, row.categoryCode]
    .filter((code) => code !== undefined)
    .map((code, index, all) =>
      index === all.length - 1 && row.categoryName !== undefined
        ? { code, name: row.categoryName }
        : { code },
    );
  return steps.length === 0 ? undefined : steps;
}
