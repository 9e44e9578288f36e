import { houseDay } from '#kernel/clock';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { closePeriod } from './close-period.ts';
import { lastClosing } from './closing.ts';
import { listAccounts } from './store.ts';

/** Every night: what was missed, by a machine that was off, is made up for. */
export const closeInvoices: Job<Record<string, never>> = {
  name: 'orders.close_invoices',
  cron: '25 15 * * *',
  run: async (db) => {
    const options = { actor: 'job:orders.close_invoices', timeoutMs: 60_000 };
    const accounts = await transaction(db, options, listAccounts);
    for (const account of accounts) {
      await transaction(db, options, (tx) =>
        closePeriod(tx, account.partyId, lastClosing(account, houseDay(tx))),
      );
    }
  },
};
