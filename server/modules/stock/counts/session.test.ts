import { randomUUID } from 'node:crypto';
import { ensureItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { learnShrinkage } from '../learn-shrinkage.ts';
import { postFacts } from '../post-facts.ts';
import { setStockRules } from '../set-rules.ts';
import { proveStock } from '../store-proof.ts';
import { postCounts } from './post-counts.ts';

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

async function makeShelf(house: TestHouse, names: readonly string[]) {
  const code = randomUUID();
  return work(house, async (tx) => {
    const place = await openPlace(tx, {
      code,
      kind: 'store',
      nameJa: '店',
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
    });
    const codes = names.map((name) => ({ code: `${code}-${name}`, name }));
    const items = await ensureItems(tx, { source: 'test' }, codes);
    const itemIds = codes.map((each) => items.get(each.code) ?? '');
    await postFacts(
      tx,
      itemIds.map((itemId) => ({
        placeId: place.id,
        itemId,
        quantityMilli: 10_000,
        kind: 'receipt',
      })),
    );
    return { place: place.id, placeId: formatId('place', place.id), itemIds };
  });
}

const url = '/api/stock/count-sessions';

test('a blind count shows nothing of the books until it is posted, and adds what sold since', async ({
  house,
}) => {
  const { place, placeId, itemIds } = await makeShelf(house, ['湯のみ', '急須', '茶筒']);
  const typed = itemIds.map((id) => formatId('item', id));
  const clerk = await house.as('clerk');
  const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    house.request(method, `${url}${path}`, body, clerk);
  const opened = await call('POST', '', { placeId, area: '棚A', itemIds: typed });
  expect(opened).toMatchObject({ status: 201, body: { state: 'open', isBlind: true } });
  const { id } = opened.body;
  const countedAt = Temporal.Now.instant().subtract({ minutes: 10 }).toString();
  const line = (index: number, quantity: number) => ({ itemId: typed[index], quantity, countedAt });
  await call('PUT', `/${id}/lines`, { lines: [line(0, 7), line(1, 10)] });
  await call('PUT', `/${id}/lines`, { lines: [line(0, 9)] });
  const sale = { placeId: place, kind: 'sale' as const, quantityMilli: -2000 };
  await work(house, (tx) => postFacts(tx, [{ ...sale, itemId: itemIds[0] ?? '' }]));
  const open = await call('GET', `/${id}`);
  const lineOf = (body: { lines: { itemId: string }[] }, index: number) =>
    body.lines.find((each) => each.itemId === typed[index]);
  expect(lineOf(open.body, 0)).toMatchObject({ counted: 9, expected: null, times: 2 });
  // Everything moved after the moment of the count, the receipt too.
  const posted = await call('POST', `/${id}/post`);
  expect(posted.body).toMatchObject({ state: 'posted' });
  expect(lineOf(posted.body, 0)).toMatchObject({ counted: 9, expected: 0 });
  expect(lineOf(posted.body, 2)).toMatchObject({ counted: null, expected: null });
  const page = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  const onHand = new Map(
    page.body.rows.map((row: { itemId: string; onHand: number }) => [row.itemId, row.onHand]),
  );
  expect(typed.map((item) => onHand.get(item))).toEqual([17, 20, 10]);
  expect((await call('POST', `/${id}/post`)).body.code).toBe('stock.count_unknown');
  expect(await work(house, proveStock)).toEqual([]);
});

test('an open count shows the books beside it; a cancelled one changes nothing', async ({
  house,
}) => {
  const { placeId, itemIds } = await makeShelf(house, ['湯のみ']);
  const itemId = formatId('item', itemIds[0] ?? '');
  const clerk = await house.as('clerk');
  const made = await house.request('POST', url, { placeId, isBlind: false }, clerk);
  const path = `${url}/${made.body.id}`;
  await house.request('PUT', `${path}/lines`, { lines: [{ itemId, quantity: 3 }] }, clerk);
  const seen = await house.request('GET', path, undefined, clerk);
  expect(seen.body.lines).toMatchObject([{ counted: 3, expected: 10 }]);
  expect((await house.request('DELETE', path, undefined, clerk)).status).toBe(200);
  const page = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  expect(page.body.rows).toMatchObject([{ onHand: 10, confidence: expect.any(Number) }]);
});

test('a shop that must be sure refuses to promise what nobody has counted for long', async ({
  house,
}) => {
  const { place, placeId, itemIds } = await makeShelf(house, ['湯のみ']);
  const itemId = itemIds[0] ?? '';
  const item = formatId('item', itemId);
  const manager = await house.as('manager');
  const line = { itemId: item, confidenceMin: 0.99, safety: 1 };
  const rules = { placeId, lines: [line] };
  expect((await house.request('PUT', '/api/stock/rules', rules, manager)).status).toBe(200);
  const hold = (reason: string) =>
    house.request(
      'POST',
      '/api/stock/holds',
      { placeId, itemId: item, quantity: 9, reason },
      manager,
    );
  const before = await hold('pickup');
  expect(before).toMatchObject({ status: 409, body: { code: 'stock.uncertain' } });
  await work(house, (tx) => postCounts(tx, [{ placeId: place, itemId, countedMilli: 10_000 }]));
  expect((await hold('pickup')).status).toBe(201);
  await work(house, (tx) => setStockRules(tx, [{ placeId: place, itemId, safetyMilli: 0 }]));
  expect(
    (
      await house.request(
        'POST',
        '/api/stock/holds',
        { placeId, itemId: item, quantity: 1, reason: 'staff' },
        manager,
      )
    ).status,
  ).toBe(201);
});

test('counts teach what is lost, and shoppers are told to ask where it is much', async ({
  house,
}) => {
  const { place, placeId, itemIds } = await makeShelf(house, ['湯のみ']);
  const itemId = itemIds[0] ?? '';
  const key = { placeId: place, itemId };
  const now = Temporal.Now.instant();
  await work(house, (tx) =>
    postCounts(tx, [
      { ...key, countedMilli: 900_000, countedAt: now.subtract({ hours: 24 * 300 }) },
    ]),
  );
  await work(house, (tx) => postCounts(tx, [{ ...key, countedMilli: 500_000, countedAt: now }]));
  await learnShrinkage(house.db);
  const { rows } = await house.db.pool.query(
    'SELECT shrinkage_bp AS rate FROM stock.balance WHERE item_id = $1',
    [itemId],
  );
  expect(rows[0].rate).toBeGreaterThan(1000);
  await work(house, (tx) => postFacts(tx, [{ ...key, quantityMilli: -498_000, kind: 'sale' }]));
  const found = await house.request(
    'GET',
    `/api/stock/places/${placeId}/items?itemId=${formatId('item', itemId)}`,
  );
  expect(found.body.items).toMatchObject([{ state: 'ask', label: { ja: '店舗に確認' } }]);
});

test('two clerks count in one session: storms, lost answers and late tellings come to the same; what both counted waits for a word', async ({
  house,
}) => {
  const { place, placeId, itemIds } = await makeShelf(house, ['湯のみ', '急須', '茶筒']);
  const typed = itemIds.map((id) => formatId('item', id));
  const clerk = await house.as('clerk');
  const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    house.request(method, `${url}${path}`, body, clerk);
  const { body: opened } = await call('POST', '', { placeId, itemIds: typed.slice(0, 1) });
  const [first, second] = [randomUUID(), randomUUID()];
  const countedAt = Temporal.Now.instant().toString();
  const later = Temporal.Instant.from(countedAt).add({ seconds: 9 }).toString();
  const tell = (walkId: string, index: number, quantity: number, revision: number) =>
    call('PUT', `/${opened.id}/tallies`, {
      walkId,
      lines: [
        {
          itemId: typed[index],
          quantity,
          revision,
          countedAt: walkId === first ? countedAt : later,
        },
      ],
    });
  // A storm: forty tellings of a sum that grows, in any order, some of them twice.
  const storm = Array.from({ length: 40 }, (_, at) => ((at * 17) % 40) + 1);
  await Promise.all([...storm, 40, 7].map((sum) => tell(first, 0, sum, sum)));
  await tell(first, 1, 4, 1);
  await tell(second, 1, 5, 1);
  await tell(second, 2, 0, 9);
  const seen = await call('GET', `/${opened.id}`);
  const lineOf = (body: { lines: { itemId: string }[] }, index: number) =>
    body.lines.find((each) => each.itemId === typed[index]);
  expect(lineOf(seen.body, 0)).toMatchObject({ counted: 40, isDecided: true, expected: null });
  expect(lineOf(seen.body, 1)).toMatchObject({
    counted: 9,
    isDecided: false,
    tallies: [{ quantity: 4 }, { quantity: 5 }],
  });
  const reviewed = await call('POST', `/${opened.id}/review`);
  expect(reviewed.body.state).toBe('review');
  expect(lineOf(reviewed.body, 0)).toMatchObject({ expected: 10 });
  expect((await call('POST', `/${opened.id}/post`)).body.code).toBe('stock.count_undecided');
  // The same five pieces, counted twice.
  const decided = { itemId: typed[1], quantity: 5, countedAt };
  await call('PUT', `/${opened.id}/lines`, { lines: [decided] });
  const posted = await call('POST', `/${opened.id}/post`, {
    reasons: [
      { itemId: typed[0], reason: 'found' },
      { itemId: typed[1], reason: 'stolen' },
    ],
  });
  expect(posted.body).toMatchObject({ state: 'posted' });
  expect(lineOf(posted.body, 1)).toMatchObject({ counted: 5, expected: 10, reason: 'stolen' });
  const page = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  const rows = page.body.rows as { itemId: string; onHand: number; confidence: number }[];
  expect(rows.find((row) => row.itemId === typed[0])).toMatchObject({ onHand: 40, confidence: 1 });
  const late = await tell(first, 2, 1, 1);
  expect(late).toMatchObject({ status: 404, body: { code: 'stock.count_unknown' } });
  expect(await work(house, proveStock)).toEqual([]);
  expect(place).not.toBe('');
});

test('a tally that is told after somebody wrote the line leaves the line, is kept beside it, and asks', async ({
  house,
}) => {
  const { placeId, itemIds } = await makeShelf(house, ['湯のみ', '急須']);
  const typed = itemIds.map((id) => formatId('item', id));
  const [clerk, manager] = [await house.as('clerk'), await house.as('manager')];
  const { body: opened } = await house.request('POST', url, { placeId }, clerk);
  const walkId = randomUUID();
  const before = Temporal.Now.instant().subtract({ minutes: 20 }).toString();
  const tell = (index: number, quantity: number, revision: number) => {
    const line = { itemId: typed[index], quantity, revision, countedAt: before };
    const body = { walkId, lines: [line] };
    return house.request('PUT', `${url}/${opened.id}/tallies`, body, clerk);
  };
  const write = (index: number, quantity: number) => {
    const body = { lines: [{ itemId: typed[index], quantity }] };
    return house.request('PUT', `${url}/${opened.id}/lines`, body, manager);
  };
  const lineOf = async (index: number) => {
    const seen = await house.request('GET', `${url}/${opened.id}`, undefined, manager);
    return seen.body.lines.find((each: { itemId: string }) => each.itemId === typed[index]);
  };
  await tell(0, 4, 1);
  await write(0, 7);
  await tell(0, 5, 2);
  expect(await lineOf(0)).toMatchObject({
    counted: 7,
    isDecided: false,
    isCorrected: true,
    tallies: [{ quantity: 5, isLate: true }],
  });
  // Told again, or older, it is what it was.
  await tell(0, 5, 2);
  await tell(0, 4, 1);
  expect(await lineOf(0)).toMatchObject({ counted: 7, tallies: [{ quantity: 5 }] });
  // One that says the same asks nothing.
  await write(1, 3);
  await tell(1, 3, 1);
  expect(await lineOf(1)).toMatchObject({ counted: 3, isDecided: true });
  const post = () => house.request('POST', `${url}/${opened.id}/post`, undefined, manager);
  expect((await post()).body.code).toBe('stock.count_undecided');
  await write(0, 7);
  expect(await lineOf(0)).toMatchObject({
    counted: 7,
    isDecided: true,
    tallies: [{ isLate: false }],
  });
  expect((await post()).body.state).toBe('posted');
  const page = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  const rows = page.body.rows as { itemId: string; onHand: number }[];
  expect(rows.find((row) => row.itemId === typed[0])?.onHand).toBe(7);
});

test('a count is opened for a shelf, a category, or what the books are least sure of', async ({
  house,
}) => {
  const { place, placeId, itemIds } = await makeShelf(house, ['湯のみ', '急須', '茶筒']);
  const typed = itemIds.map((id) => formatId('item', id));
  const manager = await house.as('manager');
  const lines = [
    { itemId: typed[0], shelf: 'A-01' },
    { itemId: typed[1], shelf: 'A-02' },
    { itemId: typed[2], shelf: 'B-01' },
  ];
  await house.request('PUT', '/api/stock/rules', { placeId, lines }, manager);
  const open = async (choice: object) =>
    (await house.request('POST', url, { placeId, ...choice }, manager)).body.lines.map(
      (line: { itemId: string }) => line.itemId,
    );
  expect((await open({ shelf: 'A' })).toSorted()).toEqual(typed.slice(0, 2).toSorted());
  expect(await open({ shelf: 'B-01' })).toEqual([typed[2]]);
  await work(house, (tx) =>
    postCounts(
      tx,
      itemIds.slice(0, 2).map((itemId) => ({ placeId: place, itemId, countedMilli: 10_000 })),
    ),
  );
  expect(await open({ stalest: 1 })).toEqual([typed[2]]);
  const unknown = formatId('category', randomUUID());
  expect(await open({ categoryId: unknown })).toEqual([]);
});
