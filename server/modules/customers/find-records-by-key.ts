// Known records by the keys that several sources give them, without making any.
import type { MasterKeys } from '#kernel/sealing';
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
  const rows = await findRecordRowsBySourceKeys(
    tx,
    keys.map(({ source }) => source),
    keys.map((each) => tokenOf(tx.masters, each)),
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

const tokensMax = 20_000;
const tokens = new WeakMap<MasterKeys, Map<string, Buffer>>();

/** People come again within minutes, and their keyed hash was a tenth of what a moment costs in Node. */
function tokenOf(masters: MasterKeys, sourceKey: SourceKey): Buffer {
  let known = tokens.get(masters);
  if (known === undefined || known.size >= tokensMax) {
    known = new Map();
    tokens.set(masters, known);
  }
  const name = recordKey(sourceKey);
  let token = known.get(name);
  if (token === undefined) {
    token = sourceKeyToken(masters, sourceKey.source, sourceKey.key);
    known.set(name, token);
  }
  return token;
}

/** One text for a source and its key. */
export function recordKey({ source, key }: SourceKey): string {
  return `${source}\n${key}`;
}
