// Tickets as the display and her own page show them.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPauses } from '../shops/store.ts';
import { handOverCodeOf } from './hand-over-code.ts';
import {
  type CupRow,
  findCups,
  findTicket,
  listLastTickets,
  listOpenTickets,
  sumMinutes,
  type TicketRow,
} from './store.ts';

export type CupShown = {
  readonly number: number;
  readonly seat: number;
  /** Typed id. */
  readonly itemId: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly optionsJa: readonly string[];
  readonly optionsEn: readonly string[];
  readonly allergens: readonly string[];
  readonly station: string;
  readonly isDone: boolean;
};

export function shapeTicket(row: TicketRow, cups: readonly CupRow[]) {
  return {
    orderId: formatId('order', row.order_id),
    callNumber: row.call_number,
    state: row.state,
    isEatenIn: row.is_eaten_in,
    startsBy: row.starts_by,
    placedAt: row.placed_at.toString(),
    startAt: row.start_at.toString(),
    promisedAt: row.promised_at.toString(),
    firstPromisedAt: row.first_promised_at.toString(),
    expectedAt: row.expected_at?.toString() ?? null,
    arrivedAt: row.arrived_at?.toString() ?? null,
    readyAt: row.ready_at?.toString() ?? null,
    handedOverAt: row.handed_over_at?.toString() ?? null,
    cups: cups.map(
      (cup): CupShown => ({
        number: cup.number,
        seat: cup.seat,
        itemId: formatId('item', cup.item_id),
        nameJa: cup.name_ja,
        nameEn: cup.name_en,
        optionsJa: cup.options_ja,
        optionsEn: cup.options_en,
        allergens: cup.allergens,
        station: cup.station,
        isDone: cup.bumped_at !== null,
      }),
    ),
  };
}
export type TicketShown = ReturnType<typeof shapeTicket>;

/** The display of a shop (uuid): what is to be made and handed over, the last that went, what is paused. */
export async function viewDisplay(tx: Tx, placeId: string) {
  const [open, last, pauses] = await Promise.all([
    listOpenTickets(tx, placeId),
    listLastTickets(tx, placeId),
    findPauses(tx, [placeId]),
  ]);
  const cups = await findCups(
    tx,
    [...open, ...last].map(({ order_id }) => order_id),
  );
  const shape = (row: TicketRow) => shapeTicket(row, cups.get(row.order_id) ?? []);
  return {
    at: tx.now.toString(),
    tickets: open.map(shape),
    last: last.map(shape),
    pauses: pauses.map(({ subject, until }) => ({
      what: typedSubject(subject),
      until: until?.toString() ?? null,
    })),
  };
}

function typedSubject(subject: string): string {
  return subject.startsWith('item:') ? `item:${formatId('item', subject.slice(5))}` : subject;
}

/** The ticket of an order (uuid) for whoever holds its link, with the code to show; undefined for other orders. */
export async function viewTicket(
  tx: Tx,
  orderId: string,
): Promise<(TicketShown & { readonly placeId: string; readonly code: string }) | undefined> {
  const row = await findTicket(tx, orderId);
  if (row === undefined) {
    return undefined;
  }
  const cups = (await findCups(tx, [orderId])).get(orderId) ?? [];
  return {
    ...shapeTicket(row, cups),
    placeId: row.place_id,
    code: handOverCodeOf(tx.masters, orderId),
  };
}

/** What was in an order (uuid), to be put into a basket again. */
export async function findOrderedAgain(tx: Tx, orderId: string) {
  const row = await findTicket(tx, orderId);
  const cups = (await findCups(tx, [orderId])).get(orderId) ?? [];
  const lines = Map.groupBy(cups, (cup) => `${cup.item_id} ${cup.options.join(' ')}`);
  return row === undefined
    ? undefined
    : {
        placeId: row.place_id,
        isEatenIn: row.is_eaten_in,
        lines: [...lines.values()].flatMap((same) => {
          const [first] = same;
          return first === undefined
            ? []
            : [{ itemId: first.item_id, options: first.options, quantity: same.length }];
        }),
      };
}

/** How long people stood at the counters of each place, from "I'm here" to the hand-over. */
export async function viewMinutes(tx: Tx, from: Temporal.Instant, until: Temporal.Instant) {
  return (await sumMinutes(tx, from, until)).map((row) => ({
    placeId: formatId('place', row.place_id),
    orders: row.orders,
    handedOver: row.handed_over,
    inTime: row.in_time,
    waited: row.waited,
    atOnce: row.at_once,
    medianSeconds: row.median_s === null ? null : Math.round(row.median_s),
    p90Seconds: row.p90_s === null ? null : Math.round(row.p90_s),
  }));
}
