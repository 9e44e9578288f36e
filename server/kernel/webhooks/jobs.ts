// Sending, as jobs: one a webhook when there is something to send or to try again, a look each minute for
// what a crash left behind, and the end of old deliveries.
import type { Config } from '#kernel/config';
import type { Database } from '#kernel/db';
import { type AnyJob, enqueue, type Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { deliverDue } from './deliver.ts';
import { listDueWebhooks, pruneDeliveries } from './store.ts';

const keptDays = 30;

type Delivering = { readonly webhookId: string };

/** For enqueueing; the one that runs is made by `webhookJobs`, since it needs the settings. */
export const deliverJob: Job<Delivering> = {
  name: 'webhooks.deliver',
  run: () => Promise.reject(new Error('webhooks.deliver is run by what webhookJobs makes')),
};

/** The jobs of webhooks, for the house's list. */
export function webhookJobs(config: Pick<Config, 'webhookPrivate'>): readonly AnyJob[] {
  const policy = { allowPrivate: config.webhookPrivate };
  const underWay = new Map<string, { isWantedAgain: boolean }>();

  const deliver: Job<Delivering> = {
    ...deliverJob,
    run: async (db, { webhookId }) => {
      // Two rounds of one webhook side by side would mix up the order.
      const other = underWay.get(webhookId);
      if (other !== undefined) {
        other.isWantedAgain = true;
        return;
      }
      const round = { isWantedAgain: false };
      underWay.set(webhookId, round);
      try {
        const next = await deliverDue(db, webhookId, policy);
        await sendLater(db, webhookId, round.isWantedAgain ? db.clock.now() : next);
      } finally {
        underWay.delete(webhookId);
      }
    },
  };
  const sweep: Job<object> = {
    name: 'webhooks.sweep',
    cron: '* * * * *',
    run: async (db) => {
      for (const { id } of await db.all(listDueWebhooks, [db.clock.now()])) {
        await sendLater(db, id, db.clock.now());
      }
    },
  };
  const prune: Job<object> = {
    name: 'webhooks.prune',
    cron: '25 18 * * *',
    run: async (db) => {
      await db.run(pruneDeliveries, [db.clock.now().subtract({ hours: keptDays * 24 })]);
    },
  };
  return [deliver, sweep, prune];
}

async function sendLater(
  db: Database,
  webhookId: string,
  at: Temporal.Instant | undefined,
): Promise<void> {
  if (at !== undefined) {
    // Another key than the listener's: this one must not push back what is to go at once.
    const options = { key: `webhooks ${webhookId} again`, runAt: at };
    await transaction(db, { actor: 'webhooks' }, (tx) =>
      enqueue(tx, deliverJob, { webhookId }, options),
    );
  }
}
