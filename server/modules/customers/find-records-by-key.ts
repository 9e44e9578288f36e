// Known records by the keys that several sources give them, without making any.
import type { Tx } from '#kernel/transaction';
import { sourceKeyToken } from './ensure-records.ts';
import { findRecordRowsBySourceKeys } from './store.ts';

export type SourceKey = { readonly source: string; readonly key: string };

export type KnownRecord = {
  readonly recordId: string;
  /** Bits of the purposes that may use it, see kernel/purposes.ts. */
  readonly consent: number;
  readonly isErased: boolean;
};

/** The record of each source's key; a key that is unknown is missing in the answer. Keys by `recordKey`. */
export async function findRecordsByKey(
  tx: Tx,
  keys: readonly SourceKey[],
): Promise<Map<string, KnownRecord>> {
  const known = new Map<string, KnownRecord>();
  if (keys.length === 0) {
    return known;
  }
  const tokens = keys.map(({ source, key }) => sourceKeyToken(tx.masters, source, key));
  const rows = await findRecordRowsBySourceKeys(
    tx,
    keys.map(({ source }) => source),
    tokens,
  );
  for (const row of rows) {
    const asked = keys[row.n - 1];
    if (asked !== undefined) {
      known.set(recordKey(asked), {
        recordId: row.id,
        consent: row.consent,
        isErased: row.is_erased,
      });
    }
  }
  return known;
}

/** One text for a source and its key. */
export function recordKey({ source, key }: SourceKey): string {
  return `${source}\n${key}`;
}
