// Records by the key their source gives them. The key is stored as a blind index and sealed, never in clear:
// a member number or an e-mail address is a personal value too.
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { addRecords, type Origin } from './add-records.ts';
import type { Profile } from './profile.ts';
import { findRecordRowsByKey, type RecordKind } from './store.ts';
import { writeProfiles } from './write-profiles.ts';

export type Source = {
  /** web, line, pos, or the name an import was given. */
  readonly source: string;
  readonly kind?: RecordKind;
  /** uuid of the place for records that name none. */
  readonly placeId?: string | null;
  readonly channel?: string | null;
  /** uuid of the partner company that tells of them. */
  readonly partyId?: string | null;
  /** What this system has proved of the people it tells of; what it has not only suggests. */
  readonly proves?: {
    readonly email?: boolean;
    readonly phone?: boolean;
    /** Who hands out its member numbers; the same issuer's number is one person in every system. */
    readonly memberIssuer?: string;
    /** The provider of its LINE users: users are told apart per provider. */
    readonly lineProvider?: string;
  };
};

export type RecordToEnsure = {
  /** The source's own id of the person. */
  readonly key: string;
  readonly profile?: Profile;
  /** uuid */
  readonly placeId?: string | null;
  readonly registeredAt?: Temporal.Instant;
};

export type EnsuredRecord = { readonly recordId: string; readonly isNew: boolean };

const chunkSize = 2000;

/**
 * The record of each source key, made where there is none. A profile is taken for records that have none
 * yet; `importCustomers` replaces profiles. Keys that come twice are one record. An erased record keeps
 * its key's blind index, so that the same file does not bring the person back.
 */
export async function ensureRecords(
  tx: Tx,
  source: Source,
  rows: readonly RecordToEnsure[],
): Promise<Map<string, EnsuredRecord>> {
  const byKey = new Map<string, RecordToEnsure>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    if (known === undefined || (known.profile === undefined && row.profile !== undefined)) {
      byKey.set(row.key, row);
    }
  }
  const unique = [...byKey.values()];
  const found = new Map<string, EnsuredRecord>();
  for (let start = 0; start < unique.length; start += chunkSize) {
    const chunk = unique.slice(start, start + chunkSize);
    for (const [key, record] of await ensureChunk(tx, source, chunk)) {
      found.set(key, { recordId: record.recordId, isNew: record.isNew });
    }
  }
  return found;
}

export type FoundRecord = EnsuredRecord & { readonly isErased: boolean };

/** Like `ensureRecords` for one chunk of different keys, with which records were erased. */
export async function ensureChunk(
  tx: Tx,
  source: Source,
  rows: readonly RecordToEnsure[],
): Promise<Map<string, FoundRecord>> {
  const tokens = new Map(
    rows.map((row) => [row.key, sourceKeyToken(tx.masters, source.source, row.key)]),
  );
  const found = await findByKeys(tx, source, tokens);
  await fillProfiles(tx, found, rows);
  const missing = rows.filter((row) => !found.has(row.key)).toSorted(byToken(tokens));
  const ids = await addRecords(
    tx,
    originOf(source),
    missing.map((row) => ({
      sourceKey: { key: row.key, token: tokens.get(row.key) ?? Buffer.alloc(0) },
      placeId: row.placeId ?? source.placeId ?? null,
      registeredAt: row.registeredAt ?? null,
      profile: row.profile,
    })),
  );
  const lost = new Map<string, Buffer>();
  missing.forEach((row, index) => {
    const recordId = ids[index];
    if (recordId === undefined) {
      lost.set(row.key, tokens.get(row.key) ?? Buffer.alloc(0));
    } else {
      found.set(row.key, { recordId, isNew: true, isErased: false });
    }
  });
  return lost.size === 0 ? found : new Map([...found, ...(await findByKeys(tx, source, lost))]);
}

/** The blind index of a source's key; another source's same key has another one. */
export function sourceKeyToken(masters: MasterKeys, source: string, key: string): Buffer {
  return blindIndex(masters, 'customers.source_key', `${source}\n${key}`);
}

async function findByKeys(
  tx: Tx,
  source: Source,
  tokens: ReadonlyMap<string, Buffer>,
): Promise<Map<string, FoundRecord>> {
  const rows = await findRecordRowsByKey(tx, source.source, [...tokens.values()]);
  const rowOf = new Map(rows.map((row) => [row.token.toString('base64'), row]));
  const found = new Map<string, FoundRecord>();
  for (const [key, token] of tokens) {
    const row = rowOf.get(token.toString('base64'));
    if (row !== undefined) {
      found.set(key, { recordId: row.id, isNew: false, isErased: row.is_erased });
    }
  }
  return found;
}

/** Known records that have no profile yet take the one that came now. */
async function fillProfiles(
  tx: Tx,
  found: ReadonlyMap<string, FoundRecord>,
  rows: readonly RecordToEnsure[],
): Promise<void> {
  const offered = rows.flatMap(({ key, profile }) => {
    const record = found.get(key);
    return profile === undefined || record === undefined || record.isErased
      ? []
      : [{ recordId: record.recordId, profile }];
  });
  await writeProfiles(tx, offered, { onlyFirst: true });
}

function originOf(source: Source): Origin {
  const { source: name, kind, channel, partyId } = source;
  return {
    source: name,
    kind: kind ?? 'customer',
    channel: channel ?? null,
    partyId: partyId ?? null,
  };
}

/** One order for everybody, so that two transactions with the same new keys wait instead of dying. */
function byToken(tokens: ReadonlyMap<string, Buffer>) {
  return (a: RecordToEnsure, b: RecordToEnsure): number => {
    const one = tokens.get(a.key);
    const other = tokens.get(b.key);
    return one === undefined || other === undefined ? 0 : Buffer.compare(one, other);
  };
}
