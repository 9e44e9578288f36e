// SQL of what is hers: guests who gave an address that she has proved, and the records joined to her account.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

// A link that was taken back stays a row, and is never made again from here.
const guestsOfContact = statement<{ id: string }>(`
  SELECT DISTINCT r.id FROM customers.contact c
  JOIN customers.token t ON t.kind = c.kind AND t.token = c.token
  JOIN customers.record r ON r.id = t.record_id
  WHERE c.record_id = $1 AND c.kind = $3 AND c.verified_at IS NOT NULL AND c.ended_at IS NULL
    AND r.kind = 'guest' AND r.erased_at IS NULL AND r.created_at >= $2 AND NOT EXISTS (
      SELECT FROM customers.link l WHERE l.record_a = least(r.id, $1) AND l.record_b = greatest(r.id, $1))
  ORDER BY r.id DESC LIMIT 100`);
const joinedBy = statement<{ root: string; id: string }>(`
  WITH RECURSIVE joined(root, id) AS (
    SELECT k.id, k.id FROM unnest($1::uuid[]) AS k(id)
    UNION
    SELECT j.root, n.id FROM joined j CROSS JOIN LATERAL (
      SELECT record_b AS id FROM customers.link
      WHERE record_a = j.id AND verdict = 'same' AND withdrawn_at IS NULL AND kind = ANY ($2::text[])
      UNION ALL
      SELECT record_a FROM customers.link
      WHERE record_b = j.id AND verdict = 'same' AND withdrawn_at IS NULL AND kind = ANY ($2::text[])
    ) AS n
  )
  SELECT root, id FROM joined WHERE id <> root ORDER BY root, id`);

/** Guests since a moment who gave an address (or telephone) the account proved, never joined to it or parted from it so far. */
export async function findGuestIdsOfContact(
  tx: Tx,
  accountId: string,
  kind: 'email' | 'phone',
  since: Temporal.Instant,
): Promise<string[]> {
  return (await tx.all(guestsOfContact, [accountId, since, kind])).map((row) => row.id);
}

/** Record → those that hang together with it over links of these kinds. */
export async function listJoined(
  tx: Tx,
  recordIds: readonly string[],
  kinds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.all(joinedBy, [recordIds, kinds]);
  const sets = Map.groupBy(rows, ({ root }) => root);
  return new Map([...sets].map(([root, joined]) => [root, joined.map(({ id }) => id)]));
}

const recordsByToken = statement<{ record_id: string }>(`
  SELECT t.record_id FROM customers.token t JOIN customers.record r ON r.id = t.record_id
  WHERE t.kind = $1 AND t.token = $2 AND r.erased_at IS NULL ORDER BY t.record_id LIMIT 20`);

/** Records with a look-up key. */
export async function findRecordIdsByToken(
  tx: Tx,
  kind: 'member',
  token: Buffer,
): Promise<string[]> {
  return (await tx.all(recordsByToken, [kind, token])).map((row) => row.record_id);
}
