// Events become deliveries that wait: set-based, in the transaction that moves the listener's cursor, so none
// is lost and none is made twice. Sending is a job, since no network belongs into a transaction.
import { parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { deliverJob } from './jobs.ts';
import { anyEnabled, insertDeliveries } from './store.ts';

export const webhookListener: Listener = {
  name: 'webhooks.deliveries',
  hears: ['*'],
  handle: async (tx, events) => {
    // Most houses have none, and most batches come when nobody waits for them.
    const { any } = await tx.one(anyEnabled);
    if (!any) {
      return;
    }
    const webhooks = await tx.all(insertDeliveries, [
      events.map((event) => parseId('event', event.id)),
      events.map((event) => event.type),
      events.map((event) => event.position),
      tx.now,
    ]);
    for (const { webhook_id: webhookId } of webhooks) {
      await enqueue(tx, deliverJob, { webhookId }, { key: `webhooks ${webhookId}` });
    }
  },
};
