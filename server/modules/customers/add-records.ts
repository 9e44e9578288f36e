// New records: a key, a customer of its own, the profile if there is one, and the announcement.
import { formatId, formatOptionalId, newId } from '#kernel/ids';
import { seal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { beginRecordKeys, createRecordKeys, eraseRecordKeys } from '#privacy';
import { customersRecordAdded } from './events.ts';
import type { Profile } from './profile.ts';
import { insertKeylessRows, insertRecordRows, type RecordKind } from './store.ts';
import { writeFirstProfiles } from './write-profiles.ts';

export type RecordToAdd = {
  /** The source's key in clear (sealed before it is stored) and its blind index; null for guests. */
  readonly sourceKey: { readonly key: string; readonly token: Buffer } | null;
  readonly placeId: string | null;
  readonly registeredAt: Temporal.Instant | null;
  readonly profile: Profile | undefined;
};

export type Origin = {
  readonly source: string;
  readonly kind: RecordKind;
  readonly channel: string | null;
  /** uuid of the partner company that tells of her. */
  readonly partyId?: string | null;
};

export const sourceKeyUse = 'customers.source_key';

export type AddedRecord = {
  readonly recordId: string;
  readonly customerId: string;
  readonly key: Buffer;
};

type Planned = RecordToAdd & { readonly id: string; readonly customerId: string };

/**
 * Adds records; answers an id for each, in order, or undefined where another transaction took the source's
 * key first.
 */
export async function addRecords(
  tx: Tx,
  origin: Origin,
  rows: readonly RecordToAdd[],
): Promise<(string | undefined)[]> {
  if (rows.length === 0) {
    return [];
  }
  const planned = rows.map(plan);
  const keys = await createRecordKeys(
    tx,
    planned.map((row) => row.id),
  );
  const made = await insert(tx, origin, planned, keys);
  await eraseRecordKeys(
    tx,
    planned.filter((row) => !made.has(row.id)).map((row) => row.id),
  );
  const added = planned.filter((row) => made.has(row.id));
  await writeFirstProfiles(tx, profilesOf(added), keys);
  for (const row of added) {
    announce(tx, origin, row);
  }
  return planned.map((row) => (made.has(row.id) ? row.id : undefined));
}

/**
 * Records without a key of a source: nobody can be faster, so all is written in one round trip, which `written`
 * waits for.
 */
export function beginRecords(
  tx: Tx,
  origin: Origin,
  rows: readonly (RecordToAdd & { readonly sourceKey: null })[],
): {
  readonly added: AddedRecord[];
  readonly written: Promise<void>;
} {
  if (rows.length === 0) {
    return { added: [], written: Promise.resolve() };
  }
  const planned = rows.map(plan);
  const { keys, written } = beginRecordKeys(
    tx,
    planned.map((row) => row.id),
  );
  const writing = Promise.all([
    written,
    insertKeylessRows(tx, origin, planned),
    writeFirstProfiles(tx, profilesOf(planned), keys),
  ]);
  for (const row of planned) {
    announce(tx, origin, row);
  }
  return {
    added: planned.map(({ id, customerId }) => ({
      recordId: id,
      customerId,
      key: keyOf(keys, id),
    })),
    written: writing.then(() => undefined),
  };
}

function plan(row: RecordToAdd): Planned {
  return { ...row, id: newId(), customerId: newId() };
}

function insert(
  tx: Tx,
  origin: Origin,
  planned: readonly Planned[],
  keys: ReadonlyMap<string, Buffer>,
): Promise<Set<string>> {
  return insertRecordRows(
    tx,
    origin,
    planned.map((row) => ({
      id: row.id,
      customerId: row.customerId,
      keyToken: row.sourceKey?.token ?? null,
      keySealed:
        row.sourceKey === null
          ? null
          : seal(keyOf(keys, row.id), sourceKeyUse, { key: row.sourceKey.key }),
      placeId: row.placeId,
      registeredAt: row.registeredAt,
    })),
  );
}

function profilesOf(rows: readonly Planned[]) {
  return rows.flatMap(({ id, profile }) =>
    profile === undefined ? [] : [{ recordId: id, profile }],
  );
}

function keyOf(keys: ReadonlyMap<string, Buffer>, recordId: string): Buffer {
  return keys.get(recordId) ?? missingKey(recordId);
}

function announce(tx: Tx, origin: Origin, row: Planned): void {
  const recordId = formatId('record', row.id);
  tx.emit(
    customersRecordAdded.make(
      recordId,
      {
        recordId,
        customerId: formatId('customer', row.customerId),
        source: origin.source,
        kind: origin.kind,
        placeId: formatOptionalId('place', row.placeId),
      },
      {
        recordId: row.id,
        placeId: row.placeId,
        channel: origin.channel,
        ...(row.registeredAt === null ? {} : { occurredAt: row.registeredAt }),
      },
    ),
  );
}

function missingKey(recordId: string): never {
  throw new Error(`no key was made for the record ${recordId}`);
}
