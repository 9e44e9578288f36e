// The one way into customers.profile: seal, compare by fingerprint, keep the version before, index.
import { formatId } from '#kernel/ids';
import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { customersProfileChanged } from './events.ts';
import { keysOf, tokenOf } from './look-up-keys.ts';
import { changedFields, fingerprintOf, type Profile, profileUse, tidyProfile } from './profile.ts';
import { deleteTokenRows, findProfileRows, insertTokenRows, putProfileRows } from './store.ts';

export type ProfileToWrite = {
  readonly recordId: string;
  /** The record's own key. */
  readonly key: Buffer;
  readonly profile: Profile;
};

/** First profiles of records that were made in this transaction. Nothing is announced: the record was. */
export async function writeFirstProfiles(
  tx: Tx,
  profiles: readonly ProfileToWrite[],
): Promise<void> {
  const rows = profiles.map((each) => toRow(tx, each));
  if (rows.length > 0) {
    await putProfileRows(tx, rows);
    await insertTokenRows(
      tx,
      rows.flatMap((row) => row.tokens),
    );
  }
}

/**
 * Profiles of records that exist and are locked (`lockRecordRows`), each record once. Announces
 * `customers.profile_changed` with the names of the fields. Answers the records that changed; the others
 * were told nothing new.
 */
export async function writeProfiles(
  tx: Tx,
  profiles: readonly ProfileToWrite[],
): Promise<Set<string>> {
  const ids = profiles.map((each) => each.recordId);
  const known = new Map(
    ids.length === 0 ? [] : (await findProfileRows(tx, ids)).map((row) => [row.record_id, row]),
  );
  const keys = new Map(profiles.map((each) => [each.recordId, each.key]));
  const changed = profiles
    .map((each) => toRow(tx, each))
    .filter((row) => known.get(row.recordId)?.fingerprint.equals(row.fingerprint) !== true);
  if (changed.length === 0) {
    return new Set();
  }
  const changedIds = changed.map((row) => row.recordId);
  await putProfileRows(tx, changed);
  await deleteTokenRows(tx, changedIds);
  await insertTokenRows(
    tx,
    changed.flatMap((row) => row.tokens),
  );
  for (const row of changed) {
    const before = known.get(row.recordId);
    const key = keys.get(row.recordId);
    const old =
      before === undefined || key === undefined
        ? {}
        : unseal<Profile>(key, profileUse, before.sealed);
    const recordId = formatId('record', row.recordId);
    const fields = changedFields(old, row.profile);
    const version = (before?.version ?? 0) + 1;
    tx.emit(
      customersProfileChanged.make(
        recordId,
        { recordId, version, fields },
        { recordId: row.recordId },
      ),
    );
  }
  return new Set(changedIds);
}

function toRow(tx: Tx, { recordId, key, profile: given }: ProfileToWrite) {
  const profile = tidyProfile(given);
  return {
    recordId,
    profile,
    sealed: seal(key, profileUse, profile),
    fingerprint: fingerprintOf(tx.masters, recordId, profile),
    tokens: keysOf(profile).map((each) => ({ recordId, ...tokenOf(tx.masters, each) })),
  };
}
