// A shop to try promotions in: a store and a web place, a cup of 1,100 yen at 10% and tea of 540 at 8%, and an owner who
// writes and approves.
import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import type { Benefit, Condition, PromotionTerms } from '#offers';
import { postFacts } from '#stock';
import type { TestHouse } from '#testing';

export type Stage = {
  readonly house: TestHouse;
  readonly owner: Record<string, string>;
  /** Typed ids. */
  readonly webId: string;
  readonly storeId: string;
  readonly cup: string;
  readonly tea: string;
  readonly hanako: string;
  readonly taro: string;
};

export async function openStage(
  house: TestHouse,
  name: string,
  prices: { readonly cup?: string; readonly tea?: string } = {},
): Promise<Stage> {
  const owner = await house.as('owner');
  const open = (code: string, kind: string) =>
    house.request('POST', '/api/places', { code, kind, nameJa: code }, owner);
  const store = await open(name, 'store');
  const web = await open(`${name}-web`, 'web');
  const { cup = '1100', tea = '540' } = prices;
  return transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: cup },
      { code: 'tea', name: 'ほうじ茶', price: tea, taxClass: 'reduced' },
    ]);
    const items = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const placeId = parseId('place', store.body.id);
    await postFacts(
      tx,
      items.map((itemId) => ({
        placeId,
        itemId,
        quantityMilli: 1_000_000,
        kind: 'opening' as const,
      })),
    );
    const people = await ensureRecords(tx, { source: name }, [{ key: 'hanako' }, { key: 'taro' }]);
    const recordOf = (key: string) => formatId('record', people.get(key)?.recordId ?? newId());
    return {
      house,
      owner,
      webId: web.body.id,
      storeId: store.body.id,
      cup: formatId('item', items[0] ?? ''),
      tea: formatId('item', items[1] ?? ''),
      hanako: recordOf('hanako'),
      taro: recordOf('taro'),
    };
  });
}

const yenOff: Benefit = { kind: 'off_order', calculator: { kind: 'amount', minor: 200 } };

/** Writes, proposes and approves a promotion; answers its typed id. One that comes by itself is for this shop only. */
export async function turnOn(
  { house, owner, webId, storeId }: Stage,
  more: Partial<PromotionTerms> & { readonly conditions?: Condition[] } = {},
  named: object = {},
): Promise<string> {
  const terms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: true,
    currency: 'JPY',
    benefits: [yenOff],
    holdoutBp: 0,
    ...more,
    conditions: [
      ...(more.conditions ?? []),
      ...(more.needsCoupon === false
        ? [{ kind: 'at_places' as const, placeIds: [webId, storeId] }]
        : []),
    ],
  };
  const body = { code: `p-${newId().slice(-12)}`, nameJa: '200円引き', terms, ...named };
  const written = await house.request('POST', '/api/offers/promotions', body, owner);
  if (written.status !== 201) {
    throw new Error(JSON.stringify(written.body));
  }
  const { id } = written.body;
  for (const to of ['propose', 'approve']) {
    const moved = await house.request('POST', `/api/offers/promotions/${id}/state`, { to }, owner);
    if (moved.status !== 200) {
      throw new Error(JSON.stringify(moved.body));
    }
  }
  return id;
}

/** One coupon of a promotion; its code. */
export async function give(
  { house, owner }: Stage,
  promotionId: string,
  more: object = { count: 1 },
): Promise<string> {
  const url = `/api/offers/promotions/${promotionId}/coupons`;
  const { body } = await house.request('POST', url, more, owner);
  return body.coupons[0].code;
}

/** An order by the owner at the till's API: `pos` is carried out of the store, otherwise collected there. */
export function order(
  { house, owner, webId, storeId, cup }: Stage,
  codes: readonly string[],
  more: Record<string, unknown> = {},
) {
  const body = {
    placeId: webId,
    fulfilment: 'pickup',
    handoverPlaceId: storeId,
    lines: [{ itemId: cup, quantity: 1 }],
    payment: { method: 'cash' },
    couponCodes: codes,
    ...more,
  };
  return house.request('POST', '/api/orders', body, owner);
}

/** Carried out of the store. */
export function atTill({ storeId }: Stage): Record<string, unknown> {
  return { placeId: storeId, fulfilment: 'carry_out', handoverPlaceId: undefined, channel: 'pos' };
}

/** Uses left of the coupon with this code, of the house's own books. */
export async function usesLeft({ house }: Stage, promotionId: string): Promise<readonly number[]> {
  const { rows } = await house.db.pool.query<{ uses_left: number }>(
    'SELECT uses_left FROM offers.coupon WHERE promotion_id = $1 ORDER BY id',
    [parseId('promotion', promotionId)],
  );
  return rows.map((row) => row.uses_left);
}

/** Whatever is written of uses and of orders with a promotion. */
export async function usesOf({ house }: Stage, promotionId: string): Promise<readonly string[]> {
  const { rows } = await house.db.pool.query<{ state: string }>(
    'SELECT state FROM offers.promotion_use WHERE promotion_id = $1 ORDER BY reserved_at, order_id',
    [parseId('promotion', promotionId)],
  );
  return rows.map((row) => row.state);
}
