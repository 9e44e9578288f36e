// SQL of one-time codes and of the contacts that people proved to be theirs.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const putCode = statement<object>(`
  INSERT INTO customers.sign_in_code (kind, token, code_hash, tries_left, created_at, expires_at)
  VALUES ($6, $1, $2, $3, $4, $5)
  ON CONFLICT (kind, token) DO UPDATE SET code_hash = excluded.code_hash, tries_left = excluded.tries_left,
    created_at = excluded.created_at, expires_at = excluded.expires_at`);
const tryCode = statement<{ code_hash: Buffer }>(`
  UPDATE customers.sign_in_code SET tries_left = tries_left - 1
  WHERE kind = $3 AND token = $1 AND expires_at > $2 AND tries_left > 0 RETURNING code_hash`);
const dropCode = statement<object>(
  'DELETE FROM customers.sign_in_code WHERE kind = $2 AND token = $1',
);
const dropExpired = statement<object>('DELETE FROM customers.sign_in_code WHERE expires_at < $1');
const findAccount = statement<{ id: string }>(`
  SELECT r.id FROM customers.contact c JOIN customers.record r ON r.id = c.record_id
  WHERE c.kind = $2 AND c.token = $1 AND c.verified_at IS NOT NULL AND c.ended_at IS NULL
    AND r.kind = 'account' AND r.erased_at IS NULL
  ORDER BY r.id LIMIT 1`);
const listProved = statement<{ kind: ContactKind; sealed: Buffer }>(`
  SELECT kind, sealed FROM customers.contact
  WHERE record_id = $1 AND kind IN ('email', 'phone') AND verified_at IS NOT NULL AND ended_at IS NULL
  ORDER BY kind, verified_at`);
const putContact = statement<object>(`
  INSERT INTO customers.contact (id, record_id, kind, token, sealed, consent, created_at, verified_at)
  SELECT $1, r.id, $6, $3, $4, r.consent, $5, $5 FROM customers.record r WHERE r.id = $2
  ON CONFLICT (record_id, kind, token) DO UPDATE SET verified_at = excluded.verified_at, ended_at = NULL`);

export type ContactKind = 'email' | 'phone';
/** A contact by its kind and the blind index of its folded value. */
export type ContactToken = { readonly kind: ContactKind; readonly token: Buffer };

export async function putCodeRow(
  tx: Tx,
  code: ContactToken & {
    readonly hash: Buffer;
    readonly triesMax: number;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  const { kind, token, hash, triesMax, expiresAt } = code;
  await tx.run(putCode, [token, hash, triesMax, tx.now, expiresAt, kind]);
}

/** Takes one try from the code that is out for an address and locks it; undefined when none is valid. */
export async function takeTry(tx: Tx, { kind, token }: ContactToken): Promise<Buffer | undefined> {
  return (await tx.maybe(tryCode, [token, tx.now, kind]))?.code_hash;
}

export async function deleteCodeRow(tx: Tx, { kind, token }: ContactToken): Promise<void> {
  await tx.run(dropCode, [token, kind]);
}

export async function deleteExpiredCodeRows(
  executor: Executor,
  before: Temporal.Instant,
): Promise<void> {
  await executor.run(dropExpired, [before]);
}

/** The account that proved a contact. */
export async function findAccountByContact(
  tx: Tx,
  { kind, token }: ContactToken,
): Promise<string | undefined> {
  return (await tx.maybe(findAccount, [token, kind]))?.id;
}

/** What an account has proved to be hers. */
export function listProvedRows(
  tx: Tx,
  recordId: string,
): Promise<{ kind: ContactKind; sealed: Buffer }[]> {
  return tx.all(listProved, [recordId]);
}

export async function putContactRow(
  tx: Tx,
  contact: ContactToken & {
    readonly id: string;
    readonly recordId: string;
    readonly sealed: Buffer;
  },
): Promise<void> {
  const { id, recordId, token, sealed, kind } = contact;
  await tx.run(putContact, [id, recordId, token, sealed, tx.now, kind]);
}
