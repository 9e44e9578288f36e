// Every SQL statement about passkeys as a second factor, and what they are asked.
import { type Executor, statement } from '#kernel/db';
import type { SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';

export type PasskeyRow = {
  id: string;
  credential_id: Buffer;
  public_key: Buffer;
  use_count: number;
  is_backed_up: boolean;
  about: SessionAbout;
  created_at: Temporal.Instant;
  used_at: Temporal.Instant | null;
};
type ChallengeKind = 'new' | 'show';

const columns =
  'id, credential_id, public_key, use_count, is_backed_up, about, created_at, used_at';
const insert = statement<object>(`
  INSERT INTO staff.passkey (id, staff_id, credential_id, public_key, use_count, is_backed_up, about, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING`);
const find = statement<PasskeyRow>(
  `SELECT ${columns} FROM staff.passkey WHERE credential_id = $1 AND staff_id = $2 FOR UPDATE`,
);
const list = statement<PasskeyRow>(
  `SELECT ${columns} FROM staff.passkey WHERE staff_id = $1 ORDER BY created_at, id LIMIT 50`,
);
const use = statement<object>(
  'UPDATE staff.passkey SET use_count = $2, is_backed_up = $3, used_at = $4 WHERE id = $1',
);
const remove = statement<object>('DELETE FROM staff.passkey WHERE id = $1 AND staff_id = $2');
const insertChallenge = statement<object>(`
  INSERT INTO staff.challenge (id, kind, challenge, staff_id, expires_at) VALUES ($1, $2, $3, $4, $5)`);
const takeChallenge = statement<{ challenge: string }>(`
  DELETE FROM staff.challenge WHERE id = $1 AND kind = $2 AND staff_id = $3 AND expires_at > $4
  RETURNING challenge`);
const dropOld = statement<object>('DELETE FROM staff.challenge WHERE expires_at < $1');

export type PasskeyToInsert = Omit<PasskeyRow, 'created_at' | 'used_at'>;

/** False when this passkey is there already. */
export async function insertPasskey(
  tx: Tx,
  staffId: string,
  row: PasskeyToInsert,
): Promise<boolean> {
  const made = await tx.run(insert, [
    row.id,
    staffId,
    row.credential_id,
    row.public_key,
    row.use_count,
    row.is_backed_up,
    row.about,
    tx.now,
  ]);
  return made > 0;
}

/** One of this member, locked, so that its count goes up once a use. */
export function findPasskey(
  tx: Tx,
  staffId: string,
  credentialId: Buffer,
): Promise<PasskeyRow | undefined> {
  return tx.maybe(find, [credentialId, staffId]);
}

export function listPasskeys(tx: Tx, staffId: string): Promise<PasskeyRow[]> {
  return tx.all(list, [staffId]);
}

export async function markPasskeyUsed(
  tx: Tx,
  id: string,
  { useCount, isBackedUp }: { readonly useCount: number; readonly isBackedUp: boolean },
): Promise<void> {
  await tx.run(use, [id, useCount, isBackedUp, tx.now]);
}

export async function deletePasskey(tx: Tx, staffId: string, id: string): Promise<boolean> {
  return (await tx.run(remove, [id, staffId])) > 0;
}

export async function insertChallengeRow(
  tx: Tx,
  row: {
    readonly id: string;
    readonly kind: ChallengeKind;
    readonly challenge: string;
    readonly staffId: string;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.run(insertChallenge, [row.id, row.kind, row.challenge, row.staffId, row.expiresAt]);
}

/** Takes a challenge for good; undefined when it is old, spent, somebody else's or for something else. */
export async function takeChallengeRow(
  tx: Tx,
  staffId: string,
  kind: ChallengeKind,
  id: string,
): Promise<string | undefined> {
  return (await tx.maybe(takeChallenge, [id, kind, staffId, tx.now]))?.challenge;
}

export async function deleteOldChallenges(
  executor: Executor,
  before: Temporal.Instant,
): Promise<void> {
  await executor.run(dropOld, [before]);
}
