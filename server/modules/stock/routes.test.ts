import { randomUUID } from 'node:crypto';
import { ensureItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { importStock, proveStock } from './index.ts';

const work = <Answer>(house: TestHouse, run: Parameters<typeof transaction<Answer>>[2]) =>
  transaction(house.db, { actor: 'test' }, run);

async function makeGoods(house: TestHouse, position?: { latitude: number; longitude: number }) {
  const code = randomUUID();
  return work(house, async (tx) => {
    const place = await openPlace(tx, {
      code,
      kind: 'store',
      nameJa: `店${code}`,
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
      ...(position === undefined ? {} : { position }),
    });
    const items = await ensureItems(tx, { source: 'test' }, [{ code, name: '縁台' }]);
    return { place: place.id, item: items.get(code) ?? '', code };
  });
}

const ids = (goods: { place: string; item: string }) => ({
  placeId: formatId('place', goods.place),
  itemId: formatId('item', goods.item),
});

test('a count, an adjustment and a hold are seen on the page of their place', async ({ house }) => {
  const goods = await makeGoods(house);
  const { placeId, itemId } = ids(goods);
  const clerk = await house.as('clerk');
  const lines = [{ itemId, quantity: 5 }];
  const counted = await house.request('POST', '/api/stock/counts', { placeId, lines }, clerk);
  expect(counted).toMatchObject({
    status: 201,
    body: { counts: [{ counted: 5, expected: 0, isNewest: true }] },
  });
  const broken = { placeId, itemId, quantity: -1, reason: 'damaged' };
  expect((await house.request('POST', '/api/stock/adjustments', broken, clerk)).status).toBe(201);
  const wanted = { placeId, itemId, quantity: 2, reason: 'layaway' };
  const held = await house.request('POST', '/api/stock/holds', wanted, clerk);
  expect(held.status).toBe(201);
  const page = await house.request('GET', `/api/stock?placeId=${placeId}&q=縁台`, undefined, clerk);
  expect(page.body.rows).toMatchObject([
    { code: goods.code, name: '縁台', onHand: 4, held: 2, available: 2 },
  ]);
  const gone = await house.request('DELETE', `/api/stock/holds/${held.body.id}`, undefined, clerk);
  expect(gone.status).toBe(200);
  const again = await house.request('DELETE', `/api/stock/holds/${held.body.id}`, undefined, clerk);
  expect(again).toMatchObject({ status: 404, body: { code: 'stock.hold_unknown' } });
});

test('a hold beyond what is there is refused with how much there is', async ({ house }) => {
  const { placeId, itemId } = ids(await makeGoods(house));
  const wanted = { placeId, itemId, quantity: 2, reason: 'layaway' };
  const answer = await house.request('POST', '/api/stock/holds', wanted, await house.as('clerk'));
  expect(answer).toMatchObject({ status: 409, body: { code: 'stock.short' } });
});

test('pages of a place follow each other without gap or repetition', async ({ house }) => {
  const goods = await makeGoods(house);
  const codes = Array.from({ length: 7 }, () => ({ code: randomUUID() }));
  await work(house, async (tx) => {
    const items = await ensureItems(tx, { source: 'test' }, codes);
    const rows = codes.map(({ code }, row) => ({
      itemId: items.get(code) ?? '',
      quantityMilli: 1000,
      row,
    }));
    await importStock(tx, { source: 'pages', placeId: goods.place }, rows);
  });
  const seen: string[] = [];
  let after = '';
  do {
    const url = `/api/stock?placeId=${ids(goods).placeId}&limit=3${after}`;
    const { body } = await house.request('GET', url, undefined, await house.as('analyst'));
    seen.push(...body.rows.map((row: { code: string }) => row.code));
    after = body.next === null ? '' : `&after=${body.next}`;
  } while (after !== '');
  expect(seen.toSorted()).toEqual(codes.map(({ code }) => code).toSorted());
});

test('shoppers see words, no numbers, and the nearest place first', async ({ house }) => {
  const near = await makeGoods(house, { latitude: 35.68, longitude: 139.76 });
  const far = await makeGoods(house, { latitude: 34.69, longitude: 135.5 });
  const row = { itemId: near.item, row: 1 };
  await work(house, (tx) =>
    importStock(tx, { source: 'words' }, [
      { ...row, placeId: far.place, quantityMilli: 50_000 },
      { ...row, placeId: near.place, quantityMilli: 2000, row: 2 },
    ]),
  );
  const { itemId } = ids(near);
  const url = `/api/stock/items/${itemId}?latitude=35.6&longitude=139.7`;
  const { body } = await house.request('GET', url);
  expect(body.places.map((place: { label: { ja: string } }) => place.label.ja)).toEqual([
    '残りわずか',
    '在庫あり',
  ]);
  const told = ['distanceM', 'label', 'name', 'placeId', 'state'];
  expect(Object.keys(body.places[0]).toSorted()).toEqual(told);
  const unknown = formatId('item', randomUUID());
  expect((await house.request('GET', `/api/stock/items/${unknown}`)).status).toBe(404);
});

test('the same import again changes nothing, a changed row is a new count, a bad row is told', async ({
  house,
}) => {
  const { place, item } = await makeGoods(house);
  const rows = [
    { placeId: place, itemId: item, quantityMilli: 8000, row: 1 },
    { placeId: place, itemId: randomUUID(), quantityMilli: 1000, row: 2 },
    { placeId: place, itemId: item, quantityMilli: -1, row: 3 },
  ];
  const outcomesOf = async (input: typeof rows) =>
    (await work(house, (tx) => importStock(tx, { source: 'again' }, input))).map(
      (each) => each.refusal?.code ?? each.outcome,
    );
  const bad = ['stock.item_unknown', 'stock.count_negative'];
  expect(await outcomesOf(rows)).toEqual(['created', ...bad]);
  expect(await outcomesOf(rows)).toEqual(['unchanged', ...bad]);
  const changed = { placeId: place, itemId: item, quantityMilli: 6000, row: 1 };
  expect(await outcomesOf([changed])).toEqual(['updated']);
  expect(await work(house, proveStock)).toEqual([]);
});

test('a conflict is listed with proposals, shops that have some nearest first, until somebody says how it ended', async ({
  house,
}) => {
  const goods = await makeGoods(house, { latitude: 35.68, longitude: 139.76 });
  const far = await makeGoods(house, { latitude: 34.69, longitude: 135.5 });
  const near = await makeGoods(house, { latitude: 35.69, longitude: 139.7 });
  const { placeId, itemId } = ids(goods);
  const clerk = await house.as('clerk');
  const row = { itemId: goods.item };
  await work(house, (tx) =>
    importStock(tx, { source: 'elsewhere' }, [
      { ...row, placeId: goods.place, quantityMilli: 2000, row: 1 },
      { ...row, placeId: far.place, quantityMilli: 9000, row: 2 },
      { ...row, placeId: near.place, quantityMilli: 1000, row: 3 },
    ]),
  );
  const wanted = { placeId, itemId, quantity: 2, reason: 'pickup' };
  await house.request('POST', '/api/stock/holds', wanted, clerk);
  const lost = { placeId, itemId, quantity: -3, reason: 'stolen' };
  await house.request('POST', '/api/stock/adjustments', lost, clerk);
  const list = () =>
    house.request('GET', `/api/stock/conflicts?placeId=${placeId}`, undefined, clerk);
  const at = (place: string, quantity: number) => ({
    quantity,
    placeId: formatId('place', place),
  });
  expect((await list()).body.conflicts).toMatchObject([
    {
      itemId,
      kind: 'below_zero',
      short: 3,
      proposals: [
        { action: 'count', quantity: null, placeId: null },
        { action: 'transfer_in', ...at(near.place, 1) },
        { action: 'transfer_in', ...at(far.place, 3) },
        { action: 'reroute', ...at(near.place, 1) },
        { action: 'reroute', ...at(far.place, 2) },
        { action: 'apologise', quantity: 2, placeId: null },
      ],
    },
  ]);
  const settled = { placeId, itemId, settlement: 'rerouted' };
  const url = '/api/stock/conflicts/settlements';
  expect((await house.request('POST', url, settled, clerk)).status).toBe(201);
  expect((await list()).body.conflicts).toEqual([]);
  expect(await house.request('POST', url, settled, clerk)).toMatchObject({
    status: 404,
    body: { code: 'stock.conflict_unknown' },
  });
});

test('an analyst reads stock and may not change it', async ({ house }) => {
  const { placeId, itemId } = ids(await makeGoods(house));
  const lines = [{ itemId, quantity: 5 }];
  const analyst = await house.as('analyst');
  const answer = await house.request('POST', '/api/stock/counts', { placeId, lines }, analyst);
  expect(answer.status).toBe(403);
});

test('beyond what a clerk may do alone an adjustment waits for the manager, as of its moment, posted once', async ({
  house,
}) => {
  const { placeId, itemId } = ids(await makeGoods(house));
  const [clerk, manager] = [await house.as('clerk'), await house.as('manager')];
  const path = '/api/stock/adjustments';
  const adjust = (quantity: number, more: object = {}, as = clerk) =>
    house.request('POST', path, { placeId, itemId, quantity, reason: 'stolen', ...more }, as);
  await adjust(50, { reason: 'found' }, manager);
  const id = formatId('adjustment', randomUUID());
  const occurredAt = Temporal.Now.instant().subtract({ hours: 3 }).toString();
  const asked = await adjust(-12, { id, occurredAt });
  expect(asked).toMatchObject({ status: 201, body: { state: 'waiting', quantity: -12 } });
  expect((await adjust(-12, { id, occurredAt })).body).toEqual(asked.body);
  const onHand = async () =>
    (await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk)).body.rows[0]
      .onHand;
  expect(await onHand()).toBe(50);
  expect((await adjust(-10)).body.state).toBe('posted');
  const decide = (as: Record<string, string>) =>
    house.request('POST', `${path}/${id}/decision`, { isAccepted: true }, as);
  expect((await decide(clerk)).body.code).toBe('stock.manager_needed');
  // A second role that may not change stock lifts no limit.
  const pharmacist = await house.as('clerk', 'pharmacist');
  expect((await decide(pharmacist)).body.code).toBe('stock.manager_needed');
  const query = `${path}?placeId=${placeId}&state=waiting`;
  const waiting = await house.request('GET', query, undefined, manager);
  expect(waiting.body).toMatchObject({ adjustments: [{ id }], limit: { pieces: 10 } });
  expect((await decide(manager)).body.state).toBe('posted');
  expect((await decide(manager)).body.code).toBe('stock.adjustment_unknown');
  expect(await onHand()).toBe(28);
  const limit = { placeId, pieces: 2, valueMinor: 500 };
  const setLimit = (as: Record<string, string>) => house.request('PUT', `${path}/limit`, limit, as);
  expect((await setLimit(clerk)).body.code).toBe('stock.manager_needed');
  expect((await setLimit(manager)).status).toBe(200);
  expect((await adjust(-3)).body.state).toBe('waiting');
  // The id of one place's is no other place's, and no other quantity's: neither is answered as if it were booked.
  const other = await makeGoods(house);
  const twice = { status: 409, body: { code: 'stock.adjustment_twice' } };
  expect(await adjust(-12, { id, placeId: ids(other).placeId })).toMatchObject(twice);
  expect(await adjust(-11, { id })).toMatchObject(twice);
  expect((await adjust(-12, { id, occurredAt })).body).toMatchObject({ id, state: 'posted' });
});

test('a colleague of another shop looks, says that it is there, and keeps it for a day; nobody else sells it', async ({
  house,
}) => {
  const [asking, asked] = [await makeGoods(house), await makeGoods(house)];
  const { placeId: fromPlaceId } = ids(asking);
  const { placeId, itemId } = ids(asked);
  const clerk = await house.as('clerk');
  const lines = [{ itemId, quantity: 2 }];
  await house.request('POST', '/api/stock/counts', { placeId, lines }, clerk);
  const ask = async (quantity: number) => {
    const question = { itemId, fromPlaceId, toPlaceIds: [placeId], quantity };
    const made = await house.request('POST', '/api/floor/stock-calls', question, clerk);
    return `/api/floor/stock-calls/${made.body.calls[0].id}/answer`;
  };
  const kept = { answer: 'here', isKept: true };
  const answered = await house.request('POST', await ask(2), kept, clerk);
  expect(answered.body.calls).toMatchObject([{ answer: 'here', keptUntil: expect.any(String) }]);
  const page = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  expect(page.body.rows).toMatchObject([{ onHand: 2, held: 2, available: 0 }]);
  const more = await house.request('POST', await ask(1), kept, clerk);
  expect(more.body.code).toBe('stock.short');
  const seen = await house.request('POST', await ask(1), { answer: 'here' }, clerk);
  expect(seen.body.calls).toMatchObject([{ answer: 'here', keptUntil: null }]);
});
