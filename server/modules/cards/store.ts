// SQL of cards, the phones that show them, and claims of old ones.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type CardRow = { number: string; record_id: string };

const insertCard = statement<object>(`
  INSERT INTO cards.card (number, record_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`);
const findOfRecord = statement<CardRow>(
  'SELECT number, record_id FROM cards.card WHERE record_id = $1',
);
const findByNumber = statement<CardRow>(
  'SELECT number, record_id FROM cards.card WHERE number = $1',
);
const insertPhone = statement<object>(`
  INSERT INTO cards.phone (certificate_id, number, public_key, last_day, created_at)
  VALUES ($1, $2, $3, $4, $5)`);
const takeBack = statement<object>(`
  UPDATE cards.phone p SET taken_back_at = $2 FROM cards.card c
  WHERE c.number = p.number AND c.record_id = $1 AND p.taken_back_at IS NULL AND p.last_day >= $3`);
const listTakenBack = statement<{ certificate_id: Buffer }>(`
  SELECT certificate_id FROM cards.phone WHERE taken_back_at IS NOT NULL AND last_day >= $1
  ORDER BY last_day, certificate_id LIMIT 20000`);
const insertShown = statement<{ is_same: boolean }>(`
  INSERT INTO cards.shown AS s (certificate_id, half_minute, place_id, shown_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (certificate_id, half_minute) DO UPDATE SET shown_at = s.shown_at
  RETURNING place_id IS NOT DISTINCT FROM $3::uuid AS is_same`);
const insertClaim = statement<object>(`
  INSERT INTO cards.claim (id, record_id, target_id, code_hash, tries_left, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const tryClaim = statement<{ code_hash: Buffer; target_id: string | null }>(`
  UPDATE cards.claim SET tries_left = tries_left - 1
  WHERE id = $1 AND record_id = $2 AND expires_at > $3 AND tries_left > 0 RETURNING code_hash, target_id`);
const deleteClaim = statement<object>('DELETE FROM cards.claim WHERE id = $1');
const dropOld = statement<object>(`
  WITH shown AS (DELETE FROM cards.shown WHERE shown_at < $1::timestamptz - interval '1 hour'),
    phones AS (DELETE FROM cards.phone WHERE last_day < ($1::timestamptz AT TIME ZONE 'UTC')::date - 2)
  DELETE FROM cards.claim WHERE expires_at < $1`);
const forget = statement<object>(`
  WITH claims AS (DELETE FROM cards.claim WHERE record_id = ANY ($1::uuid[]) OR target_id = ANY ($1::uuid[]))
  DELETE FROM cards.card WHERE record_id = ANY ($1::uuid[])`);

/** False when the number is taken, or the record has a card. */
export async function insertCardRow(tx: Tx, number: string, recordId: string): Promise<boolean> {
  return (await tx.run(insertCard, [number, recordId, tx.now])) > 0;
}

export function findCardOfRecord(tx: Tx, recordId: string): Promise<CardRow | undefined> {
  return tx.maybe(findOfRecord, [recordId]);
}

export function findCardByNumber(tx: Tx, number: string): Promise<CardRow | undefined> {
  return tx.maybe(findByNumber, [number]);
}

export async function insertPhoneRow(
  tx: Tx,
  phone: {
    readonly certificateId: Buffer;
    readonly number: string;
    readonly publicKey: Buffer;
    readonly lastDay: Temporal.PlainDate;
  },
): Promise<void> {
  const { certificateId, number, publicKey, lastDay } = phone;
  await tx.run(insertPhone, [certificateId, number, publicKey, lastDay, tx.now]);
}

/** Takes back every certificate of a record's card; answers how many. */
export function takeBackPhoneRows(
  tx: Tx,
  recordId: string,
  today: Temporal.PlainDate,
): Promise<number> {
  return tx.run(takeBack, [recordId, tx.now, today]);
}

export async function listTakenBackIds(tx: Tx, today: Temporal.PlainDate): Promise<Buffer[]> {
  return (await tx.all(listTakenBack, [today])).map((row) => row.certificate_id);
}

/** Writes down where a code was shown; false when it was shown at another place before. */
export async function showOnce(
  tx: Tx,
  shown: {
    readonly certificateId: Buffer;
    readonly halfMinute: number;
    readonly placeId: string | null;
  },
): Promise<boolean> {
  const { certificateId, halfMinute, placeId } = shown;
  return (await tx.one(insertShown, [certificateId, halfMinute, placeId, tx.now])).is_same;
}

export async function insertClaimRow(
  tx: Tx,
  claim: {
    readonly id: string;
    readonly recordId: string;
    readonly targetId: string | null;
    readonly codeHash: Buffer;
    readonly triesMax: number;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  const { id, recordId, targetId, codeHash, triesMax, expiresAt } = claim;
  await tx.run(insertClaim, [id, recordId, targetId, codeHash, triesMax, tx.now, expiresAt]);
}

export function tryClaimRow(
  tx: Tx,
  id: string,
  recordId: string,
): Promise<{ code_hash: Buffer; target_id: string | null } | undefined> {
  return tx.maybe(tryClaim, [id, recordId, tx.now]);
}

export async function deleteClaimRow(tx: Tx, id: string): Promise<void> {
  await tx.run(deleteClaim, [id]);
}

export async function deleteOldRows(executor: Executor, before: Temporal.Instant): Promise<void> {
  await executor.run(dropOld, [before]);
}

/** The cards of erased records go, and what showed them. */
export async function forgetCardRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}
