// The pick list of a shop, along its shelves.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findShelves } from '#stock';
import { nameOfActor } from './pick-line.ts';
import { findPickRows, listToPick, type PickRow, type ToPickRow } from './store.ts';

const linesMax = 400;
const claimMs = 10 * 60_000;

/** By shelf, then by the promised time; lines without a shelf come last. */
export async function listPicks(tx: Tx, placeId: string) {
  const rows = await listToPick(tx, placeId, linesMax);
  const itemIds = [...new Set(rows.map((row) => row.item_id))];
  const orderIds = [...new Set(rows.map((row) => row.order_id))];
  const [shelves, picks, items] = await Promise.all([
    findShelves(tx, placeId, itemIds),
    findPickRows(tx, orderIds),
    findItems(tx, itemIds),
  ]);
  const pickOf = new Map(picks.map((row) => [`${row.order_id} ${row.line}`, row]));
  const clerks = await nameClerks(tx, picks);
  return rows
    .map((row) => toShape(tx, row, pickOf.get(`${row.order_id} ${row.line}`), clerks))
    .map((shape, index) => {
      const itemId = rows[index]?.item_id ?? '';
      return {
        ...shape,
        shelf: shelves.get(itemId) ?? null,
        image: items.has(itemId) ? `/media/items/${shape.itemId}.svg` : null,
      };
    })
    .toSorted((a, b) => byShelf(a.shelf, b.shelf));
}

function byShelf(a: string | null, b: string | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return a.localeCompare(b, 'ja', { numeric: true });
}

async function nameClerks(tx: Tx, picks: readonly PickRow[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { claimed_by: actor, claimed_at: at } of picks) {
    const isFresh =
      at !== null &&
      tx.now.epochMilliseconds - at.epochMilliseconds < claimMs &&
      actor !== tx.actor;
    if (actor !== null && isFresh && !names.has(actor)) {
      names.set(actor, await nameOfActor(tx, actor));
    }
  }
  return names;
}

function toShape(
  tx: Tx,
  row: ToPickRow,
  pick: PickRow | undefined,
  clerks: ReadonlyMap<string, string>,
) {
  const isFresh =
    pick !== undefined &&
    pick.claimed_at !== null &&
    tx.now.epochMilliseconds - pick.claimed_at.epochMilliseconds < claimMs;
  return {
    orderId: formatId('order', row.order_id),
    number: row.number,
    fulfilment: row.fulfilment,
    state: row.state,
    orderedAt: row.ordered_at.toString(),
    readyBy: row.promised_until?.toString() ?? null,
    isLate:
      row.promised_until !== null && Temporal.Instant.compare(row.promised_until, tx.now) <= 0,
    line: row.line,
    parcel: row.parcel,
    parcels: row.parcels,
    itemId: formatId('item', row.item_id),
    name: row.name,
    quantity: fromMilli(row.quantity_milli),
    picked: fromMilli(pick?.picked_milli ?? 0),
    short: fromMilli(pick?.short_milli ?? 0),
    ask: pick?.ask_state ?? null,
    answerUntil: pick?.answer_until?.toString() ?? null,
    clerk: isFresh ? (clerks.get(pick.claimed_by ?? '') ?? null) : null,
  };
}
