// Counts of another system: what stood on the shelf when it was counted.
import { findItemsByCode } from '#catalog';
import { findPlacesByKey } from '#places';
import { importStock, type StockImportOutcome, type StockToImport } from '#stock';
import type { Importer, RowOutcome } from '../importer.ts';
import { milliOf } from './amounts.ts';

export const stockImporter: Importer<'stock'> = {
  kind: 'stock',
  mode: 'snapshot',
  isPersonal: false,
  apply: async (tx, context, rows) => {
    const placeCodes = [...new Set(rows.flatMap(({ value }) => value.placeCode ?? []))];
    const places = await findPlacesByKey(tx, context.source, placeCodes);
    const items = await findItemsByCode(tx, [...new Set(rows.map(({ value }) => value.itemCode))]);
    const outcomes = new Map<number, RowOutcome>();
    const counts: StockToImport[] = [];
    for (const { row, value } of rows) {
      const placeId =
        value.placeCode === undefined ? context.placeId : places.get(value.placeCode)?.id;
      const itemId = items.get(value.itemCode)?.id;
      if (placeId === undefined || placeId === null) {
        outcomes.set(row, missing('place', value.placeCode ?? ''));
      } else if (itemId === undefined) {
        outcomes.set(row, missing('item', value.itemCode));
      } else {
        const { countedAt } = value;
        const quantityMilli = milliOf(value.quantity);
        counts.push({
          placeId,
          itemId,
          quantityMilli,
          row,
          ...(countedAt === undefined ? {} : { countedAt }),
        });
      }
    }
    for (const each of await importStock(
      tx,
      { source: `${context.source}#${context.runId}` },
      counts,
    )) {
      outcomes.set(each.row, toOutcome(each));
    }
    return { rows: rows.map(({ row }) => outcomes.get(row) ?? { kind: 'unchanged' }) };
  },
};

function toOutcome({ refusal }: StockImportOutcome): RowOutcome {
  // A count that found what the books said has been taken all the same.
  return refusal === null
    ? { kind: 'accepted' }
    : { kind: 'rejected', code: refusal.code, ja: refusal.ja, en: refusal.en };
}

function missing(what: 'place' | 'item', code: string): RowOutcome {
  return what === 'place'
    ? {
        kind: 'rejected',
        code: 'place_unknown',
        ja: `場所「${code}」がありません。先に engawa import places で場所を取り込んでください。`,
        en: `There is no place "${code}". Import places first: engawa import places FILE.`,
      }
    : {
        kind: 'rejected',
        code: 'item_unknown',
        ja: `商品「${code}」がありません。先に engawa import products で商品を取り込んでください。`,
        en: `There is no item "${code}". Import products first: engawa import products FILE.`,
      };
}
