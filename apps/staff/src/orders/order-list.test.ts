import type { LoggedEvent } from '@engawa/client';
import { expect, test } from 'vitest';
import { stepsOf } from './order-flow.ts';
import {
  countWaiting,
  dayOf,
  groupOrders,
  joinPages,
  type OrderRow,
  receiveMoments,
} from './order-list.ts';

const shop = 'plc_shop';

function order(id: string, more: Partial<OrderRow> = {}): OrderRow {
  return {
    id,
    number: id,
    kind: 'sale',
    state: 'placed',
    source: 'engawa',
    sourceKey: null,
    placeId: 'plc_web',
    placeName: 'ウェブ',
    handoverPlaceId: shop,
    fulfilment: 'pickup',
    channel: 'web',
    recordId: null,
    customerId: null,
    orderedAt: `2026-11-21T0${id.length}:00:00Z`,
    readyBy: null,
    businessDay: '2026-11-21',
    totalMinor: 1100,
    taxMinor: 100,
    currency: 'JPY',
    lineCount: 1,
    quantity: 1,
    ...more,
  };
}

function moment(type: string, of: OrderRow): LoggedEvent {
  return {
    specversion: '1.0',
    id: 'evt',
    source: 'engawa',
    type,
    subject: of.id,
    time: of.orderedAt,
    datacontenttype: 'application/json',
    dataversion: 1,
    position: 1,
    epoch: 1,
    recordedat: of.orderedAt,
    actor: 'guest',
    recordid: null,
    placeid: null,
    channel: 'web',
    data: { ...of, orderId: of.id },
  };
}

test('an order that is placed stands in the list at once, and once', () => {
  const placed = moment('orders.placed', order('aa'));
  const orders = receiveMoments([], [placed, placed], shop);
  expect(orders.map((each) => each.id)).toEqual(['aa']);
  expect(countWaiting(orders)).toBe(1);
});

test('a moment moves the order and keeps what it does not tell', () => {
  const known = order('aa', { customerId: 'cus_1', channel: 'app' });
  const ready = moment('orders.ready', order('aa', { state: 'ready' }));
  expect(receiveMoments([known], [ready], shop)).toEqual([{ ...known, state: 'ready' }]);
});

test('what is handed over elsewhere, and history, is not of this shop', () => {
  const elsewhere = moment('orders.placed', order('aa', { handoverPlaceId: 'plc_other' }));
  const history = moment('orders.imported', order('bb'));
  const before = [order('cc')];
  expect(receiveMoments(before, [elsewhere, history], shop)).toBe(before);
  expect(joinPages([[order('aa', { handoverPlaceId: 'plc_other' })]], shop)).toEqual([]);
});

test('pages are joined, each order once', () => {
  const fresh = order('aa', { state: 'ready' });
  const joined = joinPages([[fresh], [order('aa'), order('bbb')]], shop);
  expect(joined.map(({ id, state }) => [id, state])).toEqual([
    ['bbb', 'placed'],
    ['aa', 'ready'],
  ]);
});

test('who waits longest comes first; what is done is of today', () => {
  const orders = joinPages(
    [
      [
        order('aaa'),
        order('a'),
        order('bb', { state: 'handed_over' }),
        order('b', { state: 'completed', businessDay: '2026-11-20' }),
      ],
    ],
    shop,
  );
  const grouped = groupOrders(orders, '2026-11-21');
  expect(grouped.map(({ group, orders: mine }) => [group, mine.map(({ id }) => id)])).toEqual([
    ['new', ['a', 'aaa']],
    ['preparing', []],
    ['ready', []],
    ['done', ['bb']],
  ]);
});

test('the day is that of the shop', () => {
  expect(dayOf('2026-11-21T15:00:00Z')).toBe('2026-11-22');
  expect(dayOf('2026-11-21T15:00:00Z', 'Europe/London')).toBe('2026-11-21');
});

test('the main action is to make ready, then to hand over or ship', () => {
  expect(stepsOf({ state: 'placed', fulfilment: 'pickup' }).main).toBe('ready');
  expect(stepsOf({ state: 'ready', fulfilment: 'pickup' }).main).toBe('handed_over');
  expect(stepsOf({ state: 'ready', fulfilment: 'delivery' }).main).toBe('shipped');
  expect(stepsOf({ state: 'handed_over', fulfilment: 'pickup' })).toEqual({
    main: undefined,
    others: [],
  });
});
