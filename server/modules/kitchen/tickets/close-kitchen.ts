// A shop closes from now on, and its kitchen with it: what it would have made before it opens again is cancelled, paid back,
// and she is told with her basket kept, so that she can order at another café. Whoever stands at the counter is served
// first. Each in a transaction of its own; run again, it goes on with what is left.
import type { Database } from '#kernel/db';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { changeState } from '#orders';
import { findTicketsUntil, lockTicket } from './store.ts';

type ClosedKitchen = {
  /** uuid */
  readonly placeId: string;
  /** When the shop has hours again at the earliest, ISO 8601. */
  readonly until: string;
};

export const closeKitchen: Job<ClosedKitchen> = {
  name: 'kitchen.close',
  run: cancelUntil,
};

const waiting: ReadonlySet<string> = new Set(['unpaid', 'waiting', 'started', 'ready']);

async function cancelUntil(db: Database, { placeId, until }: ClosedKitchen): Promise<void> {
  const actor = 'job:kitchen.close';
  const opensAgain = Temporal.Instant.from(until);
  const orderIds = await transaction(db, { actor, readOnly: true }, (tx) =>
    findTicketsUntil(tx, placeId, opensAgain),
  );
  for (const orderId of orderIds) {
    await transaction(db, { actor }, async (tx) => {
      const ticket = await lockTicket(tx, orderId);
      if (ticket !== undefined && waiting.has(ticket.state) && ticket.arrived_at === null) {
        await changeState(tx, orderId, 'cancelled', 'place_closed');
      }
    });
  }
}
