// Writing everybody's data out at the terminal of the server takes four eyes too: one person asks for it in the house,
// another approves, and the number of that request opens one export within its day. A terminal has no name of its own,
// so whoever approved is in the book beside each record's entry. Where only one person could decide there is nobody to
// ask, and an example holds nobody's data.
import type { Tx } from '#kernel/transaction';
import { countMembersWith, isExampleHouse } from '#staff';
import { rightsRefusals } from './errors.ts';
import { findRequestRow, useRequestRow } from './store.ts';

/** Uses the approval up. Refuses with rights.export_unapproved. */
export async function allowExport(tx: Tx, requestId: string | undefined): Promise<void> {
  if (requestId === undefined) {
    const isFree = (await isExampleHouse(tx)) || (await countMembersWith(tx, 'rights.write')) <= 1;
    if (!isFree) {
      throw rightsRefusals.export_unapproved();
    }
    return;
  }
  const row = await findRequestRow(tx, requestId);
  const isFitting =
    row?.kind === 'export' &&
    row.expires_at !== null &&
    Temporal.Instant.compare(tx.now, row.expires_at) < 0;
  if (!isFitting || !(await useRequestRow(tx, requestId))) {
    throw rightsRefusals.export_unapproved();
  }
}
