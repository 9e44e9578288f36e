// Order lines of another system.
import type { Tx } from '#kernel/transaction';
import { importLines, type LineToImport } from '#orders';
import { findPlacesByKey } from '#places';
import type { ChunkOutcome, Importer, KindContext, ParsedRow, RowOutcome } from '../importer.ts';
import type { OrderLineRow } from '../reading/index.ts';
import { milliOf, rateBpOf } from './amounts.ts';

export const ordersImporter: Importer<'orders'> = {
  kind: 'orders',
  mode: 'append',
  isPersonal: true,
  apply: async (tx, context, rows) => {
    const places = await placeIdsOf(tx, context, rows);
    const outcomes: RowOutcome[] = [];
    const lines: LineToImport[] = [];
    const cancellations = { lines: 0, guestLines: 0 };
    for (const { value } of rows) {
      const placeId = places.get(value.placeCode ?? '');
      if (placeId === undefined) {
        outcomes.push(placeMissing(value.placeCode ?? ''));
        continue;
      }
      outcomes.push({ kind: 'accepted' });
      lines.push(toLine(context, placeId, value));
      cancellations.lines += value.isCancellation ? 1 : 0;
      cancellations.guestLines += value.customerKey === undefined ? 1 : 0;
    }
    const imported = await importLines(tx, context.source, lines);
    return {
      rows: outcomes,
      orderIds: imported.orderIds,
      recordIds: imported.recordIds,
      sums: {
        netMinor: imported.netMinor,
        cancellationLines: cancellations.lines,
        guestLines: cancellations.guestLines,
      },
    } satisfies ChunkOutcome;
  },
};

/** Places by the code in the file; the empty code is the import's own place. */
async function placeIdsOf(
  tx: Tx,
  context: KindContext,
  rows: readonly ParsedRow<OrderLineRow>[],
): Promise<Map<string, string>> {
  const codes = new Set(
    rows.flatMap(({ value }) => (value.placeCode === undefined ? [] : [value.placeCode])),
  );
  const found = await findPlacesByKey(tx, context.source, [...codes]);
  const ids = new Map([...found].map(([code, place]) => [code, place.id]));
  if (context.placeId !== null) {
    ids.set('', context.placeId);
  }
  return ids;
}

function placeMissing(code: string): RowOutcome {
  return {
    kind: 'rejected',
    code: 'place_unknown',
    ja: `場所「${code}」がありません。先に engawa import places で場所を取り込んでください。`,
    en: `There is no place "${code}". Import places first: engawa import places FILE.`,
  };
}

function toLine(context: KindContext, placeId: string, row: OrderLineRow): LineToImport {
  const { customerKey } = row;
  const profile = {
    ...(row.customerName === undefined ? {} : { fullName: row.customerName }),
    ...(row.customerEmail === undefined ? {} : { email: row.customerEmail }),
    ...(row.customerPhone === undefined ? {} : { phone: row.customerPhone.original }),
    ...(row.customerPostalCode === undefined ? {} : { postalCode: row.customerPostalCode }),
    ...(row.country === undefined ? {} : { country: row.country }),
  };
  return {
    placeId,
    orderNumber: row.orderNumber,
    itemCode: row.itemCode ?? `(${row.lineKind})`,
    itemName: nameOf(row),
    quantityMilli: milliOf(row.quantity),
    unitPrice: row.unitPrice.text,
    currency: row.currency ?? context.currency,
    taxRateBp: row.taxRatePercent === undefined ? 0 : rateBpOf(row.taxRatePercent),
    orderedAt: row.orderedAt,
    isCancellation: row.isCancellation,
    ...(customerKey === undefined ? {} : { customerKey, customer: profile }),
  };
}

function nameOf({ itemName = '', variantName }: OrderLineRow): string {
  return variantName === undefined ? itemName : `${itemName} ${variantName}`.trim();
}
