// Known records by the keys that several sources give them, without making any. People come again within minutes, so
// what is found is remembered in this process for as long as no mask and no erasure has changed anywhere, which is
// looked at in the caller's transaction: an answer is as true as a look-up, whoever withdrew and wherever. The keyed
// hash, the look-up and the rows on the wire were a quarter of what a moment cost.
import { revisionOf } from '#kernel/revisions';
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

/** Records by `recordKey`, some 300 bytes each; those nobody knows are not remembered. */
type Memory = { readonly revision: number; readonly records: Map<string, KnownRecord> };

const rememberMax = 20_000;
const memories = new WeakMap<Tx['database'], Memory>();

/** The record of each source's key; a key that is unknown is missing in the answer. Keys by `recordKey`. */
export async function findRecordsByKey(
  tx: Tx,
  keys: readonly SourceKey[],
): Promise<Map<string, KnownRecord>> {
  const found = new Map<string, KnownRecord>();
  if (keys.length === 0) {
    return found;
  }
  const memory = await memoryOf(tx);
  const unknown: SourceKey[] = [];
  for (const each of keys) {
    const name = recordKey(each);
    const record = memory.records.get(name);
    if (record === undefined) {
      unknown.push(each);
    } else {
      found.set(name, record);
    }
  }
  if (unknown.length > 0) {
    await lookUp(tx, unknown, found, memory);
  }
  return found;
}

async function memoryOf(tx: Tx): Promise<Memory> {
  const { revision, isUntouched } = await revisionOf(tx, ['customers']);
  const known = memories.get(tx.database);
  if (known?.revision === revision && known.records.size < rememberMax) {
    return known;
  }
  const memory = { revision, records: new Map<string, KnownRecord>() };
  // A transaction that has written sees what may yet be rolled back: it keeps that to itself.
  if (isUntouched) {
    memories.set(tx.database, memory);
  }
  return memory;
}

async function lookUp(
  tx: Tx,
  keys: readonly SourceKey[],
  found: Map<string, KnownRecord>,
  { records }: Memory,
): Promise<void> {
  const rows = await findRecordRowsBySourceKeys(
    tx,
    keys.map(({ source }) => source),
    keys.map((each) => tokenOf(tx.masters, each)),
  );
  for (const row of rows) {
    const asked = keys[row.n - 1];
    if (asked !== undefined) {
      const record = { recordId: row.id, consent: row.consent, isErased: row.is_erased };
      found.set(recordKey(asked), record);
      records.set(recordKey(asked), record);
    }
  }
}

const tokensMax = 20_000;
const tokens = new WeakMap<MasterKeys, Map<string, Buffer>>();

/** The keyed hash of those nobody knows, who come again as well. */
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
