// What customers did lately, for offers that are made of it: read from the timeline, and only where she agreed that the
// house makes offers of it (personalisation).
import { tryParseId } from '#kernel/ids';
import { purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { listDeedRows } from './store-deeds.ts';

export type CustomerDeed = {
  readonly what: 'viewed' | 'searched' | 'carted' | 'bought' | 'visited';
  readonly at: Temporal.Instant;
  /** uuids */
  readonly itemId?: string;
  readonly placeId?: string;
};

const whatOf: Readonly<Record<string, CustomerDeed['what']>> = {
  'moments.viewed': 'viewed',
  'moments.searched': 'searched',
  'moments.carted': 'carted',
  'orders.placed': 'bought',
  'moments.visited': 'visited',
};

/** By record (uuid); an order is a deed for each item in it. At most 5,000 of the latest. */
export async function findDeeds(
  tx: Tx,
  recordIds: readonly string[],
  since: Temporal.Instant,
): Promise<Map<string, CustomerDeed[]>> {
  const deeds = new Map<string, CustomerDeed[]>();
  if (recordIds.length === 0) {
    return deeds;
  }
  const bit = purposes.personalisation.bit;
  for (const row of await listDeedRows(tx, recordIds, Object.keys(whatOf), since, bit)) {
    const what = whatOf[row.type] ?? 'viewed';
    const place = row.place_id === null ? {} : { placeId: row.place_id };
    const items = row.items.flatMap((id) => tryParseId('item', id) ?? []);
    const told = items.length === 0 ? [place] : items.map((itemId) => ({ itemId, ...place }));
    const known = deeds.get(row.record_id) ?? [];
    deeds.set(row.record_id, [
      ...known,
      ...told.map((each) => ({ what, at: row.occurred_at, ...each })),
    ]);
  }
  return deeds;
}
