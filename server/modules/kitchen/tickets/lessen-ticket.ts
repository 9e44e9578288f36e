// Drinks that were taken off an order are not made: their cups leave the ticket, those that nobody has made first, and the
// room they took is free for others. What is left may be made already: then the order is ready.
import type { Tx } from '#kernel/transaction';
import { changeState, findStandingOrders } from '#orders';
import { kitchenTicketChanged } from '../events.ts';
import { lessenRoom, lockShopRow } from '../shops/store.ts';
import { type CupRow, dropCupRows, findCups, findTicket, lockTicket, saveTicket } from './store.ts';
import { announceTicket } from './tell-ticket.ts';

/** Brings the ticket of an order (uuid) to what its lines are. Repeatable; nothing for orders without one. */
export async function lessenTicket(tx: Tx, orderId: string): Promise<void> {
  const known = await findTicket(tx, orderId);
  if (known === undefined) {
    return;
  }
  await lockShopRow(tx, known.place_id);
  const ticket = await lockTicket(tx, orderId);
  const order = (await findStandingOrders(tx, [orderId])).get(orderId);
  if (ticket === undefined || order === undefined) {
    return;
  }
  if (ticket.state === 'handed_over' || ticket.state === 'ended') {
    return;
  }
  const cups = (await findCups(tx, [orderId])).get(orderId) ?? [];
  const pieces = new Map(order.lines.map((each) => [each.line, each.quantityMilli / 1000]));
  const kept = cupsKept(cups, pieces);
  if (kept.length === cups.length || kept.length === 0) {
    // All of it taken off cancels the order, and the ticket goes with that.
    return;
  }
  const numbers = cups.filter((cup) => !kept.includes(cup)).map(({ number }) => number);
  await dropCupRows(tx, orderId, numbers);
  await lessenRoom(tx, ticket.place_id, orderId, unitsOf(kept));
  const isReady = ticket.state === 'started' && kept.every(({ bumped_at }) => bumped_at !== null);
  if (isReady) {
    await changeState(tx, orderId, 'ready');
  }
  const moved = await saveTicket(
    tx,
    isReady ? { ...ticket, state: 'ready', ready_at: tx.now } : ticket,
  );
  await announceTicket(tx, kitchenTicketChanged, moved);
}

/** As many of each line as the order still has; made ones stay before those that are not. */
function cupsKept(cups: readonly CupRow[], pieces: ReadonlyMap<number, number>): CupRow[] {
  const madeFirst = cups.toSorted(
    (a, b) => Number(a.bumped_at === null) - Number(b.bumped_at === null) || a.number - b.number,
  );
  const left = new Map(pieces);
  const kept = new Set(
    madeFirst.filter(({ line }) => {
      const more = left.get(line) ?? 0;
      left.set(line, more - 1);
      return more >= 1;
    }),
  );
  return cups.filter((cup) => kept.has(cup));
}

function unitsOf(cups: readonly CupRow[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const cup of cups) {
    units.set(cup.station, (units.get(cup.station) ?? 0) + cup.units);
  }
  return units;
}
