import { addWishes } from '#carts';
import { importProducts } from '#catalog';
import {
  eraseCustomerRecords,
  findDeeds,
  findRecords,
  importCustomers,
  keepMoments,
} from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { addMember } from '#staff';
import { importStock } from '#stock';
import { expect, type Json, type TestHouse, test } from '#testing';
import { floorDisclosure } from '../disclose.ts';
import { listNoteRows } from './store.ts';

const profile = {
  familyName: '青木',
  givenName: 'あかね',
  familyKana: 'アオキ',
  givenKana: 'アカネ',
};
const names = ['coat', 'scarf', 'gloves', 'bag'];

async function openFloor(house: TestHouse, timeZone = 'Asia/Tokyo') {
  const owner = await house.as('owner');
  const source = `f${newId().slice(-12)}`;
  const shop = { code: source, kind: 'store', nameJa: '銀座店', timeZone };
  const placeId: string = (await house.request('POST', '/api/places', shop, owner)).body.id;
  const at = parseId('place', placeId);
  const made = await transaction(house.db, {}, async (tx) => {
    const rows = names.map((code) => ({ code: `${source}-${code}`, name: code, price: '1000' }));
    const products = await importProducts(tx, { source, currency: 'JPY' }, rows);
    const itemIds = products.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const counts = itemIds.map((itemId, row) => ({
      itemId,
      row,
      placeId: at,
      quantityMilli: 5000,
    }));
    await importStock(tx, { source }, counts);
    const [told] = await importCustomers(tx, { source }, [{ key: source, profile }]);
    const recordId = told?.recordId ?? '';
    const roles = ['clerk'];
    const id = await addMember(tx, { login: source, name: '佐藤 美咲', roles, placeId: at });
    const session = { kind: 'staff', principalId: id, roles, placeId: at } as const;
    const { token } = await createSession(tx, { ...session, lifetime: { hours: 1 } });
    return { itemIds, recordId, clerk: { authorization: `Bearer ${token}` } };
  });
  const { recordId, clerk } = made;
  const found = await transaction(house.db, {}, (tx) => findRecords(tx, [recordId]));
  const path = `/api/floor/customers/${formatId('customer', found.get(recordId)?.customerId ?? '')}`;
  const look = async (headers = clerk): Promise<Json> =>
    house.request('GET', `${path}?placeId=${placeId}&reason=customer_present`, undefined, headers);
  const answer = (decision: string) =>
    house.request('POST', `${path}/personalisation`, { placeId, decision, language: 'ja' }, clerk);
  return { ...made, owner, placeId, path, look, answer };
}

/** What she did online three days ago, under whatever she has agreed to. */
function looksOnline(house: TestHouse, recordId: string, itemId: string) {
  return transaction(house.db, {}, (tx) =>
    keepMoments(tx, [
      {
        id: newId(),
        recordId,
        position: 1,
        type: 'moments.viewed',
        subject: null,
        occurredAt: tx.now.subtract({ hours: 72 }),
        placeId: null,
        channel: 'web',
        data: { page: 'item', itemId: formatId('item', itemId) },
      },
    ]),
  );
}

test('on her first visit she is greeted as new, by name and reading; on the next the last visit is known', async ({
  house,
}) => {
  const { look, recordId, placeId } = await openFloor(house);
  const first = (await look()).body;
  expect(first).toMatchObject({
    isFirstVisit: true,
    lastVisit: null,
    name: '青木 あかね',
    reading: 'アオキ アカネ',
    purchases: [],
  });
  await transaction(house.db, {}, (tx) =>
    keepMoments(tx, [
      {
        id: newId(),
        recordId,
        position: 1,
        type: 'moments.visited',
        subject: null,
        occurredAt: tx.now.subtract({ hours: 50 }),
        placeId: parseId('place', placeId),
        channel: 'store',
        data: { by: 'poster' },
      },
    ]),
  );
  expect((await look()).body).toMatchObject({ isFirstVisit: false, lastVisit: { placeId } });
});

test('what she looked at, wished for and three proposals are shown only with her consent to personalisation; the database itself hides them without it', async ({
  house,
}) => {
  const { look, answer, recordId, itemIds, owner, placeId } = await openFloor(house);
  const [coat = '', scarf = '', gloves = ''] = itemIds;
  await looksOnline(house, recordId, scarf);
  await transaction(house.db, {}, (tx) => addWishes(tx, recordId, [coat]));
  const lines = [coat, gloves].map((id) => ({ itemId: formatId('item', id), quantity: 1 }));
  const sale = { placeId, fulfilment: 'carry_out', payment: { method: 'cash' }, lines };
  expect((await house.request('POST', '/api/orders', sale, owner)).status).toBe(201);
  const underThePurpose = () =>
    transaction(house.db, { purpose: 'personalisation' }, (tx) =>
      findDeeds(tx, [recordId], tx.now.subtract({ hours: 100 })),
    );
  expect((await look()).body.taste).toBeNull();
  expect((await underThePurpose()).size).toBe(0);
  expect((await answer('given')).status).toBe(204);
  expect((await underThePurpose()).size).toBe(1);
  const { taste } = (await look()).body;
  const told = (list: { name: { ja: string } }[]) => list.map(({ name }) => name.ja);
  expect(told(taste.wishes)).toEqual(['coat']);
  expect(told(taste.lookedAt)).toEqual(['scarf']);
  expect(told(taste.proposals)).toEqual(['coat', 'scarf', 'gloves']);
  expect(taste.proposals.map(({ whyEn }: Json) => whyEn)).toEqual([
    'Because it is on her wish list',
    'Because she looked at it online',
    'Because it is bought together with “coat” above (1 orders)',
  ]);
  expect(taste.proposals[0]).toMatchObject({ available: 4, price: { amountMinor: 1000 } });
  expect((await answer('withdrawn')).status).toBe(204);
  expect((await look()).body.taste).toBeNull();
});

test('every look at her is written into the book she reads; a clerk of another shop and a look without a reason are refused', async ({
  house,
}) => {
  const { look, path, recordId, clerk, owner } = await openFloor(house);
  await look();
  const { rows } = await house.db.pool.query(
    'SELECT what, reason, actor FROM privacy.access_log WHERE record_id = $1',
    [recordId],
  );
  expect(rows).toEqual([
    { what: 'floor.customer', reason: 'customer_present', actor: expect.stringMatching(/^staff:/) },
  ]);
  const other = { code: newId().slice(-12), kind: 'store', nameJa: '京都店' };
  const { id } = (await house.request('POST', '/api/places', other, owner)).body;
  const from = (query: string) => house.request('GET', `${path}?${query}`, undefined, clerk);
  expect((await from(`placeId=${id}&reason=customer_present`)).body.code).toBe(
    'kernel.other_place',
  );
  expect((await from(`placeId=${id}`)).status).toBe(400);
});

test('notes are sealed, stand in her disclosure in clear, and are gone when she is erased', async ({
  house,
}) => {
  const { look, path, placeId, recordId, clerk } = await openFloor(house);
  const text = 'marked words: 左利き。静かな席がお好き';
  const made = await house.request('POST', `${path}/notes`, { placeId, text }, clerk);
  expect(made.status).toBe(201);
  expect((await look()).body.notes).toMatchObject([{ text, clerk: '佐藤 美咲' }]);
  const kept = () => transaction(house.db, {}, (tx) => listNoteRows(tx, [recordId], 10));
  expect((await kept())[0]?.sealed.toString('utf8')).not.toContain('marked');
  const disclosed = () =>
    transaction(house.db, {}, (tx) => floorDisclosure.disclose(tx, [recordId]));
  expect((await disclosed())[0]?.rows).toMatchObject([{ text }]);
  const mistaken = await house.request('POST', `${path}/notes`, { placeId, text: 'x' }, clerk);
  const taken = await house.request(
    'DELETE',
    `/api/floor/notes/${mistaken.body.id}`,
    undefined,
    clerk,
  );
  expect(taken.status).toBe(204);
  expect((await look()).body.notes).toHaveLength(1);
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [recordId]));
  await house.settle();
  expect(await kept()).toEqual([]);
  expect((await look()).body.code).toBe('floor.customer_erased');
});

test('a promise stands among the work of its day with her name masked, until it is kept', async ({
  house,
}) => {
  const { look, path, placeId, clerk } = await openFloor(house);
  const today = Temporal.Now.plainDateISO('Asia/Tokyo');
  const plan = (days: number) =>
    house.request(
      'POST',
      `${path}/follow-ups`,
      { placeId, text: '入荷したらお電話', dueOn: today.add({ days }).toString() },
      clerk,
    );
  const [now, later, past] = [await plan(0), await plan(3), await plan(-1)];
  expect([now.status, later.status, past.body.code]).toEqual([201, 201, 'floor.day_past']);
  const nowhere = { placeId: formatId('place', newId()), text: 'x' };
  const owner = await house.as('owner');
  const lost = await house.request('POST', `${path}/notes`, nowhere, owner);
  expect(lost.body.code).toBe('floor.place_unknown');
  const due = async () =>
    (await house.request('GET', `/api/floor/follow-ups?placeId=${placeId}`, undefined, clerk)).body
      .followUps;
  expect(await due()).toMatchObject([{ id: now.body.id, clerk: '佐藤 美咲', isDone: false }]);
  expect(JSON.stringify(await due())).not.toMatch(/あかね|お電話/);
  const settle = (isDone: boolean) =>
    house.request('POST', `/api/floor/follow-ups/${now.body.id}/done`, { isDone }, clerk);
  expect((await settle(true)).status).toBe(204);
  expect(await due()).toEqual([]);
  expect((await look()).body.followUps.map(({ isDone }: Json) => isDone)).toEqual([false, true]);
  await settle(false);
  expect(await due()).toHaveLength(1);
});

test('what is due today is told by the day at the shop', async ({ house }) => {
  // From one end of the day to the other: at no hour do all three have one date.
  for (const timeZone of ['Pacific/Kiritimati', 'Asia/Tokyo', 'Pacific/Pago_Pago']) {
    const { path, placeId, clerk } = await openFloor(house, timeZone);
    const today = Temporal.Now.plainDateISO(timeZone);
    const plan = (days: number) => {
      const promise = { placeId, text: 'お電話', dueOn: today.add({ days }).toString() };
      return house.request('POST', `${path}/follow-ups`, promise, clerk);
    };
    expect((await plan(-1)).body.code).toBe('floor.day_past');
    const [now, tomorrow] = [await plan(0), await plan(1)];
    expect([now.status, tomorrow.status]).toEqual([201, 201]);
    const url = `/api/floor/follow-ups?placeId=${placeId}`;
    const due = await house.request('GET', url, undefined, clerk);
    expect(due.body.followUps).toMatchObject([{ id: now.body.id }]);
  }
});
