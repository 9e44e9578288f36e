// What she looked at last. On her account, and so on every device, only while she agrees to personalisation; else her
// browser keeps it and nobody else knows.
import { findOwnRecords } from '#customers';
import { purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { consentMaskOf, findDecisions } from '#privacy';
import { deleteSeenRowsOf, listSeenRows, noteSeenRows } from './store-seen.ts';

/** More is no "lately". */
export const seenMax = 24;

/** Her records (uuids) when she agreed, and nothing when she did not or took it back on any of them. */
async function agreedRecords(tx: Tx, recordId: string): Promise<readonly string[]> {
  const own = await findOwnRecords(tx, recordId);
  const decisions = await findDecisions(tx, own);
  const mask = consentMaskOf([...decisions.values()]);
  return (mask & purposes.personalisation.bit) === 0 ? [] : own;
}

/** Puts items (uuids, the latest first) on her account; false where she has not agreed. */
export async function noteSeen(
  tx: Tx,
  recordId: string,
  itemIds: readonly string[],
): Promise<boolean> {
  const agreed = await agreedRecords(tx, recordId);
  if (agreed.length === 0) {
    return false;
  }
  await noteSeenRows(tx, recordId, itemIds, seenMax);
  return true;
}

/** The latest first; undefined where she has not agreed. */
export async function listSeen(tx: Tx, recordId: string): Promise<string[] | undefined> {
  const agreed = await agreedRecords(tx, recordId);
  return agreed.length === 0 ? undefined : listSeenRows(tx, agreed, seenMax);
}

export async function forgetSeen(tx: Tx, recordId: string): Promise<void> {
  await deleteSeenRowsOf(tx, await findOwnRecords(tx, recordId));
}
