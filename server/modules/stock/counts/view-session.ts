// A count as people see it: the books' side only where it may be known.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';
import { findStock } from '../views.ts';
import { findPostedLines, findSessionRow, type SessionRow } from './store-sessions.ts';

export function shapeSession(row: SessionRow) {
  return {
    id: formatId('count', row.id),
    placeId: formatId('place', row.place_id),
    state: row.state,
    isBlind: row.is_blind,
    area: row.area,
    openedAt: row.opened_at.toString(),
    endedAt: row.ended_at?.toString() ?? null,
  };
}

/** A session with its lines. Refuses with stock.count_unknown. */
export async function viewSession(tx: Tx, id: string) {
  const row = await findSessionRow(tx, id);
  if (row === undefined) {
    throw stockRefusals.count_unknown();
  }
  const lines = await findPostedLines(tx, id);
  const itemIds = lines.map((line) => line.item_id);
  const items = await findItems(tx, itemIds);
  const books = new Map(
    row.is_blind || row.state !== 'open'
      ? []
      : (await findStock(tx, itemIds, row.place_id)).map((each) => [
          each.item_id,
          each.on_hand_milli,
        ]),
  );
  return {
    ...shapeSession(row),
    lines: lines.map((line) => {
      const expected = line.expected_milli ?? books.get(line.item_id) ?? null;
      return {
        itemId: formatId('item', line.item_id),
        code: items.get(line.item_id)?.code ?? '',
        name: items.get(line.item_id)?.name ?? '',
        counted: line.counted_milli === null ? null : fromMilli(line.counted_milli),
        countedAt: line.counted_at?.toString() ?? null,
        expected: expected === null ? null : fromMilli(expected),
        times: line.times,
      };
    }),
  };
}
