import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { postFacts, proveStock } from '#stock';
import { expect, type TestHouse, test } from '#testing';
import { tendParcels } from './hand-over.ts';

const jans = { cup: '4901234567894', bowl: '4900000000016', pot: '4900000000023' } as const;

/** A store with three goods on its shelves, two clerks, and a web shop. */
async function openStage(house: TestHouse, name: string) {
  const owner = await house.as('owner');
  const [first, second] = [await house.as('clerk'), await house.as('clerk')];
  const open = async (code: string, kind: string): Promise<string> =>
    (await house.request('POST', '/api/places', { code, kind, nameJa: code }, owner)).body.id;
  const webId = await open(`${name}-web`, 'web');
  const storeId = await open(name, 'store');
  const ids = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: 'pick', currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100', barcodes: [jans.cup] },
      { code: 'bowl', name: '茶わん', price: '1650', barcodes: [jans.bowl] },
      { code: 'pot', name: '急須', price: '1100', barcodes: [jans.pot] },
    ]);
    const all = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(
      tx,
      all.map((itemId) => ({
        placeId: parseId('place', storeId),
        itemId,
        quantityMilli: 20_000,
        kind: 'opening' as const,
      })),
    );
    return all;
  });
  const [cup = '', bowl = '', pot = ''] = ids.map((id) => formatId('item', id));
  const shelves = {
    placeId: storeId,
    lines: [
      { itemId: cup, shelf: 'B-2' },
      { itemId: bowl, shelf: 'A-10' },
    ],
  };
  expect((await house.request('PUT', '/api/stock/rules', shelves, owner)).status).toBe(200);
  const buy = async (lines: object[]) => {
    const order = { placeId: webId, handoverPlaceId: storeId, fulfilment: 'pickup', lines };
    const contact = { familyName: '縁側', givenName: '花子', email: 'hanako@example.jp' };
    const payment = { method: 'cash' };
    const answer = await house.request('POST', '/api/orders', { ...order, contact, payment });
    expect(answer.status).toBe(201);
    return { id: answer.body.id as string, number: answer.body.number as string };
  };
  const act =
    (clerk: Record<string, string>) =>
    (path: string, body: object = {}) =>
      house.request('POST', `/api/orders/${path}`, body, clerk);
  return {
    owner,
    webId,
    storeId,
    cup,
    bowl,
    pot,
    buy,
    first: act(first),
    second: act(second),
    clerk: first,
  };
}

test('the pick list goes along the shelves; each line is confirmed by its scan, and a wrong one is said', async ({
  house,
}) => {
  const stage = await openStage(house, 'along');
  const { first } = stage;
  const order = await stage.buy([
    { itemId: stage.cup, quantity: 2 },
    { itemId: stage.bowl, quantity: 1 },
  ]);
  const path = `/api/orders/picks?placeId=${stage.storeId}`;
  const { body } = await house.request('GET', path, undefined, stage.clerk);
  expect(body.lines).toMatchObject([
    { shelf: 'A-10', name: '茶わん', line: 2, quantity: 1, picked: 0, clerk: null },
    { shelf: 'B-2', name: '湯のみ', line: 1, quantity: 2, picked: 0 },
  ]);
  const wrong = await first(`${order.id}/picks/1`, { code: jans.bowl });
  expect(wrong).toMatchObject({ status: 409, body: { code: 'orders.pick_wrong_item' } });
  expect(wrong.body.detail).toMatch(/茶わん.*湯のみ/);
  expect(await first(`${order.id}/pack`, { shelf: '3' })).toMatchObject({
    body: { code: 'orders.pick_open' },
  });
  expect(await first(`${order.id}/picks/1`, { code: jans.cup })).toMatchObject({
    body: { picked: 1, linesLeft: 2 },
  });
  await first(`${order.id}/picks/1`, { code: jans.cup });
  expect(await first(`${order.id}/picks/1`, { code: jans.cup })).toMatchObject({
    body: { code: 'orders.pick_enough' },
  });
  expect(await first(`${order.id}/picks/2`, { code: jans.bowl })).toMatchObject({
    body: { linesLeft: 0 },
  });
  expect(await first(`${order.id}/pack`, { shelf: '3' })).toMatchObject({
    body: { state: 'ready' },
  });
});

test('two clerks picking the same line: the second is told who has it, and nothing is doubled', async ({
  house,
}) => {
  const stage = await openStage(house, 'two');
  const order = await stage.buy([{ itemId: stage.cup, quantity: 1 }]);
  const path = `${order.id}/picks/1`;
  const both = await Promise.all([stage.first(`${path}/claim`), stage.second(`${path}/claim`)]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const refused = both.find(({ status }) => status === 409);
  expect(refused?.body).toMatchObject({ code: 'orders.pick_taken' });
  const scans = await Promise.all([
    stage.first(path, { code: jans.cup }),
    stage.second(path, { code: jans.cup }),
  ]);
  expect(scans.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('handing over the wrong parcel is refused and said whose it is and where hers stands', async ({
  house,
}) => {
  const stage = await openStage(house, 'parcels');
  const { first } = stage;
  const [hers, his] = [
    await stage.buy([{ itemId: stage.cup, quantity: 1 }]),
    await stage.buy([{ itemId: stage.cup, quantity: 1 }]),
  ];
  expect(await first('hand-overs', { orderId: hers.id })).toMatchObject({
    body: { code: 'orders.parcel_not_ready' },
  });
  for (const [order, shelf] of [
    [hers, '12'],
    [his, '13'],
  ] as const) {
    await first(`${order.id}/picks/1`, { code: jans.cup });
    await first(`${order.id}/pack`, { shelf });
  }
  const wrong = await first('hand-overs', { orderId: hers.id, parcelOrderId: his.id });
  expect(wrong).toMatchObject({ status: 409, body: { code: 'orders.parcel_wrong' } });
  expect(wrong.body.detail).toContain(his.number);
  expect(wrong.body.detail).toContain('12');
  const right = { orderId: hers.id, parcelOrderId: hers.id, placeId: stage.storeId };
  expect(await first('hand-overs', right)).toMatchObject({ body: { state: 'handed_over' } });
  expect(await first('hand-overs', right)).toMatchObject({ body: { state: 'handed_over' } });
});

test('what is short is asked; she takes another at the same price, or goes without and gets its price back', async ({
  house,
}) => {
  const stage = await openStage(house, 'short');
  const { first } = stage;
  const order = await stage.buy([{ itemId: stage.cup, quantity: 3 }]);
  await first(`${order.id}/picks/1`, { code: jans.cup });
  const asked = await first(`${order.id}/picks/1/short`, { offerItemIds: [stage.pot, stage.bowl] });
  expect(asked).toMatchObject({ status: 200, body: { linesLeft: 1 } });
  const guess = { token: 'guessed', itemId: null };
  expect((await first(`${order.id}/substitutes/1`, guess)).status).toBe(404);
  expect(await first(`${order.id}/picks/1/answer`, { itemId: stage.cup })).toMatchObject({
    body: { code: 'orders.not_asked' },
  });
  expect(await first(`${order.id}/picks/1/answer`, { itemId: stage.pot })).toMatchObject({
    body: { totalMinor: 3300, lineCount: 2, quantity: 3 },
  });
  expect(await first(`${order.id}/picks/2`, { code: jans.pot })).toMatchObject({ status: 200 });
  await first(`${order.id}/picks/2`, { code: jans.pot });
  expect(await first(`${order.id}/pack`, { shelf: '1' })).toMatchObject({
    body: { state: 'ready' },
  });

  const without = await stage.buy([
    { itemId: stage.cup, quantity: 1 },
    { itemId: stage.bowl, quantity: 2 },
  ]);
  await first(`${without.id}/picks/2/short`, { offerItemIds: [stage.pot] });
  expect(await first(`${without.id}/picks/2/answer`, { itemId: null })).toMatchObject({
    body: { totalMinor: 1100 },
  });
  await transaction(house.db, { readOnly: true }, async (tx) => {
    expect(await proveStock(tx)).toEqual([]);
  });
});

test('a question ends with its order or its line, is about no more than is left, and what she takes is held as long as the rest', async ({
  house,
}) => {
  const stage = await openStage(house, 'vain');
  const { first } = stage;
  const ask = async (quantity: number) => {
    const order = await stage.buy([
      { itemId: stage.cup, quantity },
      { itemId: stage.bowl, quantity: 1 },
    ]);
    await first(`${order.id}/picks/1/short`, { offerItemIds: [stage.pot] });
    return order;
  };
  const rowsOf = async (sql: string, id: string) =>
    (await house.db.pool.query(sql, [parseId('order', id)])).rows;
  const asksOf = (id: string) =>
    rowsOf('SELECT ask_state, short_milli FROM orders.pick WHERE order_id = $1 AND line = 1', id);
  const off = (id: string, quantity: number) =>
    first(`${id}/cancellations`, { lines: [{ line: 1, quantity }], reason: 'customer' });

  const cancelled = await ask(1);
  await first(`${cancelled.id}/state`, { to: 'cancelled' });
  const fewer = await ask(3);
  await off(fewer.id, 1);
  const none = await ask(2);
  await off(none.id, 2);
  await house.settle();
  expect(await asksOf(cancelled.id)).toMatchObject([{ ask_state: 'lapsed' }]);
  expect(await asksOf(none.id)).toMatchObject([{ ask_state: 'lapsed' }]);
  expect(await asksOf(fewer.id)).toMatchObject([{ ask_state: 'asked', short_milli: 2000 }]);
  const told = await house.db.pool.query(
    `SELECT data ->> 'answer' AS answer FROM kernel.event WHERE type = 'orders.substitute_answered' AND subject = $1`,
    [cancelled.id],
  );
  expect(told.rows).toEqual([{ answer: 'lapsed' }]);

  await first(`${fewer.id}/picks/1/answer`, { itemId: stage.pot });
  const held = await rowsOf(
    `SELECT DISTINCT expires_at FROM stock.hold WHERE subject_id = $1 AND state = 'active'`,
    fewer.id,
  );
  expect(held).toHaveLength(1);
});

test('what nobody came for in its days gives its pieces back, and is put on the shelf again', async ({
  house,
}) => {
  const stage = await openStage(house, 'noshow');
  const { first } = stage;
  const order = await stage.buy([{ itemId: stage.cup, quantity: 1 }]);
  await first(`${order.id}/picks/1`, { code: jans.cup });
  await first(`${order.id}/pack`, { shelf: '7' });
  await house.db.pool.query('UPDATE orders.parcel SET keep_until = now() WHERE order_id = $1', [
    parseId('order', order.id),
  ]);
  expect(await tendParcels(house.db)).toMatchObject({ noShows: 1 });
  const list = () =>
    house.request('GET', `/api/orders/parcels?placeId=${stage.storeId}`, undefined, stage.clerk);
  expect((await list()).body.parcels).toMatchObject([{ state: 'expired', shelf: '7' }]);
  expect(await first(`${order.id}/put-back`)).toMatchObject({ status: 204 });
  expect((await list()).body.parcels).toEqual([]);
});

test('labels go out as a file and their numbers come back as one: problems are told before, the same file again changes nothing', async ({
  house,
}) => {
  const stage = await openStage(house, 'labels');
  const { storeId, clerk, first } = stage;
  const buy = async (postalCode: string) => {
    const answer = await house.request('POST', '/api/orders', {
      placeId: storeId,
      fulfilment: 'delivery',
      lines: [{ itemId: stage.cup, quantity: 1 }],
      contact: {
        familyName: '縁側',
        givenName: '花子',
        email: 'hanako@example.jp',
        phone: '+819012345678',
        postalCode,
        prefecture: '東京都',
        address: '台東区蔵前1-1',
      },
      payment: { method: 'cash' },
    });
    expect(answer.status).toBe(201);
    const order = { id: String(answer.body.id), number: String(answer.body.number) };
    await first(`${order.id}/state`, { to: 'preparing' });
    await first(`${order.id}/picks/1`, { code: jans.cup });
    expect((await first(`${order.id}/pack`)).status).toBe(200);
    return order;
  };
  const [one, two] = [await buy('1110051'), await buy('11')];
  const about = `placeId=${storeId}&carrier=yamato`;
  const ask = (path: string) =>
    house.request('GET', `/api/orders/labels${path}?${about}`, undefined, clerk);
  const before = await ask('/check');
  expect(before.body).toMatchObject({ parcels: 2, hasContract: false });
  const contract = { placeId: storeId, carrier: 'yamato', customerCode: '0398765432' };
  const set = await house.request('PUT', '/api/orders/labels/contract', contract, clerk);
  expect(set.status).toBe(200);
  expect((await ask('/check')).body.problems).toEqual([
    { number: two.number, problems: ['no_postal_code'] },
  ]);
  const file = await house.app.inject({
    url: `/api/orders/labels?${about}`,
    headers: { ...clerk },
  });
  const rows = new TextDecoder('shift_jis').decode(file.rawPayload).split('\r\n');
  expect(rows.filter((row) => row.includes('0398765432'))).toHaveLength(2);
  expect(rows.find((row) => row.includes(one.number))).toContain('"09012345678"');
  const line = (number: string, tracking: string) => `"${number}","0","0","${tracking}"`;
  const back = [
    line(one.number, '1234-5678-9012'),
    line(two.number, ''),
    line('000000-000000', '123456789012'),
  ].join('\r\n');
  const give = (told = back) =>
    first('labels/tracking', {
      placeId: storeId,
      carrier: 'yamato',
      file: Buffer.from(told).toString('base64'),
    });
  // Too long a file is refused as a whole, with nothing of it lost in silence.
  const many = Array.from({ length: 1001 }, () => line(one.number, '123456789012')).join('\r\n');
  expect((await give(many)).body).toMatchObject({ code: 'orders.tracking_too_many' });
  expect((await give()).body).toMatchObject({
    shipped: 1,
    rows: [{ outcome: 'shipped' }, { outcome: 'no_number' }, { outcome: 'unknown' }],
  });
  expect((await give()).body).toMatchObject({ shipped: 0, rows: [{ outcome: 'already' }, {}, {}] });
  const seen = await house.request('GET', `/api/orders/${one.id}`, undefined, clerk);
  expect(seen.body.state).toBe('shipped');
});
