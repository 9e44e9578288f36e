// Queued messages become jobs here, so that the transactions that queue them make none. Erased people get
// nothing any more.

import { findCompanions, findRecords } from '#customers';
import { privacyConsentChanged, privacyErased } from '#events/privacy';
import { parseId, tryParseId } from '#kernel/ids';
import { enqueueMany } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { type Purpose, purposes } from '#kernel/purposes';
import { forgetChoiceRows } from './choices/store.ts';
import { type DeliverPayload, deliverManyJob, deliverMessageJob } from './deliver-message.ts';
import { messagesQueued } from './events.ts';
import { forgetDeviceRows } from './push/store.ts';
import {
  cancelMessageRowsOf,
  cancelUnwantedRows,
  findMessageRows,
  type MessageRow,
} from './store.ts';

/** So many messages a job: one for each was more than half of what queueing a mail costs Postgres. */
const togetherMax = 10;

export const deliverListener: Listener = {
  name: 'messages.deliver',
  hears: [messagesQueued.type],
  handle: async (tx, events) => {
    const rows = await findMessageRows(
      tx,
      events.flatMap(({ data }) => idsOf(data['messageIds'])),
    );
    const queued = rows.filter(({ state }) => state === 'queued');
    const isLater = ({ next_try_at: dueAt }: MessageRow) =>
      dueAt !== null && Temporal.Instant.compare(dueAt, tx.now) > 0;
    await enqueueMany(
      tx,
      deliverMessageJob,
      queued.filter(isLater).map((row) => ({
        payload: toPayload(row),
        runAt: row.next_try_at ?? tx.now,
        key: `messages.deliver:${row.id}`,
      })),
    );
    const due = queued.filter((row) => !isLater(row)).map(toPayload);
    await enqueueMany(
      tx,
      deliverManyJob,
      Array.from({ length: Math.ceil(due.length / togetherMax) }, (_, index) => {
        const messages = due.slice(index * togetherMax, (index + 1) * togetherMax);
        return {
          payload: { messages },
          key: `messages.deliver_many:${messages[0]?.messageId ?? ''}`,
        };
      }),
    );
  },
};

function idsOf(told: unknown): string[] {
  return Array.isArray(told) ? told.map((id) => parseId('message', String(id))) : [];
}

function toPayload({ id, purpose }: MessageRow): DeliverPayload {
  return { messageId: id, purpose: purpose satisfies Purpose };
}

export const forgetListener: Listener = {
  name: 'messages.forget',
  hears: [privacyErased.type],
  purpose: 'duty',
  handle: async (tx, events) => {
    const recordIds = events.flatMap((event) => tryParseId('record', event.subject) ?? []);
    await cancelMessageRowsOf(tx, recordIds);
    await forgetDeviceRows(tx, recordIds);
    await forgetChoiceRows(tx, recordIds);
  },
};

/** What was queued under a purpose that she has taken back is not sent, from whichever of her records it came. */
export const withdrawalListener: Listener = {
  name: 'messages.withdrawal',
  hears: [privacyConsentChanged.type],
  handle: async (tx, events) => {
    // Of a stop of every use the followers tell (store-stop.ts): news of an open order still goes out.
    const withdrawn = events.filter(
      ({ data }) => data['decision'] === 'withdrawn' && data['purpose'] !== 'service',
    );
    for (const [purpose, group] of Map.groupBy(withdrawn, ({ data }) => String(data['purpose']))) {
      const said = group.map(({ data }) => parseId('record', String(data['recordId'])));
      const hers = [...(await findCompanions(tx, said)).values()].flat();
      const records = await findRecords(tx, [...new Set(hers)]);
      const bit = purposes[purpose as Purpose].bit;
      const closed = [...records.values()].filter(({ consent }) => (consent & bit) === 0);
      await cancelUnwantedRows(
        tx,
        closed.map(({ recordId }) => recordId),
        purpose as Purpose,
      );
    }
  },
};
