// A decision about a purpose acts on the rows at once: the mask on records, profiles, contacts and moments
// follows the decisions of all records of the customer (the stricter wins), and comes back on a split. Where `service`
// itself was taken back every use is stopped; whoever keeps rows of hers hears of that by record, also when a merge
// brought it or a split took it away.
import { formatId } from '#kernel/ids';
import { isStopped } from '#kernel/purposes';
import { stopSessionsOf } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { appendConsents, type ConsentDecision, consentMaskOf, findDecisions } from '#privacy';
import { customersUseResumed, customersUseStopped } from './events.ts';
import { dropHealth } from './health/drop-health.ts';
import {
  findRecordRows,
  findRecordRowsOfCustomers,
  lockRecordRows,
  type RecordRow,
} from './store.ts';
import { setMasks } from './store-consent.ts';

/**
 * Takes decisions into the book of consents and sets the masks of the customers concerned. Decisions of
 * erased or unknown records are left out. Answers the records that have new decisions (uuids).
 */
export async function changeConsents(
  tx: Tx,
  decisions: readonly ConsentDecision[],
): Promise<string[]> {
  const changed = await appendConsents(tx, decisions);
  if (changed.length > 0) {
    const rows = await findRecordRows(tx, changed);
    const customerIds = [...new Set(rows.map((row) => row.customer_id))];
    await forgetHealth(tx, decisions, customerIds);
    await refreshConsent(tx, customerIds);
  }
  return changed;
}

/** Notes of her health are kept on her word alone: with it they go, not only out of sight. */
async function forgetHealth(
  tx: Tx,
  decisions: readonly ConsentDecision[],
  customerIds: readonly string[],
): Promise<void> {
  const back = decisions.filter(
    ({ purpose, decision }) => purpose === 'health' && decision === 'withdrawn',
  );
  if (back.length > 0) {
    const found = await findRecordRowsOfCustomers(tx, customerIds);
    // Locked as for the masks: whoever is writing a note is waited for, and that goes as well.
    const hers = await lockRecordRows(
      tx,
      found.map(({ id }) => id),
    );
    const said = new Set(back.map(({ recordId }) => recordId));
    const ids = new Set(hers.filter(({ id }) => said.has(id)).map((row) => row.customer_id));
    const gone = hers.filter((row) => ids.has(row.customer_id));
    await dropHealth(
      tx,
      gone.map(({ id }) => id),
    );
  }
}

/** Works out the masks of customers anew from the book. */
async function refreshConsent(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const found = await findRecordRowsOfCustomers(tx, customerIds);
  const records = await lockRecordRows(
    tx,
    found.map((row) => row.id),
  );
  await matchConsents(tx, records);
}

type MaskedRecord = Pick<RecordRow, 'id' | 'customer_id' | 'consent' | 'stopped_at'>;

/** The same for records that are locked already, every record of their customers among them. */
export async function matchConsents(tx: Tx, records: readonly MaskedRecord[]): Promise<void> {
  const decisions = await findDecisions(
    tx,
    records.map((row) => row.id),
  );
  const masks = new Map<string, number>();
  for (const set of Map.groupBy(records, (row) => row.customer_id).values()) {
    const mask = consentMaskOf(set.map((row) => decisions.get(row.id) ?? new Map()));
    for (const row of set.filter((each) => each.consent !== mask)) {
      masks.set(row.id, mask);
    }
  }
  if (masks.size > 0) {
    await setMasks(tx, masks);
    await announceStops(tx, records, masks);
  }
}

/** Tells of records whose use is stopped from now on, or is no longer, and their sessions with them. */
async function announceStops(
  tx: Tx,
  records: readonly MaskedRecord[],
  masks: ReadonlyMap<string, number>,
): Promise<void> {
  const turned = records.filter(
    ({ id, consent }) => isStopped(masks.get(id) ?? consent) !== isStopped(consent),
  );
  for (const { id, stopped_at: stoppedAt } of turned) {
    const recordId = formatId('record', id);
    tx.emit(
      stoppedAt === null
        ? customersUseStopped.make(recordId, { recordId }, { recordId: id })
        : customersUseResumed.make(
            recordId,
            { recordId, stoppedAt: stoppedAt.toString() },
            { recordId: id },
          ),
    );
  }
  for (const [wasStopped, group] of Map.groupBy(turned, (row) => isStopped(row.consent))) {
    await stopSessionsOf(
      tx,
      group.map(({ id }) => id),
      !wasStopped,
    );
  }
}
