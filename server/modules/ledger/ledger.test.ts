import { randomUUID } from 'node:crypto';
import { asFlight, createBatch, perform, performOne } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import {
  balancesOf,
  decidePosting,
  type Earn,
  ensureBearers,
  findBearer,
  importOpeningLots,
  type LedgerEntry,
  loadLedger,
  newBearerCode,
  type PostingDecision,
  post,
  proveLedger,
  undecidePosting,
} from './index.ts';

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

const ownerOf = (unit = 'points') =>
  ({ ownerKind: 'record', ownerId: randomUUID(), unit }) as const;
type Owner = ReturnType<typeof ownerOf>;

const earn = (account: Owner, amount: number, rest: Partial<Earn> = {}): Earn => ({
  kind: 'earn',
  account,
  amount,
  expiresAt: null,
  reference: randomUUID(),
  ...rest,
});

const post1 = (house: TestHouse, entry: LedgerEntry) =>
  work(house, (tx) => performOne(tx, post, entry));

const balance = async (house: TestHouse, owner: Owner) => {
  const rows = await work(house, (tx) => balancesOf(tx, [owner.ownerId]));
  const { pending, available, reserved, overdraft } = rows[0] ?? {};
  return { pending, available, reserved, overdraft };
};

const inDays = (days: number) => Temporal.Now.instant().add({ hours: 24 * days });

test('of fifty who spend the same last points at once, one does and 49 are told', async ({
  house,
}) => {
  const owner = ownerOf();
  await post1(house, earn(owner, 100));
  const batch = createBatch(house.db, asFlight(post), 4);
  const spend = () =>
    batch.submit({ kind: 'spend', account: owner, amount: 100, reference: randomUUID() });
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, spend));
  expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  expect(refused.every((each) => each instanceof Refusal && each.code === 'ledger.short')).toBe(
    true,
  );
  expect(await balance(house, owner)).toMatchObject({ available: 0, overdraft: 0 });
});

test('crossing transfers in opposite order wait for each other and never deadlock', async ({
  house,
}) => {
  const owners = Array.from({ length: 6 }, () => ownerOf());
  for (const owner of owners) {
    await post1(house, earn(owner, 1000));
  }
  const batches = [owners, owners.toReversed()].map((order) => ({
    order,
    batch: createBatch(house.db, asFlight(post), 3),
  }));
  const flights = batches.flatMap(({ order, batch }) =>
    Array.from({ length: 120 }, (_, index) => {
      const from = order[index % order.length] ?? ownerOf();
      const to = order[(index + 1) % order.length] ?? ownerOf();
      return batch.submit({ kind: 'transfer', from, to, amount: 1, reference: randomUUID() });
    }),
  );
  await Promise.all(flights);
  for (const owner of owners) {
    expect(await balance(house, owner)).toMatchObject({ available: 1000 });
  }
  const { rows } = await house.db.pool.query(
    'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('the same key posts once, also when both come in one batch', async ({ house }) => {
  const owner = ownerOf();
  const entry = earn(owner, 70, { once: `sale:${randomUUID()}` });
  const outcomes = await work(house, (tx) => perform(tx, post, [entry, entry]));
  const answers = outcomes.flatMap((each) => ('answer' in each ? [each.answer] : []));
  expect(answers.map((each) => each.isRepeat)).toEqual([false, true]);
  expect(await post1(house, entry)).toMatchObject({ isRepeat: true, setId: answers[0]?.setId });
  expect(await balance(house, owner)).toMatchObject({ available: 70 });
});

test('points are pending until the goods are handed over, and go when the order is cancelled', async ({
  house,
}) => {
  const owner = ownerOf();
  const reference = 'ord_1';
  await post1(house, earn(owner, 40, { reference, isPending: true, expiresAt: inDays(365) }));
  expect(await balance(house, owner)).toMatchObject({ pending: 40, available: 0 });
  await post1(house, { kind: 'mature', reference });
  expect(await balance(house, owner)).toMatchObject({ pending: 0, available: 40 });
  // Whoever looks at her balance hears of it, though nothing was posted.
  const { rows } = await house.db.pool.query(
    `SELECT data->>'amount' AS amount, data->>'available' AS available FROM kernel.event
     WHERE type = 'ledger.posted' AND data->>'kind' = 'mature' AND data->>'reference' = $1`,
    [reference],
  );
  expect(rows).toEqual([{ amount: '40', available: '40' }]);
  await post1(house, { kind: 'reverse', of: 'earn', reference });
  expect(await balance(house, owner)).toMatchObject({ pending: 0, available: 0 });
  const again = post1(house, { kind: 'reverse', of: 'earn', reference });
  await expect(again).rejects.toMatchObject({ code: 'ledger.reversed_already' });
});

test('points spent and then taken back leave a debt that the next points pay', async ({
  house,
}) => {
  const owner = ownerOf();
  const reference = randomUUID();
  await post1(house, earn(owner, 50, { reference }));
  await post1(house, { kind: 'spend', account: owner, amount: 50, reference: randomUUID() });
  await post1(house, { kind: 'reverse', of: 'earn', reference });
  expect(await balance(house, owner)).toMatchObject({ available: 0, overdraft: -50 });
  await post1(house, earn(owner, 80));
  expect(await balance(house, owner)).toMatchObject({ available: 30, overdraft: 0 });
});

test('the oldest expiry is taken first, and a partial return gives back the last taken', async ({
  house,
}) => {
  const owner = ownerOf();
  await post1(house, earn(owner, 10, { expiresAt: inDays(30), source: 'late' }));
  await post1(house, earn(owner, 10, { expiresAt: inDays(5), source: 'soon' }));
  const reference = randomUUID();
  await post1(house, { kind: 'spend', account: owner, amount: 15, reference });
  await post1(house, { kind: 'reverse', of: 'spend', reference, amount: 8 });
  const { rows } = await house.db.pool.query(
    `SELECT source, remaining_amount::int AS left FROM ledger.lot JOIN ledger.account a ON a.id = account_id
     WHERE a.owner_id = $1 ORDER BY expires_at`,
    [owner.ownerId],
  );
  expect(rows).toEqual([
    { source: 'soon', left: 3 },
    { source: 'late', left: 10 },
  ]);
});

test('a decision that is taken back leaves the facts as they were', async ({ house }) => {
  const owner = ownerOf();
  await post1(house, earn(owner, 100, { expiresAt: inDays(3) }));
  const entries: LedgerEntry[] = [
    earn(owner, 5),
    { kind: 'reserve', account: owner, amount: 60, subjectId: randomUUID(), expiresAt: null },
    { kind: 'spend', account: owner, amount: 500, reference: randomUUID(), policy: 'offline' },
  ];
  await work(house, async (tx) => {
    const facts = await loadLedger(tx, entries);
    const picture = () =>
      JSON.stringify([[...facts.accounts.values()], [...facts.lots.values()], [...facts.openLots]]);
    const before = picture();
    const made = entries.map((entry) => decidePosting(facts, entry));
    expect(picture()).not.toBe(before);
    for (const decision of made.toReversed()) {
      undecidePosting(facts, decision as PostingDecision);
    }
    expect(picture()).toBe(before);
  });
});

test('opening balances come in once, bad rows are told, and the sum is the ledger', async ({
  house,
}) => {
  const [one, two] = [randomUUID(), randomUUID()];
  const rows = [
    { recordId: one, amount: 1200, expiresAt: inDays(90), row: 1 },
    { recordId: two, amount: 0, row: 2 },
    { recordId: two, amount: -5, row: 3 },
    { recordId: one, amount: 300, row: 4 },
  ];
  const source = { source: 'members.csv', unit: 'points' };
  const first = await work(house, (tx) => importOpeningLots(tx, source, rows));
  expect(first.outcomes.map((each) => each.refusal?.code ?? each.outcome)).toEqual([
    'accepted',
    'accepted',
    'ledger.amount_invalid',
    'accepted',
  ]);
  expect(first).toMatchObject({ addedAmount: 1500, amount: 1500, lots: 2 });
  const second = await work(house, (tx) => importOpeningLots(tx, source, rows));
  expect(second).toMatchObject({ addedAmount: 0, amount: 1500, lots: 2 });
  expect(second.outcomes.filter((each) => each.outcome === 'unchanged')).toHaveLength(3);
  const [balanceOfOne] = await work(house, (tx) => balancesOf(tx, [one]));
  expect(balanceOfOne).toMatchObject({ available: 1500, nextExpiry: { amount: 1200 } });
});

test('a gift card is found by its code as people type it, and only a hash is kept', async ({
  house,
}) => {
  const code = newBearerCode();
  const ids = await work(house, (tx) => ensureBearers(tx, 'gift:JPY', [code]));
  const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('-', ' ')}`;
  expect(await work(house, (tx) => findBearer(tx, typed))).toEqual({
    id: ids.get(code),
    unit: 'gift:JPY',
  });
  const wrong = work(house, (tx) => findBearer(tx, newBearerCode()));
  await expect(wrong).rejects.toMatchObject({ code: 'ledger.code_unknown' });
  const { rows } = await house.db.pool.query('SELECT b::text FROM ledger.bearer b');
  expect(JSON.stringify(rows)).not.toContain(code.slice(0, 9));
});

test('a manager adjusts up to a limit, and the statement explains every line', async ({
  house,
}) => {
  const recordId = formatId('record', randomUUID());
  const manager = await house.as('manager');
  const adjust = (amount: number, headers: Record<string, string>) =>
    house.request(
      'POST',
      '/api/ledger/adjustments',
      { recordId, unit: 'points', amount, reason: 'apology' },
      headers,
    );
  expect((await adjust(500, manager)).status).toBe(201);
  expect((await adjust(-200, manager)).status).toBe(201);
  expect(await adjust(-400, manager)).toMatchObject({
    status: 409,
    body: { code: 'ledger.short' },
  });
  expect((await adjust(10_001, manager)).body.code).toBe('ledger.over_limit');
  expect((await adjust(10_001, await house.as('owner'))).status).toBe(201);
  expect((await adjust(0, manager)).body.code).toBe('ledger.amount_invalid');
  expect((await adjust(5, await house.as('clerk'))).status).toBe(403);
  const url = `/api/ledger/records/${recordId}`;
  const { body } = await house.request('GET', url, undefined, manager);
  expect(body.balances).toMatchObject([{ unit: 'points', available: 10_301 }]);
  expect(body.lines.map((line: { amount: number }) => line.amount)).toEqual([10_001, -200, 500]);
  expect(body.lines[0]).toMatchObject({ balance: 10_301, reason: 'apology' });
});

test('the proof names what was changed behind the back of the ledger', async ({ house }) => {
  const owner = ownerOf('stamp:spring');
  await post1(house, earn(owner, 9));
  const clerk = await house.as('clerk');
  const sound = await house.request('GET', '/api/ledger/proof', undefined, clerk);
  expect(sound.body).toMatchObject({ isEqual: true, differences: [] });
  await house.db.pool.query('UPDATE ledger.account SET available_amount = 8 WHERE owner_id = $1', [
    owner.ownerId,
  ]);
  const proof = await work(house, (tx) => proveLedger(tx));
  expect(proof.differences.map((each) => each.kind)).toEqual([
    'balance_not_postings',
    'lots_not_balance',
  ]);
  const change = house.db.pool.query('UPDATE ledger.posting SET amount = 1');
  await expect(change).rejects.toThrow(/permission denied/);
});
