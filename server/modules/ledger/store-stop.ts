// SQL by which value follows a stop of use: lots of whoever has stopped stand still. Their last day is put aside, so that
// nothing that asks for it finds one; lifting gives it back, later by as long as the lot stood still.
import { findRecords } from '#customers';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Resumed, StopFollower } from '#privacy';

const putAside = statement<object>(`
  UPDATE ledger.lot l SET attributes = l.attributes || jsonb_build_object('stoodStill', l.expires_at), expires_at = NULL
  FROM unnest($1::uuid[], $2::timestamptz[]) AS s(record_id, stopped_at)
  JOIN ledger.account a ON a.owner_id = s.record_id AND a.owner_kind = 'record'
  WHERE l.account_id = a.id AND l.is_open AND l.expires_at > s.stopped_at`);
const giveBack = statement<object>(`
  UPDATE ledger.lot l SET attributes = l.attributes - 'stoodStill',
    expires_at = (l.attributes ->> 'stoodStill')::timestamptz + ($3::timestamptz - greatest(s.stopped_at, l.created_at))
  FROM unnest($1::uuid[], $2::timestamptz[]) AS s(record_id, stopped_at)
  JOIN ledger.account a ON a.owner_id = s.record_id AND a.owner_kind = 'record'
  WHERE l.account_id = a.id AND l.is_open AND l.attributes ? 'stoodStill'`);

export const ledgerStop: StopFollower = {
  module: 'ledger',
  tables: [],
  stop: async (tx, recordIds) => {
    await standStill(tx, recordIds);
  },
  resume: async (tx, records: readonly Resumed[]) => {
    await tx.run(giveBack, [
      records.map(({ recordId }) => recordId),
      records.map(({ stoppedAt }) => stoppedAt),
      tx.now,
    ]);
  },
};

/** Lets the lots of those among these records (uuids) stand still who have stopped every use; answers since when, by record. */
export async function standStill(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Temporal.Instant>> {
  const records = await findRecords(tx, recordIds);
  const stopped = new Map(
    [...records.values()].flatMap(({ recordId, stoppedAt }): [string, Temporal.Instant][] =>
      stoppedAt === null ? [] : [[recordId, stoppedAt]],
    ),
  );
  if (stopped.size > 0) {
    await tx.run(putAside, [[...stopped.keys()], [...stopped.values()]]);
  }
  return stopped;
}
