import { expect, type TestHouse, test } from '#testing';

async function add(house: TestHouse, body: object) {
  return house.request('POST', '/api/catalog/items', body, await house.as('owner'));
}

async function search(house: TestHouse, query: string): Promise<string[]> {
  const { body } = await house.request('GET', `/api/catalog/items?q=${encodeURIComponent(query)}`);
  return body.items.map((item: { code: string }) => item.code);
}

test('an added item is told with its price, tax rate and barcodes', async ({ house }) => {
  const made = await add(house, {
    code: 'tea',
    nameJa: '煎茶 100g',
    nameEn: 'Sencha',
    taxClass: 'reduced',
    barcodes: ['４５６９９５１１１６１７９', 'TEA-1'],
    attributes: { 産地: '宇治' },
    price: { amountMinor: 1080, compareAtMinor: 1200 },
  });
  expect(made.status).toBe(201);
  const { body } = await house.request('GET', `/api/catalog/items/${made.body.id}`);
  expect(body).toMatchObject({
    name: { ja: '煎茶 100g', en: 'Sencha' },
    price: { amountMinor: 1080, compareAtMinor: 1200, currency: 'JPY', taxRateBp: 800 },
    barcodes: ['4569951116179', 'TEA-1'],
    attributes: { 産地: '宇治' },
    variantIds: [made.body.id],
  });
});

test('a name is found by half-width kana, hiragana and katakana; a barcode by its digits', async ({
  house,
}) => {
  await add(house, {
    code: 'bag',
    nameJa: 'かばん',
    nameKana: 'カバン',
    barcodes: ['4901777018686'],
  });
  for (const query of ['ｶﾊﾞﾝ', 'かばん', 'カバン', 'カバ', '4901777018686', 'BAG', 'bag かば']) {
    expect(await search(house, query)).toEqual(['bag']);
  }
  expect(await search(house, 'かばん 傘')).toEqual([]);
  expect(await search(house, '%')).toEqual([]);
  expect(await search(house, '\0')).toContain('bag');
});

test('what begins with the query comes before what contains it', async ({ house }) => {
  await add(house, { code: 'q1', nameJa: '赤い傘' });
  await add(house, { code: 'q2', nameJa: '傘立て' });
  expect(await search(house, '傘')).toEqual(['q2', 'q1']);
});

test('pages follow one another without a gap or a repetition', async ({ house }) => {
  for (let number = 0; number < 7; number += 1) {
    await add(house, { code: `page-${number}`, nameJa: `頁${number % 3}` });
  }
  for (const query of ['q=頁&', '']) {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const url = `/api/catalog/items?${encodeURI(query)}limit=2${after}`;
      const { body } = await house.request('GET', url);
      seen.push(...body.items.map((item: { code: string }) => item.code));
      next = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((code) => code.startsWith('page-'))).toHaveLength(7);
  }
  const broken = await house.request('GET', '/api/catalog/items?after=nonsense');
  expect(broken).toMatchObject({ status: 400, body: { code: 'catalog.cursor_malformed' } });
});

test('a taken code, a taken barcode and a mistyped JAN are refused, and nothing is left behind', async ({
  house,
}) => {
  const one = { code: 'once', nameJa: '一', barcodes: ['49968712'] };
  expect((await add(house, one)).status).toBe(201);
  expect((await add(house, { code: 'once', nameJa: '二' })).body.code).toBe('catalog.code_taken');
  const other = { code: 'other', nameJa: '二', barcodes: ['49968712'] };
  expect((await add(house, other)).body.code).toBe('catalog.barcode_taken');
  const typo = { code: 'other', nameJa: '二', barcodes: ['49968713'] };
  expect((await add(house, typo)).body.code).toBe('catalog.gtin_invalid');
  expect(await search(house, 'other')).toEqual([]);
});

test('a new price holds at once, and is announced', async ({ house }) => {
  const owner = await house.as('owner');
  const made = await add(house, { code: 'up', nameJa: '値上げ', price: { amountMinor: 100 } });
  const url = `/api/catalog/items/${made.body.id}/price`;
  const changed = await house.request('PUT', url, { amountMinor: 120 }, owner);
  expect(changed.body.price.amountMinor).toBe(120);
  const { rows } = await house.db.pool.query(
    "SELECT data FROM kernel.event WHERE type = 'catalog.price_changed' AND subject = $1 ORDER BY id",
    [made.body.id],
  );
  expect(rows.map((row) => row.data.amountMinor)).toEqual([100, 120]);
});

test('a price that ends before it begins, of no place, or in the year zero is refused', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const made = await add(house, { code: 'odd', nameJa: '値段' });
  const put = async (body: object) =>
    (await house.request('PUT', `/api/catalog/items/${made.body.id}/price`, body, owner)).body.code;
  const reversed = { validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' };
  expect(await put({ amountMinor: 1, ...reversed })).toBe('catalog.price_ends_early');
  const zero = { amountMinor: 1, validFrom: '0000-01-01T00:00:00Z' };
  expect(await put(zero)).toBe('catalog.moment_impossible');
  const nowhere = 'plc_01jd0000000000000000000000';
  expect(await put({ amountMinor: 1, placeId: nowhere })).toBe('catalog.place_unknown');
  expect(await put({ amountMinor: -1 })).toBe('kernel.input_invalid');
});

test('a clerk may not change prices, and a guest sees no cost', async ({ house }) => {
  const made = await add(house, { code: 'guarded', nameJa: '品' });
  const url = `/api/catalog/items/${made.body.id}/price`;
  const answer = await house.request('PUT', url, { amountMinor: 1 }, await house.as('clerk'));
  expect(answer.status).toBe(403);
  const { body } = await house.request('GET', `/api/catalog/items/${made.body.id}`);
  expect(Object.keys(body)).not.toContain('unitCost');
});

test('a change of names is that of all variants at once, in list, search and item; tax, options and barcodes are its own', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const mug = { code: 'mug-s', nameJa: 'まぐ', barcodes: ['4901777018693', 'MUG'] };
  const { body: small } = await add(house, { ...mug, optionValues: { サイズ: '小' } });
  const large = { code: 'mug-l', optionValues: { サイズ: '大' }, price: { amountMinor: 2200 } };
  const path = `/api/catalog/items/${small.id}`;
  const made = await house.request('POST', `${path}/variants`, large, owner);
  expect(made.body).toMatchObject({ price: { amountMinor: 2200 }, optionValues: { サイズ: '大' } });
  expect(await search(house, 'まぐ')).toEqual(['mug-s', 'mug-l']);

  const change = {
    nameJa: 'ゆのみ',
    nameEn: 'Cup',
    descriptionJa: '飯能の土',
    taxClass: 'reduced',
    barcodes: ['MUG', '4901777018709'],
  };
  const { status, body } = await house.request('PATCH', path, change, owner);
  expect([status, body]).toMatchObject([
    200,
    {
      productName: { ja: 'ゆのみ', en: 'Cup' },
      taxClass: 'reduced',
      barcodes: ['4901777018709', 'MUG'],
      variantIds: [small.id, made.body.id],
    },
  ]);
  expect(await search(house, 'まぐ')).toEqual([]);
  expect((await search(house, 'ゆのみ')).toSorted()).toEqual(['mug-l', 'mug-s']);
  expect(await search(house, '4901777018693')).toEqual([]);
  const other = await house.request('GET', `/api/catalog/items/${made.body.id}`);
  expect(other.body).toMatchObject({ description: { ja: '飯能の土' }, taxClass: 'standard' });
});

test('what is no longer sold is in no list and can be sold again', async ({ house }) => {
  const owner = await house.as('owner');
  const { body: made } = await add(house, { code: 'lamp', nameJa: 'らんぷ' });
  const path = `/api/catalog/items/${made.id}`;
  await house.request('PATCH', path, { isActive: false }, owner);
  expect(await search(house, 'らんぷ')).toEqual([]);
  expect((await house.request('GET', path)).body.isActive).toBe(false);
  await house.request('PATCH', path, { isActive: true }, owner);
  expect(await search(house, 'らんぷ')).toEqual(['lamp']);
});

test('a change that cannot be leaves the item as it was: a taken or mistyped barcode, options that are there, a clerk', async ({
  house,
}) => {
  const owner = await house.as('owner');
  await add(house, { code: 'pot', nameJa: 'どびん', barcodes: ['4901777018716'] });
  const wanted = { code: 'jar', nameJa: 'つぼ', optionValues: { 色: '藍' }, barcodes: ['JAR'] };
  const { body: jar } = await add(house, wanted);
  const path = `/api/catalog/items/${jar.id}`;
  const refused = async (method: 'PATCH' | 'POST', to: string, body: object, who = owner) =>
    (await house.request(method, to, body, who)).body.code;
  const taken = { nameJa: '別名', barcodes: ['4901777018716'] };
  expect(await refused('PATCH', path, taken)).toBe('catalog.barcode_taken');
  expect(await refused('PATCH', path, { barcodes: ['4901777018710'] })).toBe(
    'catalog.gtin_invalid',
  );
  const same = { code: 'jar-2', optionValues: { 色: '藍' } };
  expect(await refused('POST', `${path}/variants`, same)).toBe('catalog.options_taken');
  const clerk = await house.as('clerk');
  expect((await house.request('PATCH', path, { nameJa: '別名' }, clerk)).status).toBe(403);
  expect((await house.request('PATCH', path, {}, owner)).status).toBe(400);
  const { body } = await house.request('GET', path);
  expect(body).toMatchObject({ name: { ja: 'つぼ' }, barcodes: ['JAR'], variantIds: [jar.id] });
});
