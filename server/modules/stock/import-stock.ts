// Another system's stock comes in as counts. A row is known by its source and number, its content by a hash:
// the same input again changes nothing, a changed row is a new count.
import { createHash } from 'node:crypto';
import { findItems } from '#catalog';
import type { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { postCounts } from './counts/post-counts.ts';
import { findImportedRows, rememberImportedRows } from './counts/store.ts';
import { stockRefusals } from './errors.ts';

export type StockToImport = {
  /** uuid; the import's place unless told. */
  readonly placeId?: string;
  /** uuid */
  readonly itemId: string;
  readonly quantityMilli: number;
  readonly countedAt?: Temporal.Instant;
  /** Number of the row in its file; with the source it is the row's identity. */
  readonly row: number;
};

export type StockImportOutcome = {
  readonly row: number;
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected';
  readonly refusal: Refusal | null;
};

/**
 * Imports counts set-based; one outcome a row, in their order. Outcomes carry stock.place_unknown,
 * stock.item_unknown, stock.count_negative, stock.in_the_future. Emits stock.moved for each place.
 */
export async function importStock(
  tx: Tx,
  options: { readonly source: string; readonly placeId?: string },
  rows: readonly StockToImport[],
): Promise<StockImportOutcome[]> {
  const { source } = options;
  const placed = rows.map((row) => {
    const placeId = row.placeId ?? options.placeId ?? '';
    return { ...row, placeId, hash: hashOf({ ...row, placeId }) };
  });
  const known = await findImportedRows(
    tx,
    source,
    placed.map((row) => row.row),
  );
  const refuse = await refuserOf(tx, placed);
  const fresh: (typeof placed)[number][] = [];
  const outcomes = placed.map((row): StockImportOutcome => {
    const hash = known.get(row.row);
    if (hash?.equals(row.hash) === true) {
      return { row: row.row, outcome: 'unchanged', refusal: null };
    }
    const refusal = refuse(row);
    if (refusal !== null) {
      return { row: row.row, outcome: 'rejected', refusal };
    }
    fresh.push(row);
    return { row: row.row, outcome: hash === undefined ? 'created' : 'updated', refusal: null };
  });
  const counts = await postCounts(
    tx,
    fresh.map(({ placeId, itemId, quantityMilli, countedAt }) => ({
      placeId,
      itemId,
      countedMilli: quantityMilli,
      source,
      ...(countedAt === undefined ? {} : { countedAt }),
    })),
  );
  if (fresh.length > 0) {
    await rememberImportedRows(
      tx,
      source,
      fresh.map(({ row, hash }, index) => ({ row, hash, countId: counts[index]?.id ?? '' })),
    );
  }
  return outcomes;
}

async function refuserOf(
  tx: Tx,
  rows: readonly { readonly placeId: string; readonly itemId: string }[],
): Promise<(row: StockToImport & { readonly placeId: string }) => Refusal | null> {
  const placeIds = [...new Set(rows.map((row) => row.placeId))].filter((id) => id !== '');
  const places = new Set((await findPlaces(tx, placeIds)).map((place) => place.id));
  const items = await findItems(tx, [...new Set(rows.map((row) => row.itemId))]);
  return (row) => {
    if (!places.has(row.placeId)) {
      return stockRefusals.place_unknown();
    }
    if (!items.has(row.itemId)) {
      return stockRefusals.item_unknown();
    }
    if (!Number.isSafeInteger(row.quantityMilli) || row.quantityMilli < 0) {
      return stockRefusals.count_negative();
    }
    const isAhead =
      row.countedAt !== undefined && Temporal.Instant.compare(row.countedAt, tx.now) > 0;
    return isAhead ? stockRefusals.in_the_future() : null;
  };
}

function hashOf(row: StockToImport & { readonly placeId: string }): Buffer {
  const content = [row.placeId, row.itemId, row.quantityMilli, row.countedAt?.toString() ?? null];
  return createHash('sha256').update(JSON.stringify(content)).digest().subarray(0, 16);
}
