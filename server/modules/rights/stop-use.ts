// Stopping every use, and lifting it (APPI art. 35). The word is kept like every other decision: the newest of each record
// counts, the stricter wins among those of one customer, and each has its receipt. What she agreed to besides is not
// touched, so lifting restores all.
import { changeConsents } from '#customers';
import type { Tx } from '#kernel/transaction';
import { findDecisions } from '#privacy';

export type SaidHow = { readonly channel: 'web' | 'staff'; readonly language: 'ja' | 'en' };

/** Stops every use of these records (uuids) but what contract and law demand. */
export async function stopUse(tx: Tx, recordIds: readonly string[], how: SaidHow): Promise<void> {
  await say(tx, recordIds, 'withdrawn', how);
}

/** Lifts the stop of those among these records (uuids) that had asked for one. */
export async function resumeUse(tx: Tx, recordIds: readonly string[], how: SaidHow): Promise<void> {
  const decisions = await findDecisions(tx, recordIds);
  const stopped = recordIds.filter((id) => decisions.get(id)?.get('service') === 'withdrawn');
  await say(tx, stopped, 'given', how);
}

async function say(
  tx: Tx,
  recordIds: readonly string[],
  decision: 'given' | 'withdrawn',
  how: SaidHow,
): Promise<void> {
  await changeConsents(
    tx,
    recordIds.map((recordId) => ({ recordId, purpose: 'service', decision, ...how })),
  );
}
