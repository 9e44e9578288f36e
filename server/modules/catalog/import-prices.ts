// The prices of a chunk of a product file: one that holds everywhere from now on, of all rows of an item together, and
// those of a place or a time, each of a row of its own.
import type { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { fromMinor } from '#kernel/money';
import type { Tx } from '#kernel/transaction';
import { decidePrice, type HeldPrice } from './decide-price.ts';
import { type Chunk, touch } from './import-chunk.ts';
import { askedPrice, type FieldChange, isPlaced, type ProductToImport } from './product-import.ts';
import { findItemRowsOfSource, insertPriceRows, type PriceRow } from './store.ts';
import { sheetPriceRows } from './views.ts';

/** Puts in a refusal for each row whose price of a place or time cannot be. */
export async function refusePrices(
  tx: Tx,
  options: Pick<Chunk, 'source' | 'currency'>,
  rows: readonly ProductToImport[],
  refusals: (Refusal | undefined)[],
): Promise<void> {
  const placed = rows.filter((row, index) => refusals[index] === undefined && isPlaced(row));
  if (placed.length === 0) {
    return;
  }
  const codes = [...new Set(placed.map((row) => row.code))];
  const items = await findItemRowsOfSource(tx, options.source, codes);
  const idOf = new Map(items.map((item) => [item.code, item.id]));
  const held = await loadHeldPrices(tx, [...idOf.values()]);
  rows.forEach((row, index) => {
    const asked = isPlaced(row) ? askedPrice(row, options.currency) : undefined;
    if (refusals[index] === undefined && asked !== undefined) {
      const decision = decidePrice(held.get(idOf.get(row.code) ?? '') ?? [], asked, tx.now);
      refusals[index] = decision.kind === 'refused' ? decision.refusal : undefined;
    }
  });
}

/** Writes the prices that differ. `rows` are those that were not refused. */
export async function writePrices(
  tx: Tx,
  chunk: Chunk,
  rows: readonly ProductToImport[],
): Promise<void> {
  const general = [...chunk.byItem.values()];
  const placed = rows.filter((row) => isPlaced(row));
  const priced = [...general, ...placed].filter((row) => row.price !== undefined);
  const known = priced
    .map((row) => chunk.items.get(row.code)?.id ?? '')
    .filter((id) => !chunk.made.has(id));
  const held = await loadHeldPrices(tx, [...new Set(known)]);
  const fresh: PriceRow[] = [];
  const add = (row: ProductToImport): FieldChange | undefined => {
    const itemId = chunk.items.get(row.code)?.id ?? '';
    const asked = askedPrice(row, chunk.currency);
    const there = held.get(itemId) ?? [];
    const decision = asked === undefined ? undefined : decidePrice(there, asked, tx.now);
    if (decision?.kind !== 'new') {
      return undefined;
    }
    const { price, before } = decision;
    held.set(itemId, [price, ...there]);
    fresh.push({ id: newId(), item_id: itemId, price_list_id: null, reason: null, ...price });
    return {
      field: 'price',
      before: before === undefined ? null : amountOf(before),
      after: amountOf(price),
    };
  };
  for (const row of general) {
    const change = add(row);
    if (change !== undefined) {
      touch(chunk, chunk.items.get(row.code)?.id ?? '', [change]);
    }
  }
  for (const row of placed) {
    const change = add(row);
    if (change !== undefined) {
      chunk.priced.set(row, change);
    }
  }
  if (!chunk.isTrial) {
    await insertPriceRows(tx, fresh);
  }
}

function amountOf({ amount_minor, currency }: HeldPrice): string {
  return fromMinor(amount_minor, currency);
}

/** By item, newest first: what holds now or can hold later, without price lists. */
async function loadHeldPrices(
  tx: Tx,
  itemIds: readonly string[],
): Promise<Map<string, HeldPrice[]>> {
  const held = new Map<string, HeldPrice[]>();
  const rows = itemIds.length === 0 ? [] : await sheetPriceRows(tx, itemIds, tx.now);
  for (const row of rows) {
    const { amount_minor, currency, valid_from } = row;
    if (
      row.price_list_id === null &&
      amount_minor !== null &&
      currency !== null &&
      valid_from !== null
    ) {
      const { place_id, compare_at_minor, valid_until } = row;
      const price = { place_id, amount_minor, compare_at_minor, currency, valid_from, valid_until };
      held.set(row.item_id, [...(held.get(row.item_id) ?? []), price]);
    }
  }
  return held;
}
