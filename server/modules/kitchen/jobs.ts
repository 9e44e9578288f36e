// The clock of the kitchen.
import type { Database } from '#kernel/db';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { dropBasketsBefore } from './baskets/store.ts';
import { findDueTickets } from './tickets/store.ts';
import { startTicket } from './tickets/work-ticket.ts';

/** Every minute: what has to be begun now is shown as begun. */
export const startDueTickets: Job<Record<string, never>> = {
  name: 'kitchen.start',
  cron: '* * * * *',
  run: startDue,
};

export async function startDue(db: Database): Promise<void> {
  const actor = 'job:kitchen.start';
  for (const orderId of await transaction(db, { actor, readOnly: true }, findDueTickets)) {
    await transaction(db, { actor }, (tx) => startTicket(tx, orderId));
  }
}

const basketsKept = { hours: 24 * 30 } as const;

/** Every night: baskets that nobody touched for a month. */
export const dropBaskets: Job<Record<string, never>> = {
  name: 'kitchen.drop_baskets',
  cron: '20 18 * * *',
  run: async (db) => {
    const options = { actor: 'job:kitchen.drop_baskets' };
    let count = 0;
    do {
      count = await transaction(db, options, (tx) =>
        dropBasketsBefore(tx, tx.now.subtract(basketsKept)),
      );
    } while (count >= 1000);
  },
};
