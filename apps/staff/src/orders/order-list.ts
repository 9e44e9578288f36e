// The orders of this shop as the tablet holds them. Pure: pages of the API and moments of the log go in, an ordered
// list comes out. A moment changes the list at once; the page that is asked for afterwards brings the rest.
import type { Answer, LoggedEvent } from '@engawa/client';
import { type Group, groupOfState, groups } from './order-flow.ts';

export type OrderRow = Answer<'/api/orders'>['orders'][number];

/** Whether the goods of an order, or a part of them, are handed over at a place or sent from there. */
export function isHandedOverAt(
  order: {
    readonly placeId: string;
    readonly handoverPlaceId: string | null;
    readonly senderIds?: readonly string[] | undefined;
  },
  placeId: string,
): boolean {
  const { senderIds } = order;
  return senderIds === undefined
    ? (order.handoverPlaceId ?? order.placeId) === placeId
    : senderIds.includes(placeId);
}

/** The places that send an order together, as a moment of the log tells them. */
export function sendersOf(data: LoggedEvent['data']): { readonly senderIds?: string[] } {
  const { senderIds } = data;
  return Array.isArray(senderIds) ? { senderIds: senderIds.map(String) } : {};
}

/** Puts pages together: each order once, the first page that has it wins, newest first. */
export function joinPages(
  pages: readonly (readonly OrderRow[])[],
  placeId: string,
): readonly OrderRow[] {
  const byId = new Map<string, OrderRow>();
  for (const order of pages.flat()) {
    if (!byId.has(order.id) && isHandedOverAt(order, placeId)) {
      byId.set(order.id, order);
    }
  }
  return sorted([...byId.values()]);
}

/** Applies moments of the log: `orders.placed` adds an order, the others move it. */
export function receiveMoments(
  orders: readonly OrderRow[],
  events: readonly LoggedEvent[],
  placeId: string,
): readonly OrderRow[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  let isChanged = false;
  for (const event of events) {
    const told = toldBy(event);
    const known = told === undefined ? undefined : byId.get(told.id);
    // Only the first moment of an order says who sends it.
    const isHere =
      told !== undefined && isHandedOverAt({ ...told, ...sendersOfRow(known) }, placeId);
    if (told !== undefined && isHere) {
      byId.set(told.id, { ...told, ...stayingOf(known), state: told.state });
      isChanged = true;
    }
  }
  return isChanged ? sorted([...byId.values()]) : orders;
}

function sendersOfRow(known: OrderRow | undefined): { readonly senderIds?: string[] } {
  return known?.senderIds === undefined ? {} : { senderIds: known.senderIds };
}

/** What is known of an order that a moment does not tell anew. */
function stayingOf(known: OrderRow | undefined): Partial<OrderRow> {
  return known ?? {};
}

/** Orders by heading; of those that ended, today's. */
export function groupOrders(
  orders: readonly OrderRow[],
  today: string,
): readonly { readonly group: Group; readonly orders: readonly OrderRow[] }[] {
  const grouped = Map.groupBy(orders, (order) => groupOfState(order.state));
  return groups.map((group) => {
    const mine = grouped.get(group) ?? [];
    // Who waits longest comes first; what is done, newest first.
    return {
      group,
      orders: group === 'done' ? mine.filter((order) => isOf(order, today)) : mine.toReversed(),
    };
  });
}

/** How many somebody should do something about. */
export function countWaiting(orders: readonly OrderRow[]): number {
  return orders.filter((order) => groupOfState(order.state) === 'new').length;
}

function isOf(order: OrderRow, today: string): boolean {
  return order.businessDay === today;
}

function sorted(orders: OrderRow[]): OrderRow[] {
  return orders.toSorted((a, b) => (a.orderedAt < b.orderedAt ? 1 : -1));
}

function toldBy(event: LoggedEvent): OrderRow | undefined {
  const { data, type } = event;
  if (!type.startsWith('orders.') || type === 'orders.imported') {
    return undefined;
  }
  const text = (name: string) => {
    const value = data[name];
    return typeof value === 'string' ? value : '';
  };
  const number = (name: string) => {
    const value = data[name];
    return typeof value === 'number' ? value : 0;
  };
  if (text('orderId') === '' || text('state') === '') {
    return undefined;
  }
  return {
    id: text('orderId'),
    number: text('number'),
    kind: text('kind'),
    state: text('state'),
    source: 'engawa',
    sourceKey: null,
    placeId: text('placeId'),
    placeName: text('placeName'),
    handoverPlaceId: text('handoverPlaceId') === '' ? null : text('handoverPlaceId'),
    fulfilment: text('fulfilment'),
    channel: event.channel ?? '',
    recordId: event.recordid,
    customerId: null,
    orderedAt: event.time,
    readyBy: text('readyBy') === '' ? null : text('readyBy'),
    businessDay: dayOf(event.time),
    totalMinor: number('totalMinor'),
    taxMinor: number('taxMinor'),
    currency: text('currency'),
    lineCount: number('lineCount'),
    quantity: number('quantity'),
    ...sendersOf(data),
  };
}

/** `2026-11-21` of now in a time zone. */
export function dayOf(iso: string, timeZone = 'Asia/Tokyo'): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(Date.parse(iso));
}
