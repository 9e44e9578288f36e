// What people behind the counter do with a ticket, and what the clock does. Every step may come twice: a finger that
// presses two times, a tablet that sends again what it did without a line.
import type { Tx } from '#kernel/transaction';
import { changeState, findStandingOrders } from '#orders';
import { findPlaces } from '#places';
import { kitchenRefusals } from '../errors.ts';
import { kitchenArrived, kitchenHandedOver, kitchenTicketChanged } from '../events.ts';
import { giveRoomBack, lockShopRow } from '../shops/store.ts';
import { hashCode } from './hand-over-code.ts';
import { isPaymentAgreed } from './is-payment-agreed.ts';
import {
  bumpCupRows,
  findCups,
  findTicket,
  lockTicket,
  lockTicketByCode,
  saveTicket,
  type TicketRow,
  unbumpCupRows,
} from './store.ts';
import { announceTicket, tellTicket } from './tell-ticket.ts';

/** The ticket of an order (uuid), locked. Refuses with kitchen.ticket_unknown. */
async function openTicket(tx: Tx, orderId: string): Promise<TicketRow> {
  const ticket = await lockTicket(tx, orderId);
  if (ticket === undefined) {
    throw kitchenRefusals.ticket_unknown();
  }
  return ticket;
}

function refuseUnworkable(ticket: TicketRow): void {
  if (ticket.state === 'unpaid') {
    throw kitchenRefusals.not_paid({ number: ticket.call_number });
  }
  if (ticket.state === 'ended') {
    throw kitchenRefusals.ended({ number: ticket.call_number });
  }
}

/**
 * A station (null: every one) has made its part; when all have, the order is ready and she is told. Bumped again it stays as
 * it is. Refuses with kitchen.ticket_unknown, kitchen.not_paid, kitchen.ended.
 */
export async function bumpTicket(
  tx: Tx,
  orderId: string,
  station: string | null,
): Promise<TicketRow> {
  const ticket = await openTicket(tx, orderId);
  refuseUnworkable(ticket);
  if (ticket.state === 'ready' || ticket.state === 'handed_over') {
    return ticket;
  }
  await bumpCupRows(tx, orderId, station);
  const cups = (await findCups(tx, [orderId])).get(orderId) ?? [];
  const isReady = cups.every(({ bumped_at }) => bumped_at !== null);
  const wasWaiting = ticket.state === 'waiting';
  const moved = await saveTicket(tx, {
    ...ticket,
    state: isReady ? 'ready' : 'started',
    started_at: ticket.started_at ?? tx.now,
    ready_at: isReady ? tx.now : null,
  });
  if (isReady) {
    await changeState(tx, orderId, 'ready');
  } else if (wasWaiting) {
    await changeState(tx, orderId, 'preparing');
  }
  await announceTicket(tx, kitchenTicketChanged, moved);
  return moved;
}

/** Takes a bump back: it has to be made (again). Refuses as `bumpTicket`, and with kitchen.handed_over. */
export async function recallTicket(
  tx: Tx,
  orderId: string,
  station: string | null,
): Promise<TicketRow> {
  const ticket = await openTicket(tx, orderId);
  refuseUnworkable(ticket);
  await refuseHandedOver(tx, ticket);
  await unbumpCupRows(tx, orderId, station);
  if (ticket.state === 'ready') {
    await changeState(tx, orderId, 'preparing', 'recalled');
  }
  const moved = await saveTicket(tx, { ...ticket, state: 'started', ready_at: null });
  await announceTicket(tx, kitchenTicketChanged, moved);
  return moved;
}

/** Says when, by the shop's clock. */
async function refuseHandedOver(
  tx: Tx,
  { state, call_number: number, handed_over_at, place_id }: TicketRow,
): Promise<void> {
  if (state === 'handed_over') {
    const [place] = await findPlaces(tx, [place_id]);
    const zone = place?.time_zone ?? tx.database.timeZone;
    const at = handed_over_at?.toZonedDateTimeISO(zone).toPlainTime();
    throw kitchenRefusals.handed_over({
      number,
      at: at?.toString({ smallestUnit: 'minute' }) ?? '',
    });
  }
}

/** "I'm here": the display shows that she stands at the counter. Said again it changes nothing. */
export async function arrive(tx: Tx, orderId: string): Promise<TicketRow> {
  const ticket = await openTicket(tx, orderId);
  if (ticket.arrived_at !== null || ticket.state === 'handed_over' || ticket.state === 'ended') {
    return ticket;
  }
  const moved = await saveTicket(tx, { ...ticket, arrived_at: tx.now });
  await announceTicket(tx, kitchenArrived, moved);
  return moved;
}

/** What she shows, or the order that is chosen on the display where she has nothing to show. */
export type HandOver = { readonly placeId: string } & (
  | { readonly code: string }
  | { readonly orderId: string }
);

/**
 * Hands an order over: the goods leave, the payment is taken, points and stamps are hers at that moment. Refuses with
 * kitchen.not_hers, kitchen.other_shop, kitchen.not_ready, kitchen.handed_over, kitchen.not_paid, kitchen.ended.
 */
export async function handOver(tx: Tx, wish: HandOver): Promise<TicketRow> {
  const ticket =
    'code' in wish
      ? await lockTicketByCode(tx, hashCode(wish.code))
      : await lockTicket(tx, wish.orderId);
  if (ticket === undefined) {
    throw kitchenRefusals.not_hers();
  }
  if (ticket.place_id !== wish.placeId) {
    const [place] = await findPlaces(tx, [ticket.place_id]);
    throw kitchenRefusals.other_shop({ shop: place?.name_ja ?? '' });
  }
  refuseUnworkable(ticket);
  await refuseHandedOver(tx, ticket);
  if (ticket.state !== 'ready') {
    const cups = (await findCups(tx, [ticket.order_id])).get(ticket.order_id) ?? [];
    const left = cups.filter(({ bumped_at }) => bumped_at === null).length;
    throw kitchenRefusals.not_ready({ number: ticket.call_number, left });
  }
  const order = await changeState(tx, ticket.order_id, 'handed_over');
  const moved = await saveTicket(tx, {
    ...ticket,
    state: 'handed_over',
    handed_over_at: tx.now,
  });
  const waited = moved.arrived_at === null ? null : tx.now.since(moved.arrived_at).total('seconds');
  const told = await tellTicket(tx, moved);
  tx.emit(
    kitchenHandedOver.make(
      told.orderId,
      { ...told, waitedSeconds: waited === null ? null : Math.round(waited) },
      { placeId: moved.place_id, recordId: order.record_id },
    ),
  );
  return moved;
}

/** Its time to be made has come: she sees that it is. */
export async function startTicket(tx: Tx, orderId: string): Promise<void> {
  const ticket = await lockTicket(tx, orderId);
  const isDue =
    ticket?.state === 'waiting' && Temporal.Instant.compare(ticket.start_at, tx.now) <= 0;
  if (ticket === undefined || !isDue) {
    return;
  }
  await changeState(tx, orderId, 'preparing');
  const moved = await saveTicket(tx, { ...ticket, state: 'started', started_at: tx.now });
  await announceTicket(tx, kitchenTicketChanged, moved);
}

/** The payment is sure: it goes to the kitchen. */
export async function releaseTicket(tx: Tx, orderId: string): Promise<void> {
  const ticket = await lockTicket(tx, orderId);
  if (ticket?.state !== 'unpaid' || !(await isPaymentAgreed(tx, orderId))) {
    return;
  }
  const moved = await saveTicket(tx, { ...ticket, state: 'waiting' });
  await announceTicket(tx, kitchenTicketChanged, moved);
}

const gone: ReadonlySet<string> = new Set(['handed_over', 'completed', 'shipped']);
const over: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'expired', 'returned']);

/** An order went another way (a clerk's tablet, a card that was declined): its ticket follows, its room is free again. */
export async function followOrder(tx: Tx, orderId: string): Promise<TicketState | undefined> {
  const known = await findTicket(tx, orderId);
  if (known === undefined) {
    return undefined;
  }
  await lockShopRow(tx, known.place_id);
  const ticket = await openTicket(tx, orderId);
  const order = (await findStandingOrders(tx, [orderId])).get(orderId);
  if (order === undefined || ticket.state === 'handed_over' || ticket.state === 'ended') {
    return ticket.state;
  }
  if (gone.has(order.state)) {
    const moved = { ...ticket, state: 'handed_over' as const, handed_over_at: tx.now };
    await announceTicket(tx, kitchenTicketChanged, await saveTicket(tx, moved));
    return moved.state;
  }
  if (over.has(order.state)) {
    await giveRoomBack(tx, ticket.place_id, orderId);
    const moved = { ...ticket, state: 'ended' as const };
    await announceTicket(tx, kitchenTicketChanged, await saveTicket(tx, moved));
    return moved.state;
  }
  return ticket.state;
}

type TicketState = TicketRow['state'];
