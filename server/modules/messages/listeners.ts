// Queued messages become jobs here, so that the transactions that queue them make none. Erased people get
// nothing any more.

import { findCompanions, findRecords } from '#customers';
import { privacyConsentChanged, privacyErased } from '#events/privacy';
import { parseId, tryParseId } from '#kernel/ids';
import { enqueueMany } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { type Purpose, purposes } from '#kernel/purposes';
import { deliverMessageJob } from './deliver-message.ts';
import { messagesQueued } from './events.ts';
import { cancelMessageRowsOf, cancelUnwantedRows, findMessageRows } from './store.ts';

export const deliverListener: Listener = {
  name: 'messages.deliver',
  hears: [messagesQueued.type],
  handle: async (tx, events) => {
    const rows = await findMessageRows(
      tx,
      events.map((event) => parseId('message', event.subject)),
    );
    await enqueueMany(
      tx,
      deliverMessageJob,
      rows
        .filter(({ state }) => state === 'queued')
        .map(({ id, purpose, next_try_at: dueAt }) => ({
          payload: { messageId: id, purpose: purpose satisfies Purpose },
          runAt: dueAt ?? tx.now,
          key: `messages.deliver:${id}`,
        })),
    );
  },
};

export const forgetListener: Listener = {
  name: 'messages.forget',
  hears: [privacyErased.type],
  handle: async (tx, events) => {
    const recordIds = events.flatMap((event) => tryParseId('record', event.subject) ?? []);
    await cancelMessageRowsOf(tx, recordIds);
  },
};

/** What was queued under a purpose that she has taken back is not sent, from whichever of her records it came. */
export const withdrawalListener: Listener = {
  name: 'messages.withdrawal',
  hears: [privacyConsentChanged.type],
  handle: async (tx, events) => {
    const withdrawn = events.filter(({ data }) => data['decision'] === 'withdrawn');
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
