// The safety net under the single deliveries, the emptying of the mailbox, the forgetting of browsers.
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { deliverManyJob, deliverMessage, deliverMessageJob } from './deliver-message.ts';
import { forgetSignedOut } from './push/devices.ts';
import { deleteOldMailboxRows, listDueMessages } from './store.ts';

const mailboxDays = 7;

/** Delivers every message that is due: postponed by quiet hours, or left by a crash. */
export const deliverDueJob: Job<object> = {
  name: 'messages.deliver_due',
  cron: '* * * * *',
  run: async (db) => {
    const due = await transaction(db, { actor: 'job:messages.deliver_due' }, listDueMessages);
    for (const { id, purpose } of due) {
      await deliverMessage(db, id, purpose);
    }
  },
};

/** Empties the mailbox of what is older than a week. */
const emptyMailboxJob: Job<object> = {
  name: 'messages.empty_mailbox',
  cron: '17 18 * * *',
  run: async (db) => {
    await transaction(db, { actor: 'job:messages.empty_mailbox' }, (tx) =>
      deleteOldMailboxRows(tx, tx.now.subtract({ hours: 24 * mailboxDays })),
    );
  },
};

/** Forgets the browsers on which she is signed in no more; nothing goes to them since. */
const forgetDevicesJob: Job<object> = {
  name: 'messages.forget_devices',
  cron: '23 18 * * *',
  run: async (db) => {
    const options = { actor: 'job:messages.forget_devices' };
    let after: string | null | undefined = null;
    while (after !== undefined) {
      const from: string | null = after;
      after = await transaction(db, options, (tx) => forgetSignedOut(tx, from));
    }
  },
};

export const messagesJobs = [
  deliverMessageJob,
  deliverManyJob,
  deliverDueJob,
  emptyMailboxJob,
  forgetDevicesJob,
] as const;
