// Whoever stands before the clerk: how to greet her, what she bought, what was noted and promised. Only with a reason, and
// the look is written into the book that she reads.
import {
  findCustomersOfRecords,
  findLastVisit,
  kanaOf,
  listRecordsOfCustomer,
  maskProfile,
  nameOf,
  readProfiles,
} from '#customers';
import { formatId, formatOptionalId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { listPurchases, type Purchase } from '#orders';
import { logAccess, logOpenPage } from '#privacy';
import { nameMembers } from '#staff';
import { floorRefusals } from '../errors.ts';
import { type FollowUpRow, listDueRows, listFollowUpRows, listNoteRows } from './store.ts';
import { openWritten, ownRecord, todayAt } from './written.ts';

const purchasesMost = 10;
const writtenMost = 50;
/** A card that was read just now, a sale of a minute ago: these are of the visit that she is on. */
const thisVisit = { hours: 2 } as const;
const carriedHome: ReadonlySet<string> = new Set(['carry_out', 'pickup', 'kitchen']);

/** `recordIds` (uuids) are all of hers. Refuses with customers.unknown, floor.customer_erased. */
export async function showCustomer(
  tx: Tx,
  customerId: string,
  reason: string,
): Promise<{
  readonly recordIds: readonly string[];
  readonly shown: Awaited<ReturnType<typeof tell>>;
}> {
  const recordIds = await listRecordsOfCustomer(tx, customerId);
  const recordId = await ownRecord(tx, recordIds);
  if (recordId === undefined) {
    throw floorRefusals.customer_erased();
  }
  await logAccess(tx, recordIds, { reason, what: 'floor.customer' });
  return { recordIds, shown: await tell(tx, customerId, recordId, recordIds) };
}

async function tell(tx: Tx, customerId: string, recordId: string, recordIds: readonly string[]) {
  const purchases = await listPurchases(tx, recordIds, purchasesMost);
  const notes = await listNoteRows(tx, recordIds, writtenMost);
  const followUps = await listFollowUpRows(tx, recordIds, writtenMost);
  const names = await nameMembers(
    tx,
    [...notes, ...followUps].flatMap((row) => row.staff_id ?? []),
  );
  const noted = await openWritten(tx, 'note', notes);
  const promised = await openWritten(tx, 'followUp', followUps);
  return {
    customerId: formatId('customer', customerId),
    recordId: formatId('record', recordId),
    ...(await greet(tx, recordId, recordIds, purchases)),
    purchases: purchases.map((row) => ({
      orderId: formatId('order', row.id),
      number: row.number,
      state: row.state,
      placeId: formatId('place', row.place_id),
      orderedAt: row.ordered_at.toString(),
      totalMinor: row.total_minor,
      currency: row.currency,
      lines: row.lines.map((line) => ({
        itemId: formatId('item', line.item_id),
        name: line.name,
        quantity: fromMilli(line.quantity_milli),
      })),
    })),
    notes: notes.flatMap((row) => {
      const text = noted.get(row.id);
      return text === undefined
        ? []
        : [
            {
              id: formatId('note', row.id),
              placeId: formatId('place', row.place_id),
              clerk: names.get(row.staff_id ?? '') ?? null,
              writtenAt: row.written_at.toString(),
              text,
            },
          ];
    }),
    followUps: followUps.map((row) => ({
      ...aboutFollowUp(row, names),
      text: promised.get(row.id) ?? '',
    })),
  };
}

async function greet(
  tx: Tx,
  recordId: string,
  recordIds: readonly string[],
  purchases: readonly Purchase[],
) {
  const before = tx.now.subtract(thisVisit);
  const visit = await findLastVisit(tx, recordIds, before);
  const sale = purchases.find(
    (row) =>
      carriedHome.has(row.fulfilment) && Temporal.Instant.compare(row.ordered_at, before) < 0,
  );
  const last = [
    ...(visit === undefined ? [] : [visit]),
    ...(sale === undefined ? [] : [{ at: sale.ordered_at, placeId: sale.place_id }]),
  ].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))[0];
  const profiles = await readProfiles(tx, recordIds);
  const own = [profiles.get(recordId), ...profiles.values()].find(
    (profile) => profile !== null && profile !== undefined && nameOf(profile) !== null,
  );
  return {
    isFirstVisit: last === undefined,
    lastVisit:
      last === undefined
        ? null
        : { at: last.at.toString(), placeId: formatId('place', last.placeId) },
    name: own === undefined || own === null ? null : nameOf(own),
    reading: own === undefined || own === null ? null : kanaOf(own),
  };
}

/**
 * What is due at a place (uuid) today or before. Whom it is about stays masked: her page opens with a
 * reason. Refuses with floor.place_unknown.
 */
export async function listDue(tx: Tx, placeId: string) {
  const rows = await listDueRows(tx, placeId, await todayAt(tx, placeId));
  const recordIds = [...new Set(rows.map((row) => row.record_id))];
  const names = await nameMembers(
    tx,
    rows.flatMap((row) => row.staff_id ?? []),
  );
  await logOpenPage(tx, recordIds, 'floor.follow_ups');
  const profiles = await readProfiles(tx, recordIds);
  const customers = await findCustomersOfRecords(tx, recordIds);
  return rows.map((row) => {
    const profile = profiles.get(row.record_id) ?? null;
    return {
      ...aboutFollowUp(row, names),
      customerId: formatId('customer', customers.get(row.record_id) ?? row.record_id),
      maskedName: profile === null ? null : nameOf(maskProfile(profile)),
    };
  });
}

function aboutFollowUp(row: FollowUpRow, names: ReadonlyMap<string, string>) {
  return {
    id: formatId('followUp', row.id),
    placeId: formatId('place', row.place_id),
    staffId: formatOptionalId('staff', row.staff_id),
    clerk: names.get(row.staff_id ?? '') ?? null,
    dueOn: row.due_on.toString(),
    isDone: row.done_at !== null,
  };
}
