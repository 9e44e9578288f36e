// Queued messages become jobs here, so that the transactions that queue them make none. Erased people get
// nothing any more.

import { privacyErased } from '#events/privacy';
import { parseId, tryParseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import type { Purpose } from '#kernel/purposes';
import { deliverMessageJob } from './deliver-message.ts';
import { messagesQueued } from './events.ts';
import { cancelMessageRowsOf, findMessageRow } from './store.ts';

export const deliverListener: Listener = {
  name: 'messages.deliver',
  hears: [messagesQueued.type],
  handle: async (tx, events) => {
    for (const event of events) {
      const id = parseId('message', event.subject);
      const row = await findMessageRow(tx, id);
      if (row?.state === 'queued') {
        const payload = { messageId: id, purpose: row.purpose satisfies Purpose };
        const runAt = row.next_try_at ?? tx.now;
        await enqueue(tx, deliverMessageJob, payload, { runAt, key: `messages.deliver:${id}` });
      }
    }
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
