// A count as people see it: the books' side only where it may be known.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { nameActors } from '#staff';
import { confidenceOf } from '../confidence.ts';
import { stockRefusals } from '../errors.ts';
import { findShelves, findStock, toBalance } from '../views.ts';
import { sumMovedAfter } from './store.ts';
import {
  findPostedLines,
  findSessionRow,
  type SessionLineRow,
  type SessionRow,
} from './store-sessions.ts';
import { findTallies } from './store-tallies.ts';

export function shapeSession(row: SessionRow) {
  return {
    id: formatId('count', row.id),
    placeId: formatId('place', row.place_id),
    state: row.state === 'open' && row.reviewed_at !== null ? 'review' : row.state,
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
  const shelves = await findShelves(tx, row.place_id, itemIds);
  const books = await readBooks(tx, row, lines);
  const tallies = Map.groupBy(await findTallies(tx, id), (tally) => tally.item_id);
  const clerks = await nameActors(
    tx,
    [...tallies.values()].flat().map((tally) => tally.actor),
  );
  return {
    ...shapeSession(row),
    lines: lines.map((line) => {
      const known = books.get(line.item_id);
      const expected = line.expected_milli ?? known?.expectedMilli ?? null;
      return {
        itemId: formatId('item', line.item_id),
        code: items.get(line.item_id)?.code ?? '',
        name: items.get(line.item_id)?.name ?? '',
        counted: line.counted_milli === null ? null : fromMilli(line.counted_milli),
        countedAt: line.counted_at?.toString() ?? null,
        expected: expected === null ? null : fromMilli(expected),
        times: line.times,
        shelf: shelves.get(line.item_id) ?? null,
        confidence: known?.confidence ?? null,
        reason: line.reason,
        isDecided: line.is_decided,
        isCorrected: line.corrected_at !== null,
        tallies: (tallies.get(line.item_id) ?? []).map((tally) => ({
          clerk: clerks.get(tally.actor) ?? null,
          quantity: fromMilli(tally.counted_milli),
          countedAt: tally.counted_at.toString(),
          isLate: isAfter(tally.told_at, line.corrected_at),
        })),
      };
    }),
  };
}

function isAfter(at: Temporal.Instant, than: Temporal.Instant | null): boolean {
  return than !== null && Temporal.Instant.compare(at, than) > 0;
}

type Known = { readonly expectedMilli: number; readonly confidence: number };

/** What the books say for the moment of each line, and how sure they are; nothing where it may not be known yet. */
async function readBooks(
  tx: Tx,
  row: SessionRow,
  lines: readonly SessionLineRow[],
): Promise<Map<string, Known>> {
  if (row.state !== 'open' || (row.is_blind && row.reviewed_at === null)) {
    return new Map();
  }
  const itemIds = lines.map((line) => line.item_id);
  const rows = await findStock(tx, itemIds, row.place_id);
  const momentOf = new Map(lines.map((line) => [line.item_id, line.counted_at ?? tx.now]));
  const moved = await sumMovedAfter(
    tx,
    rows.map((each) => ({
      placeId: row.place_id,
      itemId: each.item_id,
      after: momentOf.get(each.item_id) ?? tx.now,
    })),
  );
  return new Map(
    rows.map((each, index) => [
      each.item_id,
      {
        expectedMilli: each.on_hand_milli - (moved[index]?.sumMilli ?? 0),
        confidence:
          Math.round(confidenceOf(toBalance(each), each.on_hand_milli, tx.now) * 1000) / 1000,
      },
    ]),
  );
}
