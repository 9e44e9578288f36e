// An outside points master behind the port, on a socket of its own: held at the order, settled at the hand-over, given
// back by a cancellation; told of points beside orders; whatever becomes of its answers.
import { afterAll, beforeAll, test } from 'vitest';
import { ensureRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { fixedClock } from '#kernel/clock';
import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { balancesOf, listStatement, post, proveLedger } from '#ledger';
import { postFacts } from '#stock';
import { expect, type Json, openTestHouse, type TestHouse } from '#testing';
import { countVisit } from '../visits/count-visit.ts';
import { type FakeMaster, type Mood, openFakeMaster } from './fake-master.ts';
import { tellMasterAgainJob } from './tell-master.ts';

const here = { latitude: 35, longitude: 135.7 };
const clock = fixedClock('2026-11-22T03:00:00Z');
let master: FakeMaster;
let house: TestHouse & { drop(): Promise<void> };
let owner: { authorization: string };
let placeId: string;
let cup: string;

beforeAll(async () => {
  master = await openFakeMaster({ lateMs: 700 });
  house = await openTestHouse({
    clock,
    environment: {
      ENGAWA_POINTS_MASTER_URL: master.url,
      ENGAWA_POINTS_MASTER_KEY: 'a-key',
      ENGAWA_POINTS_MASTER_TIMEOUT_MS: '400',
    },
  });
  owner = await house.as('owner');
  const made = async (path: string, body: object) =>
    String((await house.request('POST', path, body, owner)).body.id);
  placeId = await made('/api/places', {
    code: 'm',
    kind: 'store',
    nameJa: '寺町店',
    position: here,
  });
  cup = await made('/api/catalog/items', {
    code: 'CUP',
    nameJa: '碗',
    price: { amountMinor: 1100 },
  });
  const opening = { placeId: parseId('place', placeId), itemId: parseId('item', cup) };
  await transaction(house.db, {}, (tx) =>
    postFacts(tx, [{ ...opening, quantityMilli: 1_000_000, kind: 'opening' }]),
  );
}, 120_000);
afterAll(async () => {
  const proof = await transaction(house.db, {}, (tx) => proveLedger(tx));
  expect(proof.differences).toEqual([]);
  await house.drop();
  await master.close();
});

async function member(points: number): Promise<string> {
  const recordId = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'pos' }, [{ key: newId() }]);
    return formatId('record', [...made.values()][0]?.recordId ?? '');
  });
  await adjust(recordId, points);
  await tellAll();
  expect(master.balances.get(recordId)).toBe(points);
  return recordId;
}

async function adjust(recordId: string, amount: number): Promise<void> {
  const body = { recordId, unit: 'points', amount, reason: 'campaign' };
  const { status } = await house.request('POST', '/api/ledger/adjustments', body, owner);
  expect(status).toBe(201);
}

async function order(recordId: string, points: number, quantity = 1): Promise<Json> {
  const answer = await house.request(
    'POST',
    '/api/orders',
    {
      placeId,
      fulfilment: 'pickup',
      handoverPlaceId: placeId,
      lines: [{ itemId: cup, quantity }],
      recordId,
      payments: [
        { method: 'points', amountMinor: points },
        { method: 'cash', amountMinor: 1100 * quantity - points },
      ],
    },
    owner,
  );
  await house.settle();
  return answer;
}

async function move(orderId: string, to: string): Promise<void> {
  const url = `/api/orders/${orderId}/state`;
  expect((await house.request('POST', url, { to }, owner)).status).toBe(200);
  await house.settle();
}

const tell = () => tellMasterAgainJob.run(house.db, {});
/** Until nothing waits: what was not answered is asked again as its time comes. */
async function tellAll(): Promise<Json> {
  for (let round = 0; round < 40; round += 1) {
    await house.settle();
    await tell();
    const state = await stateOf();
    if (state.waiting === 0) {
      return state;
    }
    clock.move({ minutes: 30 });
  }
  return stateOf();
}
const stateOf = async (): Promise<Json> =>
  (await house.request('GET', '/api/loyalty/master', undefined, owner)).body;

/** What she can spend here, debts taken off. */
async function balanceHere(recordId: string): Promise<number> {
  const rows = await transaction(house.db, {}, (tx) =>
    balancesOf(tx, [parseId('record', recordId)]),
  );
  return rows
    .filter(({ unit }) => unit === 'points')
    .reduce((sum, each) => sum + each.available + each.reserved + each.overdraft, 0);
}

test('points are held at the master with the order, settled with the hand-over, given back by a return', async () => {
  const recordId = await member(500);
  const { body, status } = await order(recordId, 300, 2);
  expect(status, JSON.stringify(body)).toBe(201);
  // Nothing went over the network with the order; the job does it.
  expect(master.orders.get(body.id)).toBeUndefined();
  await tellAll();
  expect(master.orders.get(body.id)).toMatchObject({ state: 'held', spent: 300, earned: 0 });
  expect(master.balances.get(recordId)).toBe(200);
  await move(body.id, 'handed_over');
  await tellAll();
  const earned = body.pointsEarned;
  expect(earned).toBeGreaterThan(0);
  expect(master.orders.get(body.id)).toMatchObject({ state: 'settled', spent: 300, earned });
  const lines = [{ line: 1, quantity: 1, disposition: 'restocked' }];
  const back = { placeId, reason: 'changed_mind', lines };
  expect((await house.request('POST', `/api/orders/${body.id}/returns`, back, owner)).status).toBe(
    201,
  );
  await tellAll();
  expect(master.orders.get(body.id)?.spent).toBeLessThan(300);
  expect(master.orders.get(body.id)?.earned).toBeLessThan(earned);
  expect(master.balances.get(recordId)).toBe(await balanceHere(recordId));
});

test('a cancelled order is given back at the master, also when it was never told of the order', async () => {
  const recordId = await member(400);
  const first = await order(recordId, 100);
  await tellAll();
  const second = await order(recordId, 200);
  await move(first.body.id, 'cancelled');
  await move(second.body.id, 'cancelled');
  const state = await tellAll();
  expect(state).toMatchObject({ isOn: true, waiting: 0, refused: 0 });
  expect(master.orders.get(first.body.id)?.state).toBe('released');
  expect(master.balances.get(recordId)).toBe(400);
  expect(await balanceHere(recordId)).toBe(400);
});

test('answers that are late, lost, never given or broken: nothing is lost and nothing doubled', async () => {
  const people = await Promise.all([member(5000), member(5000), member(5000)]);
  const moods: Mood[] = ['mute', 'deaf', 'late', 'broken', 'well', 'mute', 'deaf', 'broken'];
  const placed: { id: string; recordId: string }[] = [];
  for (let n = 0; n < 12; n += 1) {
    master.moods.push(
      moods[n % moods.length] ?? 'well',
      moods[(n * 5 + 3) % moods.length] ?? 'well',
    );
    const recordId = people[n % people.length] ?? '';
    const { body } = await order(recordId, 100 + n * 10, 1 + (n % 3));
    placed.push({ id: body.id, recordId });
    if (n % 2 === 0) {
      await tell();
    }
    if (n % 3 !== 0) {
      await move(body.id, n % 3 === 1 ? 'handed_over' : 'cancelled');
    }
  }
  const calls = master.calls();
  const state = await tellAll();
  expect(master.calls()).toBeGreaterThan(calls);
  expect(state).toMatchObject({ waiting: 0, late: 0, refused: 0, unsettled: [] });
  const states = placed.map(({ id }) => master.orders.get(id)?.state ?? 'never told');
  expect(states.filter((each) => each === 'settled')).toHaveLength(4);
  expect(states.filter((each) => each === 'held')).toHaveLength(4);
  for (const recordId of people) {
    expect(master.balances.get(recordId), recordId).toBe(await balanceHere(recordId));
  }
  // Told once more, nothing moves.
  const before = new Map(master.balances);
  await tellAll();
  expect(master.balances).toEqual(before);
}, 120_000);

test('a master that refuses: the order comes to nothing, she has everything back, and the balance becomes the master’s', async () => {
  const recordId = await member(500);
  // Meanwhile she spent 450 in a shop that asks the master only.
  master.balances.set(recordId, 50);
  const { body } = await order(recordId, 300);
  await house.settle();
  await tell();
  await tellAll();
  const url = `/api/orders/${body.id}`;
  const told = await house.request('GET', url, undefined, owner);
  expect(told.body.state).toBe('cancelled');
  expect(master.balances.get(recordId)).toBe(50);
  expect(await balanceHere(recordId)).toBe(50);
  const { rows } = await house.db.pool.query(
    "SELECT count(*)::int AS holds FROM stock.hold WHERE subject_id = $1 AND state = 'active'",
    [parseId('order', body.id)],
  );
  expect(rows[0].holds).toBe(0);
});

test('what is carried out already stands, refused or not, and headquarters sees it and asks again', async () => {
  const recordId = await member(500);
  const sale = {
    placeId,
    fulfilment: 'carry_out',
    lines: [{ itemId: cup, quantity: 1 }],
    recordId,
    payments: [
      { method: 'points', amountMinor: 100 },
      { method: 'cash', amountMinor: 1000 },
    ],
  };
  master.moods.push('deaf', 'broken');
  const { body } = await house.request('POST', '/api/orders', sale, owner);
  await house.settle();
  await tell();
  clock.move({ minutes: 2 });
  await tell();
  const late = await stateOf();
  expect(late.unsettled).toMatchObject([{ orderId: body.id, wanted: 'settled', isRefused: false }]);
  const refused = await house.request(
    'POST',
    `/api/loyalty/master/${body.id}/retry`,
    undefined,
    owner,
  );
  expect(refused).toMatchObject({ status: 409, body: { code: 'loyalty.not_refused' } });
  await tellAll();
  expect(master.orders.get(body.id)).toMatchObject({ state: 'settled', spent: 100 });
});

test('manual adjustment, visit points and their reversal reach the master once though its answer is lost, and the balances agree', async () => {
  const recordId = await member(500);
  const uuid = parseId('record', recordId);
  const told = () => [...master.postings.values()].filter((each) => each.memberId === recordId);
  expect(told()).toMatchObject([{ state: 'settled', spent: 0, earned: 500 }]);
  const visits = {
    code: 'come-by',
    kind: 'visit',
    nameJa: '来店ポイント',
    terms: { points: 5, radiusMetres: 100 },
  };
  expect((await house.request('POST', '/api/loyalty/rules', visits, owner)).status).toBe(201);
  // Each is done by the master and its answer lost, then not heard, then heard and answered with a 503.
  master.moods.push('mute', 'deaf', 'broken');
  await adjust(recordId, -120);
  await tellAll();
  master.moods.push('mute', 'broken', 'deaf');
  const visit = { recordId: uuid, placeId: parseId('place', placeId), position: here };
  await transaction(house.db, {}, (tx) => countVisit(tx, visit));
  await tellAll();
  expect(told().map(({ spent, earned }) => [spent, earned])).toEqual([
    [0, 500],
    [120, 0],
    [0, 5],
  ]);
  expect(master.balances.get(recordId)).toBe(385);
  expect(await balanceHere(recordId)).toBe(385);
  // Taken back: the adjustment in part and then whole, the visit whole; two of these before the master is asked.
  const lines = await transaction(house.db, {}, (tx) => listStatement(tx, [uuid], null, 10));
  const [seen, taken] = lines.map(({ reference }) => reference);
  const takeBack = (of: 'adjust' | 'earn', reference: string | undefined, amount?: number) =>
    transaction(house.db, {}, (tx) =>
      performOne(tx, post, {
        kind: 'reverse',
        of,
        reference: reference ?? '',
        ...(amount === undefined ? {} : { amount }),
      }),
    );
  master.moods.push('mute', 'mute', 'broken', 'deaf');
  await takeBack('adjust', taken, 20);
  await tellAll();
  await takeBack('adjust', taken);
  await takeBack('earn', seen);
  expect(await tellAll()).toMatchObject({ waiting: 0, refused: 0, unsettled: [] });
  expect(told().map(({ state, spent, earned }) => [state, spent, earned])).toEqual([
    ['settled', 0, 500],
    ['released', 0, 0],
    ['released', 0, 0],
  ]);
  expect(master.balances.get(recordId)).toBe(500);
  expect(await balanceHere(recordId)).toBe(500);
  // Nothing had to be evened out by an adjustment of the master's.
  const all = await transaction(house.db, {}, (tx) => listStatement(tx, [uuid], null, 50));
  expect(all.filter(({ reason }) => reason === 'points_master')).toEqual([]);
});

test('an adjustment that the master refuses stays in the list for people, and is asked again', async () => {
  const recordId = await member(50);
  await adjust(recordId, 10);
  await tellAll();
  const posting = [...master.postings].find(([, each]) => each.memberId === recordId)?.[0];
  const retry = `/api/loyalty/master/${posting}/retry`;
  const early = await house.request('POST', retry, undefined, owner);
  expect(early).toMatchObject({ status: 409, body: { code: 'loyalty.not_refused' } });
  master.moods.push('unwilling');
  await adjust(recordId, 7);
  const { refused, unsettled } = await tellAll();
  expect(refused).toBe(1);
  expect(unsettled).toMatchObject([{ orderId: null, earned: 7, isRefused: true }]);
  const again = `/api/loyalty/master/${unsettled[0].subjectId}/retry`;
  expect((await house.request('POST', again, undefined, owner)).status).toBe(200);
  expect(await tellAll()).toMatchObject({ refused: 0, unsettled: [] });
  expect(master.balances.get(recordId)).toBe(67);
  expect(await balanceHere(recordId)).toBe(67);
});
