// All active places in memory, kept by the log: few, asked with every page, changed now and then.
import type { Database } from '#kernel/db';
import { defineLogKeptCache } from '#kernel/log-kept-cache';
import { placesChanged, placesOpened } from './events.ts';
import type { PlaceRow } from './store.ts';
import { listPlaceRows } from './views.ts';

const active = defineLogKeptCache<ReadonlyMap<string, PlaceRow>>({
  name: 'places.active',
  weightMax: 2,
  hears: [placesOpened.type, placesChanged.type],
  drops: () => 'all',
  load: async (db, keys) => {
    const rows = await listPlaceRows(db, 0, placesMax);
    const places = new Map(rows.map((row) => [row.id, row]));
    return new Map(keys.map((key) => [key, places]));
  },
});
const all = 'all';
const placesMax = 20_000;

/** Active places by id (uuid), in Japanese order of their names. Never inside a transaction. */
export async function findKeptPlaces(db: Database): Promise<ReadonlyMap<string, PlaceRow>> {
  return (await active.findOne(db, all)) ?? new Map();
}

/** The same if it is in memory; else undefined, and it will be the next time. Safe inside a transaction. */
export function knownPlaces(db: Database): ReadonlyMap<string, PlaceRow> | undefined {
  const known = active.known(db, all);
  if (known === undefined) {
    active.warm(db, [all]);
  }
  return known;
}
