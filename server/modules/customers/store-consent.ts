// SQL that carries a customer's consent mask to the rows that row security guards, and the erasure of them. Both run
// under `duty`, whatever the purpose of the caller: under any other a stopped row is not there, so lifting a stop would
// change nothing and an erasure would leave rows behind.
import { statement } from '#kernel/db';
import { purposes } from '#kernel/purposes';
import { type Tx, underPurpose } from '#kernel/transaction';
import { dropSignRows } from './store-identifiers.ts';

const maskParameters = 'unnest($1::uuid[], $2::bigint[]) AS m(record_id, consent)';
const maskRecords = statement<object>(`
  UPDATE customers.record t SET consent = m.consent,
    stopped_at = CASE WHEN m.consent & ${purposes.service.bit} = 0 THEN coalesce(t.stopped_at, $3) END
  FROM ${maskParameters} WHERE t.id = m.record_id`);
const maskProfiles = statement<object>(`
  UPDATE customers.profile t SET consent = m.consent FROM ${maskParameters}
  WHERE t.record_id = m.record_id AND t.consent <> m.consent`);
const maskHistory = statement<object>(`
  UPDATE customers.profile_history t SET consent = m.consent FROM ${maskParameters}
  WHERE t.record_id = m.record_id AND t.consent <> m.consent`);
const maskContacts = statement<object>(`
  UPDATE customers.contact t SET consent = m.consent FROM ${maskParameters}
  WHERE t.record_id = m.record_id AND t.consent <> m.consent`);
const maskMoments = statement<object>(`
  UPDATE customers.moment t SET consent = m.consent FROM ${maskParameters}
  WHERE t.record_id = m.record_id AND t.consent <> m.consent`);

/** Sets the masks of records and of everything that hangs on them. */
export async function setMasks(tx: Tx, maskOf: ReadonlyMap<string, number>): Promise<void> {
  const parameters = [[...maskOf.keys()], [...maskOf.values()]];
  await underPurpose(tx, 'duty', async (under) => {
    // One round trip: they run in this order.
    const masks = [maskProfiles, maskHistory, maskContacts, maskMoments];
    await Promise.all([
      under.run(maskRecords, [...parameters, tx.now]),
      ...masks.map((mask) => under.run(mask, parameters)),
    ]);
  });
}

type Gone = { record_id: string };
const dropProfiles = statement<Gone>(
  'DELETE FROM customers.profile WHERE record_id = ANY ($1::uuid[]) RETURNING record_id',
);
const dropHistory = statement<Gone>(
  'DELETE FROM customers.profile_history WHERE record_id = ANY ($1::uuid[]) RETURNING record_id',
);
const dropContacts = statement<Gone>(
  'DELETE FROM customers.contact WHERE record_id = ANY ($1::uuid[]) RETURNING record_id',
);
const dropTokens = statement<Gone>(
  'DELETE FROM customers.token WHERE record_id = ANY ($1::uuid[]) RETURNING record_id',
);
const dropMoments = statement<Gone>(
  'DELETE FROM customers.moment WHERE record_id = ANY ($1::uuid[]) RETURNING record_id',
);
const markErased = statement<object>(`
  UPDATE customers.record SET erased_at = $2, source_key_sealed = NULL, consent = 1, stopped_at = NULL,
    source_key_token = CASE WHEN kind = 'account' THEN NULL ELSE source_key_token END
  WHERE id = ANY ($1::uuid[])`);

/** Deletes what hangs on records and marks them erased; answers counts by kind for each record. */
export function dropRecordContents(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  return underPurpose(tx, 'duty', (under) => dropAll(under, recordIds));
}

async function dropAll(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>(recordIds.map((id) => [id, {}]));
  const drops = {
    profile: dropProfiles,
    profile_version: dropHistory,
    contact: dropContacts,
    look_up_key: dropTokens,
    moment: dropMoments,
  };
  for (const [kind, drop] of Object.entries(drops)) {
    for (const { record_id: recordId } of await tx.all(drop, [recordIds])) {
      const mine = counts.get(recordId) ?? {};
      mine[kind] = (mine[kind] ?? 0) + 1;
      counts.set(recordId, mine);
    }
  }
  for (const { record_id: recordId } of await dropSignRows(tx, recordIds)) {
    const mine = counts.get(recordId) ?? {};
    mine.sign = (mine.sign ?? 0) + 1;
    counts.set(recordId, mine);
  }
  await tx.run(markErased, [recordIds, tx.now]);
  return counts;
}
