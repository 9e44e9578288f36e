// SQL of what is hers: guests who gave an address that she has proved, and the records joined to her account.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

// A link that was taken back stays a row, and is never made again from here.
const guestsOfEmail = statement<{ id: string }>(`
  SELECT r.id FROM customers.token t JOIN customers.record r ON r.id = t.record_id
  WHERE t.kind = 'email' AND t.token = $1 AND r.kind = 'guest' AND r.erased_at IS NULL AND r.created_at >= $3
    AND r.id <> $2 AND NOT EXISTS (
      SELECT FROM customers.link l WHERE l.record_a = least(r.id, $2) AND l.record_b = greatest(r.id, $2))
  ORDER BY r.id DESC LIMIT 100`);
const joinedBy = statement<{ id: string }>(`
  SELECT DISTINCT CASE WHEN record_a = $1 THEN record_b ELSE record_a END AS id FROM customers.link
  WHERE (record_a = $1 OR record_b = $1) AND verdict = 'same' AND withdrawn_at IS NULL AND kind = ANY ($2::text[])
  ORDER BY id LIMIT 500`);

/** Guests since a moment who gave this address and were never joined to the account or parted from it. */
export async function findGuestIdsOfEmail(
  tx: Tx,
  token: Buffer,
  accountId: string,
  since: Temporal.Instant,
): Promise<string[]> {
  return (await tx.all(guestsOfEmail, [token, accountId, since])).map((row) => row.id);
}

/** Records joined directly to one by a link of these kinds. */
export async function findJoinedIds(
  tx: Tx,
  recordId: string,
  kinds: readonly string[],
): Promise<string[]> {
  return (await tx.all(joinedBy, [recordId, kinds])).map((row) => row.id);
}
