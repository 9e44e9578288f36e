// SQL of one-time codes and of the contacts that people proved to be theirs.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const putCode = statement<object>(`
  INSERT INTO customers.sign_in_code (kind, token, code_hash, tries_left, created_at, expires_at)
  VALUES ('email', $1, $2, $3, $4, $5)
  ON CONFLICT (kind, token) DO UPDATE SET code_hash = excluded.code_hash, tries_left = excluded.tries_left,
    created_at = excluded.created_at, expires_at = excluded.expires_at`);
const tryCode = statement<{ code_hash: Buffer }>(`
  UPDATE customers.sign_in_code SET tries_left = tries_left - 1
  WHERE kind = 'email' AND token = $1 AND expires_at > $2 AND tries_left > 0 RETURNING code_hash`);
const dropCode = statement<object>(
  "DELETE FROM customers.sign_in_code WHERE kind = 'email' AND token = $1",
);
const dropExpired = statement<object>('DELETE FROM customers.sign_in_code WHERE expires_at < $1');
const findAccount = statement<{ id: string }>(`
  SELECT r.id FROM customers.contact c JOIN customers.record r ON r.id = c.record_id
  WHERE c.kind = 'email' AND c.token = $1 AND c.verified_at IS NOT NULL AND c.ended_at IS NULL
    AND r.source = 'web' AND r.erased_at IS NULL
  ORDER BY r.id LIMIT 1`);
const putContact = statement<object>(`
  INSERT INTO customers.contact (id, record_id, kind, token, sealed, consent, created_at, verified_at)
  SELECT $1, r.id, 'email', $3, $4, r.consent, $5, $5 FROM customers.record r WHERE r.id = $2
  ON CONFLICT (record_id, kind, token) DO UPDATE SET verified_at = excluded.verified_at, ended_at = NULL`);

export async function putCodeRow(
  tx: Tx,
  code: {
    readonly token: Buffer;
    readonly hash: Buffer;
    readonly triesMax: number;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.run(putCode, [code.token, code.hash, code.triesMax, tx.now, code.expiresAt]);
}

/** Takes one try from the code that is out for an address and locks it; undefined when none is valid. */
export async function takeTry(tx: Tx, token: Buffer): Promise<Buffer | undefined> {
  return (await tx.maybe(tryCode, [token, tx.now]))?.code_hash;
}

export async function deleteCodeRow(tx: Tx, token: Buffer): Promise<void> {
  await tx.run(dropCode, [token]);
}

export async function deleteExpiredCodeRows(
  executor: Executor,
  before: Temporal.Instant,
): Promise<void> {
  await executor.run(dropExpired, [before]);
}

/** The web account that proved an e-mail address. */
export async function findAccountByEmail(tx: Tx, token: Buffer): Promise<string | undefined> {
  return (await tx.maybe(findAccount, [token]))?.id;
}

export async function putEmailContactRow(
  tx: Tx,
  contact: {
    readonly id: string;
    readonly recordId: string;
    readonly token: Buffer;
    readonly sealed: Buffer;
  },
): Promise<void> {
  await tx.run(putContact, [contact.id, contact.recordId, contact.token, contact.sealed, tx.now]);
}
