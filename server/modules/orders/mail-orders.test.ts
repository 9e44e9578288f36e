import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { findPlacesByCode } from '#places';
import { postFacts } from '#stock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { changeState } from './change-state.ts';
import { askReturn } from './return-requests/ask-return.ts';

type Mail = {
  readonly to: string;
  readonly template: string;
  readonly subject: string;
  readonly text: string;
};

async function openShop(house: TestHouse) {
  const owner = await house.as('owner');
  for (const [code, nameJa, nameEn] of [
    ['mail', '蔵前店', 'Kuramae'],
    ['mail-web', 'ウェブ', 'Web'],
  ]) {
    const kind = code === 'mail' ? 'store' : 'web';
    await house.request('POST', '/api/places', { code, kind, nameJa, nameEn }, owner);
  }
  return transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: 'mail', currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', nameEn: 'Tea cup', price: '1100' },
    ]);
    const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    const places = await findPlacesByCode(tx, ['mail', 'mail-web']);
    const idOf = (wanted: string) => places.find((row) => row.code === wanted)?.id ?? '';
    await postFacts(tx, [
      { placeId: idOf('mail'), itemId, quantityMilli: 20_000, kind: 'opening' as const },
    ]);
    return {
      itemId: formatId('item', itemId),
      webId: formatId('place', idOf('mail-web')),
      storeId: formatId('place', idOf('mail')),
    };
  });
}

/** A cup that is made for a day, ordered for one and moved to the next; the days as a mail writes them. */
async function orderForDay(house: TestHouse, shop: Awaited<ReturnType<typeof openShop>>) {
  const owner = await house.as('owner');
  const terms = { leadDays: 1, dayLimit: 5, windows: [{ opensAt: '2020-01-01T00:00:00Z' }] };
  const preorder = { itemId: shop.itemId, ...terms };
  await house.request('POST', '/api/orders/preorders', preorder, owner);
  const days = [10, 11].map((ahead) =>
    Temporal.Now.plainDateISO('Asia/Tokyo').add({ days: ahead }),
  );
  const [first, second] = days.map(String);
  const placed = await house.request('POST', '/api/orders', {
    placeId: shop.webId,
    fulfilment: 'pickup',
    handoverPlaceId: shop.storeId,
    lines: [{ itemId: shop.itemId, quantity: 1, day: first }],
    contact: { familyName: '縁側', email: 'day@example.jp' },
    payment: { method: 'cash' },
  });
  // A mail says the day that the order has when it is written.
  await house.settle();
  const path = `/api/orders/${placed.body.id}/day`;
  expect((await house.request('POST', path, { day: second }, owner)).status).toBe(200);
  const written = days.map(({ month, day }) => `${month}月${day}日(`);
  return { first: written[0] ?? '', second: written[1] ?? '' };
}

/** Two bowls, of which two shops have one each: sent in two parcels, the second a moment after the first. */
async function orderInParcels(house: TestHouse, shop: Awaited<ReturnType<typeof openShop>>) {
  const owner = await house.as('owner');
  const open = async (more: object) =>
    (await house.request('POST', '/api/places', more, owner)).body.id as string;
  const otherId = await open({ code: 'mail-2', kind: 'store', nameJa: '浅草店' });
  const selling = { kind: 'web', capabilities: ['sells', 'delivers'] };
  const webId = await open({ ...selling, code: 'mail-sent', nameJa: 'ウェブ' });
  const itemId = await transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: 'mail', currency: 'JPY' }, [
      { code: 'bowl', name: '茶わん', price: '1650' },
    ]);
    const id = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    const opening = { itemId: id, quantityMilli: 1000, kind: 'opening' as const };
    const shops = [shop.storeId, otherId].map((each) => parseId('place', each));
    await postFacts(
      tx,
      shops.map((placeId) => ({ ...opening, placeId })),
    );
    return formatId('item', id);
  });
  const placed = await house.request('POST', '/api/orders', {
    placeId: webId,
    fulfilment: 'delivery',
    lines: [{ itemId, quantity: 2 }],
    contact: { familyName: '縁側', address: '東京都', email: 'parcels@example.jp' },
    payment: { method: 'card', provider: 'sandbox' },
  });
  await house.settle();
  for (const parcel of [1, 2]) {
    const label = { carrier: 'yamato', trackingNumber: `${parcel}`.repeat(12), parcel };
    const path = `/api/orders/${placed.body.id}/shipment`;
    expect((await house.request('POST', path, label, owner)).status).toBe(200);
    await house.settle();
  }
}

async function mailsOf(house: TestHouse, to: string): Promise<Mail[]> {
  const owner = await house.as('owner');
  const { body } = await house.request('GET', '/api/messages/mailbox', undefined, owner);
  return (body.messages as Mail[]).filter((mail) => mail.to === to).toReversed();
}

test('an order is mailed when it is placed, ready and handed over, or cancelled in whole or in part, each once, with its link', async () => {
  const house = await openTestHouse({ withJobs: true });
  const shop = await openShop(house);
  const order = (email: string | undefined) =>
    house.request('POST', '/api/orders', {
      placeId: shop.webId,
      fulfilment: 'pickup',
      handoverPlaceId: shop.storeId,
      lines: [{ itemId: shop.itemId, quantity: 2 }],
      contact: { familyName: '縁側', givenName: '花子', ...(email === undefined ? {} : { email }) },
      payment: { method: 'cash' },
    });
  const clerk = await house.as('clerk');
  const move = (id: string, to: string) =>
    house.request('POST', `/api/orders/${id}/state`, { to }, clerk);

  const first = await order('hanako@example.jp');
  await move(first.body.id, 'ready');
  await move(first.body.id, 'ready');
  await move(first.body.id, 'handed_over');
  await transaction(house.db, {}, (tx) =>
    askReturn(tx, {
      orderId: parseId('order', first.body.id),
      lines: [{ line: 1, quantityMilli: 1000 }],
      way: 'parcel',
      reason: 'defect',
      note: '花子です',
    }),
  );
  const day = await orderForDay(house, shop);
  await orderInParcels(house, shop);
  await order(undefined);
  const second = await order('taro@example.jp');
  await move(second.body.id, 'cancelled');
  const closed = await order('shiro@example.jp');
  await transaction(house.db, {}, (tx) =>
    changeState(tx, parseId('order', closed.body.id), 'cancelled', 'place_closed'),
  );
  const third = await order('jiro@example.jp');
  await house.settle();
  await house.request(
    'POST',
    `/api/orders/${third.body.id}/cancellations`,
    { lines: [{ line: 1, quantity: 1 }], reason: 'out_of_stock' },
    clerk,
  );
  await house.settle();

  await expect.poll(() => mailsOf(house, 'hanako@example.jp'), { timeout: 15_000 }).toHaveLength(4);
  await expect
    .poll(async () => (await mailsOf(house, 'shiro@example.jp')).map((mail) => mail.subject), {
      timeout: 15_000,
    })
    .toContain(`臨時休業のためご注文を取り消しました(${closed.body.number})`);
  // Deliveries are jobs of their own; the outbox promises no order among them.
  const mails = await mailsOf(house, 'hanako@example.jp');
  const mailed = (template: string) => mails.find((mail) => mail.template === template);
  const [placed, ready] = [mailed('order_placed'), mailed('order_ready')];
  expect(placed?.subject).toBe(`ご注文を承りました(${first.body.number})`);
  expect(placed?.text).toMatch(/縁側 ?花子 様[\s\S]+湯のみ × 2 {2}2,200円\n合計\(税込\) 2,200円/);
  expect(placed?.text).toContain('店舗: 蔵前店');
  const link = /https?:\/\/\S+/.exec(placed?.text ?? '')?.[0] ?? '';
  const { pathname, searchParams } = new URL(link);
  expect(pathname).toBe(`/shop/orders/${first.body.id}`);
  const status = `/api/orders/${first.body.id}/status?token=${searchParams.get('t')}`;
  expect((await house.request('GET', status)).body.state).toBe('handed_over');
  expect(ready?.subject).toContain('お受け取りの準備ができました');
  expect(ready?.text).not.toContain('2,200円');
  expect(mailed('order_handed_over')).toBeDefined();
  const back = mailed('order_return_accepted')?.text ?? '';
  expect(back).toContain(`返品受付番号: ${first.body.number}-R1`);
  expect(back).toMatch(/ご返金の見込み: 1,100円[\s\S]+着払い[\s\S]+蔵前店/);
  expect(back).toContain(`/shop/orders/${first.body.id}/returns?t=`);
  await expect.poll(() => mailsOf(house, 'taro@example.jp'), { timeout: 15_000 }).toHaveLength(2);
  const others = (await mailsOf(house, 'taro@example.jp')).map((mail) => mail.template);
  expect(others.toSorted()).toEqual(['order_cancelled', 'order_placed']);

  await expect.poll(() => mailsOf(house, 'jiro@example.jp'), { timeout: 15_000 }).toHaveLength(2);
  const less = (await mailsOf(house, 'jiro@example.jp')).find(
    (mail) => mail.template === 'order_lines_cancelled',
  );
  expect(less?.subject).toBe(`ご注文の一部を取り消しました(${third.body.number})`);
  expect(less?.text).toMatch(/湯のみ × 1 {2}1,100円\n合計\(税込\) 1,100円/);
  // The day is in the first mail, and the new one in another that says nothing of prices.
  await expect.poll(() => mailsOf(house, 'day@example.jp'), { timeout: 15_000 }).toHaveLength(2);
  const ofDay = await mailsOf(house, 'day@example.jp');
  const textOf = (template: string) => ofDay.find((mail) => mail.template === template)?.text;
  expect(textOf('order_placed')).toContain(`受取日: ${day.first}`);
  expect(textOf('order_day_moved')).toContain(`受取日: ${day.second}`);
  expect(textOf('order_day_moved')).not.toContain('円');

  // Each parcel is mailed with what lies in it and its own number, and the order as a whole is not told again.
  await expect
    .poll(() => mailsOf(house, 'parcels@example.jp'), { timeout: 15_000 })
    .toHaveLength(3);
  const ofParcels = (await mailsOf(house, 'parcels@example.jp')).map((mail) => mail.text);
  const saying = (text: string) => ofParcels.find((each) => each.includes(text));
  expect(saying('2個口でお届けします')).toBeDefined();
  expect(saying('111111111111')).toMatch(
    /2個口のご注文のうち、1個を発送しました[\s\S]+・茶わん × 1/,
  );
  expect(saying('222222222222')).toMatch(
    /2個口のご注文の、最後の荷物を発送しました[\s\S]+・茶わん × 1/,
  );

  const { rows } = await house.db.pool.query<{ text: string }>(`
    SELECT coalesce(string_agg(t, ' '), '') AS text FROM (
      SELECT payload::text AS t FROM graphile_worker._private_jobs
      UNION ALL SELECT data::text FROM kernel.event) everything`);
  expect(rows[0]?.text).not.toMatch(/example\.jp|花子/);
  await house.drop();
});
