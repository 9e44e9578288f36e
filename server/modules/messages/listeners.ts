// Queued messages become jobs here, so that the transactions that queue them make none. Erased people get
// nothing any more.

import { privacyErased } from '#events/privacy';
import { parseId, tryParseId } from '#kernel/ids';
import { enqueueMany } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import type { Purpose } from '#kernel/purposes';
import { deliverMessageJob } from './deliver-message.ts';
import { messagesQueued } from './events.ts';
import { cancelMessageRowsOf, findMessageRows } from './store.ts';

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
