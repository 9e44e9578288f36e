// 2,000 pickups into 50 shops that can pick so many an hour, through the server's batch and at the same time through
// transactions of their own, as other servers would. What was promised is summed up from the orders, not from the
// table that the promises are kept in.

import { importProducts } from '#catalog';
import { performOne } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { placeOrder } from '#orders';
import { openPlace, setWeeklyHours } from '#places';
import { postFacts, proveStock } from '#stock';
import type { TestHouse } from '../support/index.ts';

const japan = { timeZone: 'Asia/Tokyo', currency: 'JPY' };

export type PromiseStage = {
  readonly webId: string;
  readonly shops: readonly { readonly id: string; readonly capacity: number }[];
  readonly itemIds: readonly string[];
};

/** Shops that are open from ten to eight, but not on holidays, and take nothing for today after five. */
export async function openPromiseStage(house: TestHouse, shopCount: number): Promise<PromiseStage> {
  const owner = await house.as('owner');
  const stage = await transaction(house.db, { timeoutMs: 60_000 }, async (tx) => {
    const web = await openPlace(tx, { code: 'promise-web', kind: 'web', nameJa: '通販', ...japan });
    const shops = [];
    for (let index = 0; index < shopCount; index += 1) {
      const shop = await openPlace(tx, {
        code: `p${index}`,
        kind: 'store',
        nameJa: `${index}号店`,
        ...japan,
      });
      const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        weekday,
        opensMinute: 600,
        closesMinute: 1200,
      }));
      await setWeeklyHours(tx, shop.id, { weekly, closesOnHolidays: true });
      shops.push({ id: shop.id, capacity: 2 + (index % 5) });
    }
    const made = await importProducts(tx, { source: 'promise', currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: '煎茶', price: '540' },
    ]);
    const itemIds = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(
      tx,
      shops.flatMap(({ id: placeId }) =>
        itemIds.map((itemId) => ({
          placeId,
          itemId,
          quantityMilli: 100_000_000,
          kind: 'opening' as const,
        })),
      ),
    );
    return { webId: web.id, shops, itemIds };
  });
  for (const { id, capacity } of stage.shops) {
    const rule = {
      hourCapacity: capacity,
      counts: 'orders',
      leadMinutes: 30,
      checkMinutes: 0,
      cutoffMinute: 17 * 60,
      keepDays: 7,
    };
    const path = `/api/orders/pickup-rules/${formatId('place', id)}`;
    const answer = await house.request('PUT', path, rule, owner);
    if (answer.status !== 200) {
      throw new Error(`the rule was refused: ${JSON.stringify(answer.body)}`);
    }
  }
  return stage;
}

export type PromiseLoad = {
  /** Of `POST /api/orders/pickup-promises`, milliseconds. */
  readonly quoteMs: readonly number[];
  /** Of the order that binds it. */
  readonly orderMs: readonly number[];
  readonly refused: number;
  readonly orders: readonly { readonly id: string; readonly token?: string }[];
};

const contact = { familyName: '縁側', givenName: '花子', email: 'hanako@example.jp' };

/** So many orders by as many buyers at once; every second beside the batch of the server. */
export async function orderPickups(
  house: TestHouse,
  { webId, shops, itemIds }: PromiseStage,
  count: number,
  buyers: number,
): Promise<PromiseLoad> {
  const quoteMs: number[] = [];
  const orderMs: number[] = [];
  const orders: { id: string }[] = [];
  let refused = 0;
  let next = 0;
  const lines = (pieces: number) =>
    itemIds.slice(0, 1 + (pieces % 2)).map((itemId) => ({ itemId, quantity: 1 }));
  const buy = async (index: number) => {
    // Crowds come to few shops: a fifth of the shops has half of the orders.
    const few = Math.max(1, Math.floor(shops.length / 5));
    const shop = shops[index % 2 === 0 ? index % few : index % shops.length];
    if (shop === undefined) {
      return;
    }
    const asked = performance.now();
    const quote = await house.request('POST', '/api/orders/pickup-promises', {
      placeIds: [formatId('place', shop.id)],
      lines: lines(index).map((each) => ({ ...each, itemId: formatId('item', each.itemId) })),
    });
    quoteMs.push(performance.now() - asked);
    if (quote.status !== 200 || quote.body.promises.length !== 1) {
      throw new Error(`no promise was told: ${JSON.stringify(quote.body)}`);
    }
    const begun = performance.now();
    if (index % 4 < 3) {
      const answer = await house.request('POST', '/api/orders', {
        placeId: formatId('place', webId),
        handoverPlaceId: formatId('place', shop.id),
        fulfilment: 'pickup',
        lines: lines(index).map((each) => ({ ...each, itemId: formatId('item', each.itemId) })),
        contact,
        payment: { method: 'cash' },
      });
      if (answer.status === 201) {
        orders.push({ id: parseId('order', answer.body.id) });
      } else if (answer.body.code === 'orders.no_pickup_time') {
        refused += 1;
      } else {
        throw new Error(`an order was refused: ${JSON.stringify(answer.body)}`);
      }
    } else {
      const outcome = await transaction(house.db, { timeoutMs: 30_000 }, (tx) =>
        performOne(tx, placeOrder, {
          placeId: webId,
          handoverPlaceId: shop.id,
          fulfilment: 'pickup',
          channel: 'web',
          lines: lines(index).map(({ itemId }) => ({ itemId, quantityMilli: 1000 })),
          contact,
          payment: { method: 'cash' },
          actor: 'guest',
        }),
      ).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'orders.no_pickup_time') {
          return undefined;
        }
        throw error;
      });
      if (outcome === undefined) {
        refused += 1;
      } else {
        orders.push({ id: outcome.row.id });
      }
    }
    orderMs.push(performance.now() - begun);
  };
  await Promise.all(
    Array.from({ length: buyers }, async () => {
      for (let index = next; index < count; index = next) {
        next += 1;
        await buy(index);
      }
    }),
  );
  return { quoteMs, orderMs, refused, orders };
}

export type PromiseBooks = {
  readonly promised: number;
  readonly hours: number;
  readonly fullHours: number;
  /** Hours in which more is promised than can be picked. */
  readonly over: readonly string[];
  /** Promises for a time at which the shop is closed. */
  readonly closed: readonly string[];
  readonly stockDifferences: number;
};

/** What stands promised, looked at from the orders. */
export async function lookAtPromises(
  house: TestHouse,
  { shops }: PromiseStage,
): Promise<PromiseBooks> {
  const { rows } = await house.db.pool.query<{ place: string; until: string; orders: number }>(`
    SELECT handover_place_id AS place, to_char(promised_until AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI') AS until,
      count(*)::int AS orders
    FROM orders.order WHERE fulfilment = 'pickup' AND state = 'placed' AND promised_until IS NOT NULL GROUP BY 1, 2`);
  const capacity = new Map(shops.map((shop) => [shop.id, shop.capacity]));
  const over = rows.filter((row) => row.orders > (capacity.get(row.place) ?? 0));
  const closed = rows.filter(({ until }) => {
    const [day = '', time = ''] = until.split(' ');
    return time < '11:00' || time > '20:00' || day.endsWith('-11-23');
  });
  const differences = await transaction(
    house.db,
    { readOnly: true, timeoutMs: 60_000 },
    proveStock,
  );
  return {
    promised: rows.reduce((sum, row) => sum + row.orders, 0),
    hours: rows.length,
    fullHours: rows.filter((row) => row.orders === capacity.get(row.place)).length,
    over: over.map((row) => `${row.place} ${row.until}: ${row.orders}`),
    closed: closed.map((row) => `${row.place} ${row.until}`),
    stockDifferences: differences.length,
  };
}

export function quantileMs(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
