import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { findPlacesByCode } from '#places';
import { postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';
import { viewTokenOf } from './view-token.ts';

async function placeForPickup(house: TestHouse, code: string) {
  const owner = await house.as('owner');
  for (const [suffix, kind] of [
    ['', 'store'],
    ['-web', 'web'],
  ]) {
    await house.request('POST', '/api/places', { code: code + suffix, kind, nameJa: code }, owner);
  }
  const ids = await transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: code, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
    ]);
    const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    const places = await findPlacesByCode(tx, [code, `${code}-web`]);
    const idOf = (wanted: string) => places.find((row) => row.code === wanted)?.id ?? '';
    await postFacts(tx, [
      { placeId: idOf(code), itemId, quantityMilli: 5000, kind: 'opening' as const },
    ]);
    return { itemId, placeId: idOf(`${code}-web`), handoverPlaceId: idOf(code) };
  });
  const { body } = await house.request('POST', '/api/orders', {
    placeId: formatId('place', ids.placeId),
    fulfilment: 'pickup',
    handoverPlaceId: formatId('place', ids.handoverPlaceId),
    lines: [{ itemId: formatId('item', ids.itemId), quantity: 1 }],
    contact: { familyName: '縁側', givenName: '花子', phone: '090-0000-0000' },
    payment: { method: 'cash' },
  });
  const orderId = String(body.id);
  return { orderId, token: viewTokenOf(house.masters, parseId('order', orderId)) };
}

test('the link of an order tells its state and nothing of the person', async ({ house }) => {
  const { orderId, token } = await placeForPickup(house, 'status-link');
  const answer = await house.request('GET', `/api/orders/${orderId}/status?token=${token}`);
  expect(answer).toMatchObject({ status: 200, body: { id: orderId, state: 'placed' } });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(JSON.stringify(answer.body)).not.toMatch(/縁側|090|rec_/);
});

test('another order’s token, or none, opens nothing', async ({ house }) => {
  const mine = await placeForPickup(house, 'status-mine');
  const other = await placeForPickup(house, 'status-other');
  for (const route of ['status', 'stream']) {
    const url = `/api/orders/${mine.orderId}/${route}?token=${other.token}`;
    expect(await house.request('GET', url)).toMatchObject({
      status: 404,
      body: { code: 'orders.unknown' },
    });
  }
  expect((await house.request('GET', `/api/orders/${mine.orderId}/status`)).status).toBe(400);
});

test('a change of state reaches the holder of the link, with nobody’s name on it', async ({
  house,
}) => {
  const { orderId, token } = await placeForPickup(house, 'status-live');
  const base = await house.app.listen({ host: '127.0.0.1', port: 0 });
  const control = new AbortController();
  const answer = await fetch(`${base}/api/orders/${orderId}/stream?token=${token}`, {
    signal: control.signal,
  });
  const clerk = await house.as('clerk');
  await house.request('POST', `/api/orders/${orderId}/state`, { to: 'ready' }, clerk);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('orders.ready')) {
      break;
    }
  }
  control.abort();
  const told = /data: (\{"type".*\})/.exec(text)?.[1] ?? '{}';
  expect(Object.keys(JSON.parse(told) as object)).toEqual(['type', 'time', 'state']);
});
