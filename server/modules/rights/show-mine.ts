// What her own page shows: her decisions, who looked at her data, who was given some, and how far an erasure reaches.
import { findOwnRecords, findRecords } from '#customers';
import { formatId } from '#kernel/ids';
import type { Purpose } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { agreeable, findDecisions, listAccesses, listProvisionsOf } from '#privacy';
import { findReach } from './find-reach.ts';

const rowsShown = 100;

/** Of an account: what she may see as hers. */
export async function showMine(tx: Tx, accountId: string) {
  return showRights(tx, accountId, await findOwnRecords(tx, accountId));
}

/** Of a record (uuid) and those that go with it (`own`). */
export async function showRights(tx: Tx, recordId: string, own: readonly string[]) {
  const reach = await findReach(tx, recordId);
  const decisions = [...(await findDecisions(tx, own)).values()];
  const probable = await findRecords(tx, reach.probable);
  const stoppedAt = (await findRecords(tx, [recordId])).get(recordId)?.stoppedAt ?? null;
  const ofPurpose = (purpose: Purpose) => {
    const said = decisions.flatMap((each) => each.get(purpose) ?? []);
    const isGiven = said.includes('given') && !said.includes('withdrawn');
    return { purpose, isGiven, isAsked: said.length > 0 };
  };
  return {
    records: own.length,
    stoppedAt: stoppedAt?.toString() ?? null,
    purposes: [
      { ...ofPurpose('service'), isGiven: stoppedAt === null },
      // What she agreed to counts again when she lifts a stop of every use.
      ...agreeable.map(ofPurpose),
    ],
    looks: (await listAccesses(tx, own, rowsShown)).map((row) => ({
      at: row.at.toString(),
      by: row.actor,
      reason: row.reason,
      what: row.what,
    })),
    transfers: (await listProvisionsOf(tx, own)).slice(0, rowsShown).map((row) => ({
      at: row.at.toString(),
      direction: row.direction,
      party: row.party_name,
      items: row.items,
      purpose: row.purpose,
    })),
    erasure: {
      certain: reach.certain.length,
      probable: [...probable.values()].map((record) => ({
        recordId: formatId('record', record.recordId),
        source: record.source,
      })),
    },
  };
}
