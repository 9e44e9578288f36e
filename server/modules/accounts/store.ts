// SQL of passkeys, their challenges, and logins at others.
import { type Executor, statement } from '#kernel/db';
import type { SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';

export type PasskeyRow = {
  id: string;
  record_id: string;
  credential_id: Buffer;
  public_key: Buffer;
  use_count: number;
  transports: string[];
  is_backed_up: boolean;
  about: SessionAbout;
  created_at: Temporal.Instant;
  used_at: Temporal.Instant | null;
};

const columns = `id, record_id, credential_id, public_key, use_count, transports, is_backed_up, about,
  created_at, used_at`;
const insertPasskey = statement<object>(`
  INSERT INTO accounts.passkey (id, record_id, credential_id, public_key, use_count, transports, is_backed_up,
    about, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING`);
const findPasskey = statement<PasskeyRow>(
  `SELECT ${columns} FROM accounts.passkey WHERE credential_id = $1 FOR UPDATE`,
);
const listPasskeys = statement<PasskeyRow>(
  `SELECT ${columns} FROM accounts.passkey WHERE record_id = $1 ORDER BY created_at, id LIMIT 50`,
);
const usePasskey = statement<object>(`
  UPDATE accounts.passkey SET use_count = $2, is_backed_up = $3, used_at = $4 WHERE id = $1`);
const deletePasskey = statement<object>(
  'DELETE FROM accounts.passkey WHERE id = $1 AND record_id = $2',
);
const insertChallenge = statement<object>(`
  INSERT INTO accounts.challenge (id, kind, challenge, record_id, expires_at) VALUES ($1, $2, $3, $4, $5)`);
const takeChallenge = statement<{ challenge: string; record_id: string | null }>(`
  DELETE FROM accounts.challenge WHERE id = $1 AND kind = $2 AND expires_at > $3
  RETURNING challenge, record_id`);
const findLogin = statement<{ record_id: string }>(
  'SELECT record_id FROM accounts.outside_login WHERE provider = $1 AND subject_token = $2',
);
const insertLogin = statement<object>(`
  INSERT INTO accounts.outside_login (provider, subject_token, record_id, made_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING`);
const countLogins = statement<{ logins: number }>(
  'SELECT count(*) AS logins FROM accounts.outside_login WHERE record_id = $1',
);
const deleteLogins = statement<object>('DELETE FROM accounts.outside_login WHERE record_id = $1');
const insertTrip = statement<object>(`
  INSERT INTO accounts.outside_trip (browser_hash, provider, sealed, record_id, expires_at)
  VALUES ($1, $2, $3, $4, $5)`);
const takeTrip = statement<{ sealed: Buffer; record_id: string | null }>(`
  DELETE FROM accounts.outside_trip WHERE browser_hash = $1 AND provider = $2 AND expires_at > $3
  RETURNING sealed, record_id`);
const dropOld = statement<object>(`
  WITH old AS (DELETE FROM accounts.challenge WHERE expires_at < $1)
  DELETE FROM accounts.outside_trip WHERE expires_at < $1`);
const forget = statement<object>(`
  WITH keys AS (DELETE FROM accounts.passkey WHERE record_id = ANY ($1::uuid[])),
    asked AS (DELETE FROM accounts.challenge WHERE record_id = ANY ($1::uuid[])),
    trips AS (DELETE FROM accounts.outside_trip WHERE record_id = ANY ($1::uuid[])),
    homes AS (DELETE FROM accounts.address WHERE record_id = ANY ($1::uuid[]))
  DELETE FROM accounts.outside_login WHERE record_id = ANY ($1::uuid[])`);

export type PasskeyToInsert = Omit<PasskeyRow, 'created_at' | 'used_at'>;

/** False when this passkey is there already. */
export async function insertPasskeyRow(tx: Tx, row: PasskeyToInsert): Promise<boolean> {
  const { id, record_id, credential_id, public_key, use_count, transports, is_backed_up, about } =
    row;
  const made = await tx.run(insertPasskey, [
    id,
    record_id,
    credential_id,
    public_key,
    use_count,
    transports,
    is_backed_up,
    about,
    tx.now,
  ]);
  return made > 0;
}

/** Locked, so that its count goes up once a use. */
export function findPasskeyRow(tx: Tx, credentialId: Buffer): Promise<PasskeyRow | undefined> {
  return tx.maybe(findPasskey, [credentialId]);
}

export function listPasskeyRows(tx: Tx, recordId: string): Promise<PasskeyRow[]> {
  return tx.all(listPasskeys, [recordId]);
}

export async function usePasskeyRow(
  tx: Tx,
  use: { readonly id: string; readonly count: number; readonly isBackedUp: boolean },
): Promise<void> {
  await tx.run(usePasskey, [use.id, use.count, use.isBackedUp, tx.now]);
}

export async function deletePasskeyRow(tx: Tx, id: string, recordId: string): Promise<boolean> {
  return (await tx.run(deletePasskey, [id, recordId])) > 0;
}

export async function insertChallengeRow(
  tx: Tx,
  row: {
    readonly id: string;
    readonly kind: 'new' | 'sign_in';
    readonly challenge: string;
    readonly recordId: string | null;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  const { id, kind, challenge, recordId, expiresAt } = row;
  await tx.run(insertChallenge, [id, kind, challenge, recordId, expiresAt]);
}

/** Takes a challenge for good; undefined when it is old, spent or for something else. */
export function takeChallengeRow(
  tx: Tx,
  id: string,
  kind: 'new' | 'sign_in',
): Promise<{ challenge: string; record_id: string | null } | undefined> {
  return tx.maybe(takeChallenge, [id, kind, tx.now]);
}

/** A user of a provider, by her blind index. */
export type OutsideUser = { readonly provider: string; readonly token: Buffer };

export async function findLoginRow(tx: Tx, user: OutsideUser): Promise<string | undefined> {
  return (await tx.maybe(findLogin, [user.provider, user.token]))?.record_id;
}

/** False when somebody has this login already. */
export async function insertLoginRow(
  tx: Tx,
  user: OutsideUser,
  recordId: string,
): Promise<boolean> {
  return (await tx.run(insertLogin, [user.provider, user.token, recordId, tx.now])) > 0;
}

export async function countLoginRows(tx: Tx, recordId: string): Promise<number> {
  return (await tx.one(countLogins, [recordId])).logins;
}

export async function deleteLoginRows(tx: Tx, recordId: string): Promise<number> {
  return tx.run(deleteLogins, [recordId]);
}

export async function insertTripRow(
  tx: Tx,
  row: {
    readonly browserHash: Buffer;
    readonly provider: string;
    readonly sealed: Buffer;
    readonly recordId: string | null;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  const { browserHash, provider, sealed, recordId, expiresAt } = row;
  await tx.run(insertTrip, [browserHash, provider, sealed, recordId, expiresAt]);
}

/** Takes a trip for good; undefined when it is old, came back before, or another browser's. */
export function takeTripRow(
  tx: Tx,
  browserHash: Buffer,
  provider: string,
): Promise<{ sealed: Buffer; record_id: string | null } | undefined> {
  return tx.maybe(takeTrip, [browserHash, provider, tx.now]);
}

export async function deleteOldRows(executor: Executor, before: Temporal.Instant): Promise<void> {
  await executor.run(dropOld, [before]);
}

/** The ways in of erased records go with them, and the addresses. */
export async function forgetWayRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}
