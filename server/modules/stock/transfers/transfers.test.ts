import { randomUUID } from 'node:crypto';
import { ensureItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { receiveStock } from '../lots/receive-stock.ts';
import { postFacts } from '../post-facts.ts';
import { proveStock } from '../store-proof.ts';
import { receiveTransfer } from './receive-transfer.ts';
import { requestTransfer } from './request-transfer.ts';
import { sendTransfer } from './send-transfer.ts';

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

async function makeGoods(house: TestHouse) {
  const code = randomUUID();
  return work(house, async (tx) => {
    const open = (suffix: string) =>
      openPlace(tx, {
        code: `${code}${suffix}`,
        kind: 'store',
        nameJa: `店${suffix}`,
        timeZone: 'Asia/Tokyo',
        currency: 'JPY',
      });
    const items = await ensureItems(tx, { source: 'test' }, [{ code, name: '羊羹' }]);
    return {
      from: (await open('from')).id,
      to: (await open('to')).id,
      item: items.get(code) ?? '',
    };
  });
}

const typed = (goods: Awaited<ReturnType<typeof makeGoods>>) => ({
  fromPlaceId: formatId('place', goods.from),
  toPlaceId: formatId('place', goods.to),
  itemId: formatId('item', goods.item),
});

async function rowsOf(house: TestHouse, itemId: string, token: Record<string, string>) {
  const { body } = await house.request('GET', '/api/stock?limit=200', undefined, token);
  const rows: {
    itemId: string;
    placeId: string;
    onHand: number;
    held: number;
    incoming: number;
  }[] = body.rows;
  return new Map(
    rows
      .filter((row) => row.itemId === itemId)
      .map(({ placeId, onHand, held, incoming }) => [placeId, { onHand, held, incoming }]),
  );
}

test('what is asked for is held, what is sent is incoming, what arrives differs and is written down', async ({
  house,
}) => {
  const goods = await makeGoods(house);
  const { fromPlaceId, toPlaceId, itemId } = typed(goods);
  const owner = await house.as('owner');
  const look = () => rowsOf(house, itemId, owner);
  const call = (method: 'POST' | 'GET' | 'DELETE', path: string, body?: object) =>
    house.request(method, `/api/stock/transfers${path}`, body, owner);
  await work(house, (tx) =>
    postFacts(tx, [
      { placeId: goods.from, itemId: goods.item, quantityMilli: 10_000, kind: 'receipt' },
    ]),
  );
  const lines = [{ itemId, quantity: 6 }];
  const asked = await call('POST', '', { fromPlaceId, toPlaceId, lines });
  expect(asked).toMatchObject({ status: 201, body: { state: 'requested' } });
  expect((await look()).get(fromPlaceId)).toEqual({ onHand: 10, held: 6, incoming: 0 });
  const { id } = asked.body;
  const sent = await call('POST', `/${id}/send`, { lines: [{ itemId, quantity: 5 }] });
  expect(sent.body).toMatchObject({ state: 'sent', lines: [{ requested: 6, sent: 5 }] });
  expect((await look()).get(fromPlaceId)).toEqual({ onHand: 5, held: 0, incoming: 0 });
  expect((await look()).get(toPlaceId)).toEqual({ onHand: 0, held: 0, incoming: 5 });
  expect(await call('DELETE', `/${id}`)).toMatchObject({
    status: 409,
    body: { code: 'stock.transfer_state' },
  });
  const came = await call('POST', `/${id}/receive`, { lines: [{ itemId, quantity: 4 }] });
  expect(came.body).toMatchObject({ state: 'received', lines: [{ sent: 5, received: 4 }] });
  expect((await look()).get(toPlaceId)).toEqual({ onHand: 4, held: 0, incoming: 0 });
  expect((await call('POST', `/${id}/receive`, {})).status).toBe(409);
  const proof = await house.request('GET', '/api/stock/proof', undefined, owner);
  expect(proof.body).toMatchObject({ isProven: true, differences: [] });
});

test('more than is free cannot be asked for, and what is cancelled is free again', async ({
  house,
}) => {
  const goods = await makeGoods(house);
  const { fromPlaceId, toPlaceId, itemId } = typed(goods);
  const owner = await house.as('owner');
  const ask = (quantity: number) =>
    house.request(
      'POST',
      '/api/stock/transfers',
      { fromPlaceId, toPlaceId, lines: [{ itemId, quantity }] },
      owner,
    );
  await work(house, (tx) =>
    postFacts(tx, [
      { placeId: goods.from, itemId: goods.item, quantityMilli: 3000, kind: 'receipt' },
    ]),
  );
  expect(await ask(4)).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  const made = await ask(3);
  expect(await ask(1)).toMatchObject({ status: 409 });
  const url = `/api/stock/transfers/${made.body.id}`;
  const [hold] = (
    await house.request('GET', `/api/stock/holds?placeId=${fromPlaceId}`, undefined, owner)
  ).body.holds;
  expect(
    await house.request('DELETE', `/api/stock/holds/${hold.id}`, undefined, owner),
  ).toMatchObject({ status: 409, body: { code: 'stock.hold_bound' } });
  expect((await house.request('DELETE', url, undefined, owner)).status).toBe(200);
  expect((await rowsOf(house, itemId, owner)).get(fromPlaceId)).toMatchObject({ held: 0 });
});

test('lots travel with their dates, and what it was for is held on arrival', async ({ house }) => {
  const goods = await makeGoods(house);
  const at = (placeId: string) => ({ placeId, itemId: goods.item });
  const day = (text: string) => Temporal.PlainDate.from(text);
  const lot = (code: string, bestBefore: string) => ({
    code,
    bestBefore: day(bestBefore),
    dateKind: 'use_by' as const,
  });
  const kind = 'receipt' as const;
  await work(house, (tx) =>
    receiveStock(tx, [
      { ...at(goods.from), quantityMilli: 2000, kind, lot: lot('b', '2031-02-01') },
      { ...at(goods.from), quantityMilli: 2000, kind, lot: lot('a', '2031-01-01') },
    ]),
  );
  const subjectId = randomUUID();
  const made = await work(house, (tx) =>
    requestTransfer(tx, {
      fromPlaceId: goods.from,
      toPlaceId: goods.to,
      lines: [{ itemId: goods.item, quantityMilli: 3000 }],
      subjectId,
    }),
  );
  const { id } = made.row;
  await work(house, (tx) => sendTransfer(tx, id));
  await work(house, (tx) => receiveTransfer(tx, id));
  const { rows } = await house.db.pool.query(
    `SELECT code, best_before::text AS day, date_kind, on_hand_milli::int AS n FROM stock.lot
     WHERE place_id = $1 ORDER BY code`,
    [goods.to],
  );
  expect(rows).toEqual([
    { code: 'a', day: '2031-01-01', date_kind: 'use_by', n: 2000 },
    { code: 'b', day: '2031-02-01', date_kind: 'use_by', n: 1000 },
  ]);
  const held = await house.db.pool.query(
    `SELECT quantity_milli::int AS n, reason FROM stock.hold WHERE subject_id = $1 AND state = 'active'`,
    [subjectId],
  );
  expect(held.rows).toEqual([{ n: 3000, reason: 'layaway' }]);
  expect(await work(house, proveStock)).toEqual([]);
});

test('a delivery that is expected stands as incoming until it is unpacked or does not come', async ({
  house,
}) => {
  const goods = await makeGoods(house);
  const { toPlaceId, itemId } = typed(goods);
  const owner = await house.as('owner');
  const expectOne = async () =>
    (
      await house.request(
        'POST',
        '/api/stock/transfers',
        { toPlaceId, dueOn: '2031-01-01', lines: [{ itemId, quantity: 12 }] },
        owner,
      )
    ).body.id;
  const look = async () => (await rowsOf(house, itemId, owner)).get(toPlaceId);
  const first = await expectOne();
  const second = await expectOne();
  expect(await look()).toMatchObject({ onHand: 0, incoming: 24 });
  const url = '/api/stock/transfers';
  await house.request('DELETE', `${url}/${first}`, undefined, owner);
  const lots = [{ itemId, quantity: 13, lot: { code: 'M7', bestBefore: '2031-06-30' } }];
  await house.request('POST', `${url}/${second}/receive`, { lines: lots }, owner);
  expect(await look()).toMatchObject({ onHand: 13, incoming: 0 });
  const query = `placeId=${toPlaceId}&before=2031-07-01`;
  const soon = await house.request('GET', `/api/stock/lots?${query}`, undefined, owner);
  expect(soon.body.lots).toMatchObject([{ code: 'M7', onHand: 13, bestBefore: '2031-06-30' }]);
});

test('of two who unpack the same box at once, one is told that it is done', async ({ house }) => {
  const goods = await makeGoods(house);
  const lines = [{ itemId: goods.item, quantityMilli: 2000 }];
  await work(house, (tx) =>
    postFacts(tx, [
      { placeId: goods.from, itemId: goods.item, quantityMilli: 2000, kind: 'receipt' },
    ]),
  );
  const made = await work(house, (tx) =>
    requestTransfer(tx, { fromPlaceId: goods.from, toPlaceId: goods.to, lines }),
  );
  await work(house, (tx) => sendTransfer(tx, made.row.id));
  const both = await Promise.allSettled(
    [1, 2, 3].map(() => work(house, (tx) => receiveTransfer(tx, made.row.id))),
  );
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  expect(await work(house, proveStock)).toEqual([]);
});

test('a delivery is found by its slip and booked once with what was short, over, broken or not on it', async ({
  house,
}) => {
  const goods = await makeGoods(house);
  const other = typed(await makeGoods(house)).itemId;
  const { toPlaceId: placeId, itemId } = typed(goods);
  const clerk = await house.as('clerk');
  const call = (method: 'GET' | 'POST', path: string, body?: object) =>
    house.request(method, `/api/stock${path}`, body, clerk);
  const expected = {
    toPlaceId: placeId,
    slip: 'S-1001',
    supplier: '縁側食品',
    lines: [{ itemId, quantity: 12 }],
  };
  const { body: delivery } = await call('POST', '/transfers', expected);
  const found = await call('GET', `/transfers?placeId=${placeId}&state=sent&slip=S-1001`);
  expect(found.body.transfers).toMatchObject([{ id: delivery.id, supplier: '縁側食品' }]);
  const id = formatId('receipt', randomUUID());
  const lot = { code: 'L1', bestBefore: '2027-03-01' };
  const receipt = {
    id,
    placeId,
    transferId: delivery.id,
    lines: [
      { itemId, quantity: 10, damaged: 2, lot },
      { itemId: other, quantity: 1 },
    ],
  };
  // Both clerks tell it, and one of them twice: the answers are the same, it is booked once.
  const manager = await house.as('manager');
  const told = await Promise.all(
    [clerk, clerk, manager].map((as) => house.request('POST', '/api/stock/receipts', receipt, as)),
  );
  expect(told.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(told[0]?.body).toMatchObject({
    slip: 'S-1001',
    short: 1,
    over: 0,
    damaged: 1,
    lines: [
      { itemId, expected: 12, came: 10, damaged: 2, lot: 'L1', bestBefore: '2027-03-01' },
      { itemId: other, expected: null, came: 1 },
    ],
  });
  expect(told[1]?.body).toEqual(told[0]?.body);
  const rows = await rowsOf(house, itemId, clerk);
  expect(rows.get(placeId)).toEqual({ onHand: 8, held: 0, incoming: 0 });
  const lots = await call('GET', `/lots?placeId=${placeId}&itemId=${itemId}`);
  expect(lots.body.lots).toMatchObject([{ code: 'L1', onHand: 8 }]);
  const again = { ...receipt, id: formatId('receipt', randomUUID()) };
  expect(await call('POST', '/receipts', again)).toMatchObject({
    status: 409,
    body: { code: 'stock.receipt_twice' },
  });
  // The id that is booked, with other pieces: said, and not answered as if they were booked.
  const fewer = { ...receipt, lines: [{ itemId, quantity: 9, damaged: 2, lot }] };
  expect((await call('POST', '/receipts', fewer)).body.code).toBe('stock.receipt_twice');
  const list = await call('GET', `/receipts?placeId=${placeId}`);
  expect(list.body.receipts.map((each: { id: string }) => each.id)).toEqual([id]);
  const more = { ...receipt, lines: [{ itemId, quantity: 1, damaged: 2 }] };
  const wrong = { ...more, id: formatId('receipt', randomUUID()), transferId: undefined };
  expect((await call('POST', '/receipts', wrong)).body.code).toBe('stock.damaged_too_many');
  expect(await work(house, proveStock)).toEqual([]);
});
