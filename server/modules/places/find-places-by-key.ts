// Which place a row of another system means: the one it knows by that key, else the one with that code.
import type { Tx } from '#kernel/transaction';
import { findPlaceKeys, findPlaceRows, findPlaceRowsByCode, type PlaceRow } from './store.ts';

/** key → place; keys that are neither known to the source nor a code of ours are left out. */
export async function findPlacesByKey(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<Map<string, PlaceRow>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) {
    return new Map();
  }
  const found = new Map((await findPlaceRowsByCode(tx, wanted)).map((row) => [row.code, row]));
  const ids = await findPlaceKeys(tx, source, wanted);
  const keyed = ids.size === 0 ? [] : await findPlaceRows(tx, [...ids.values()]);
  const byId = new Map(keyed.map((row) => [row.id, row]));
  for (const [key, id] of ids) {
    const row = byId.get(id);
    if (row !== undefined) {
      found.set(key, row);
    }
  }
  return found;
}
