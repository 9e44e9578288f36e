// She lets her phone say how far she is, for this order, so that it is made for when she comes. What is kept is the minute
// she is expected, never where she was.
import type { Tx } from '#kernel/transaction';
import { distanceBetweenM, findPlaces, type Position } from '#places';
import { kitchenRefusals } from '../errors.ts';
import { kitchenTicketChanged } from '../events.ts';
import { findMenuItems } from '../menu/store.ts';
import { loadRooms, nextFree } from '../shops/room.ts';
import { giveRoomBack, lockShopRow, takeRoom } from '../shops/store.ts';
import { findCups, findTicket, lockTicket, saveTicket, type TicketRow } from './store.ts';
import { announceTicket } from './tell-ticket.ts';

/** Metres a minute on foot: 80 (不動産の表示に関する公正競争規約施行規則 第9条9号), over streets that are 1.3 times as long. */
const metresPerMinute = 80;
const detour = 1.3;

function minutesOnFoot(distanceM: number): number {
  return (distanceM * detour) / metresPerMinute;
}

/**
 * Plans an order that starts by her arrival anew for when she is expected, within the kitchen's room; one that is being made
 * stays. Refuses with kitchen.ticket_unknown.
 */
export async function approach(tx: Tx, orderId: string, from: Position): Promise<TicketRow> {
  const known = await findTicket(tx, orderId);
  const [place] = known === undefined ? [] : await findPlaces(tx, [known.place_id]);
  if (known === undefined || place === undefined) {
    throw kitchenRefusals.ticket_unknown();
  }
  const shop = await lockShopRow(tx, known.place_id);
  const ticket = await lockTicket(tx, orderId);
  const { latitude, longitude } = place;
  const isMovable = ticket?.starts_by === 'arrival' && ticket.state === 'waiting';
  if (shop === undefined || !isMovable || latitude === null || longitude === null) {
    return ticket ?? known;
  }
  const seconds = Math.round(minutesOnFoot(distanceBetweenM(from, { latitude, longitude })) * 60);
  const expected = tx.now.add({ seconds });
  const planned = { ...ticket, expected_at: expected };
  const slotMs = shop.slot_minutes * 60_000;
  const byMs = expected.epochMilliseconds - ticket.promised_at.epochMilliseconds;
  if (Math.abs(byMs) < slotMs) {
    return saveTicket(tx, planned);
  }
  await giveRoomBack(tx, place.id, orderId);
  const room = (await loadRooms(tx, [shop], new Map([[place.id, place]]))).get(place.id);
  const work = await workOf(tx, orderId);
  // Ready when she comes: in the slot that ends just before she is there, or as soon after as there is room.
  const fit =
    room === undefined
      ? undefined
      : nextFree(room, work, Math.max(expected.epochMilliseconds - slotMs, room.nowMs));
  if (fit === undefined || room === undefined) {
    throw kitchenRefusals.kitchen_full({ shop: place.name_ja });
  }
  await takeRoom(tx, place.id, orderId, fit.loads);
  const startMs = Math.min(...fit.loads.map(({ startsAtMs }) => startsAtMs));
  const moved = await saveTicket(tx, {
    ...planned,
    promised_at: Temporal.Instant.fromEpochMilliseconds(fit.readyAtMs),
    start_at: Temporal.Instant.fromEpochMilliseconds(startMs),
  });
  await announceTicket(tx, kitchenTicketChanged, moved);
  return moved;
}

async function workOf(tx: Tx, orderId: string) {
  const cups = (await findCups(tx, [orderId])).get(orderId) ?? [];
  const units = new Map<string, number>();
  for (const cup of cups) {
    units.set(cup.station, (units.get(cup.station) ?? 0) + cup.units);
  }
  const items = await findMenuItems(tx, [...new Set(cups.map(({ item_id }) => item_id))]);
  const prepareMs = Math.max(0, ...items.map((row) => row.prepare_seconds * 1000));
  return { units, prepareMs };
}
