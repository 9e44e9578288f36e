// The one way into customers.profile: compare by fingerprint, seal, keep the version before, index.
import { formatId } from '#kernel/ids';
import { declaredBits } from '#kernel/purposes';
import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { customersProfileChanged } from './events.ts';
import { keysOf, tokenOf } from './look-up-keys.ts';
import { changedFields, fingerprintOf, type Profile, profileUse, tidyProfile } from './profile.ts';
import {
  deleteTokenRows,
  findProfileRows,
  insertTokenRows,
  lockRecordRows,
  type ProfileRow,
  putProfileRows,
} from './store.ts';

export type ProfileToWrite = { readonly recordId: string; readonly profile: Profile };
type Tidied = ProfileToWrite & { readonly fingerprint: Buffer };
type Keyed = Tidied & { readonly key: Buffer };

/** First profiles of records that were made in this transaction; empty ones are left out. Nothing is announced: the record was. */
export async function writeFirstProfiles(
  tx: Tx,
  profiles: readonly ProfileToWrite[],
  keys: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const rows = withKeys(
    profiles
      .map((each) => tidied(tx, each))
      .filter(({ profile }) => Object.keys(profile).length > 0),
    keys,
  );
  if (rows.length > 0) {
    await put(tx, rows, { areFirst: true });
  }
}

/**
 * Profiles of records that exist, each record once. What is unchanged by its fingerprint costs no lock and
 * no key; erased records are left out, and those whose use is stopped unless `duty` was declared. `onlyFirst` leaves records alone that have a profile. Announces
 * `customers.profile_changed` with the names of the fields. Answers the records that changed.
 */
export async function writeProfiles(
  tx: Tx,
  profiles: readonly ProfileToWrite[],
  options: { readonly onlyFirst?: boolean } = {},
): Promise<Set<string>> {
  const isNews = (each: Tidied, known: ReadonlyMap<string, ProfileRow>): boolean => {
    const row = known.get(each.recordId);
    return (
      row === undefined || (options.onlyFirst !== true && !row.fingerprint.equals(each.fingerprint))
    );
  };
  const given = profiles.map((each) => tidied(tx, each));
  const seen = await knownProfiles(tx, given);
  const differing = given.filter((each) => isNews(each, seen));
  if (differing.length === 0) {
    return new Set();
  }
  const held = await lockRecordRows(
    tx,
    differing.map((each) => each.recordId),
  );
  // Who has stopped every use is written by nobody but herself (`duty`): her row is not there for the others, so writing
  // it anew would be an error for everybody in the same statement. What an import brings comes again after she lifts it.
  const bits = declaredBits(tx.purpose);
  const ids = new Set(held.flatMap(({ id, consent }) => ((consent & bits) === 0 ? [] : [id])));
  const open = differing.filter(({ recordId }) => ids.has(recordId));
  const known = await knownProfiles(tx, open);
  const changed = withKeys(
    open.filter((each) => isNews(each, known)),
    await loadRecordKeys(tx, [...ids]),
  );
  if (changed.length > 0) {
    await deleteTokenRows(
      tx,
      changed.map((each) => each.recordId),
    );
    await put(tx, changed, { areFirst: false });
  }
  for (const each of changed) {
    announce(tx, each, known.get(each.recordId));
  }
  return new Set(changed.map((each) => each.recordId));
}

async function knownProfiles(
  tx: Tx,
  profiles: readonly ProfileToWrite[],
): Promise<Map<string, ProfileRow>> {
  const ids = profiles.map((each) => each.recordId);
  const rows = ids.length === 0 ? [] : await findProfileRows(tx, ids);
  return new Map(rows.map((row) => [row.record_id, row]));
}

async function put(
  tx: Tx,
  rows: readonly Keyed[],
  options: { readonly areFirst: boolean },
): Promise<void> {
  const written = putProfileRows(
    tx,
    rows.map(({ recordId, profile, key, fingerprint }) => ({
      recordId,
      sealed: seal(key, profileUse, profile),
      fingerprint,
    })),
    options,
  );
  const tokens = rows.flatMap(({ recordId, profile }) =>
    keysOf(profile).map((key) => Object.assign({ recordId }, tokenOf(tx.masters, key))),
  );
  await Promise.all([written, insertTokenRows(tx, tokens)]);
}

function announce(tx: Tx, { recordId, profile, key }: Keyed, before: ProfileRow | undefined): void {
  const old = before === undefined ? {} : unseal<Profile>(key, profileUse, before.sealed);
  const subject = formatId('record', recordId);
  const version = (before?.version ?? 0) + 1;
  const fields = changedFields(old, profile);
  tx.emit(
    customersProfileChanged.make(subject, { recordId: subject, version, fields }, { recordId }),
  );
}

function tidied(tx: Tx, { recordId, profile: given }: ProfileToWrite): Tidied {
  const profile = tidyProfile(given);
  return { recordId, profile, fingerprint: fingerprintOf(tx.masters, recordId, profile) };
}

function withKeys(profiles: readonly Tidied[], keys: ReadonlyMap<string, Buffer>): Keyed[] {
  return profiles.flatMap((each) => {
    const key = keys.get(each.recordId);
    return key === undefined ? [] : [Object.assign({ key }, each)];
  });
}
