import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { changeConsents } from './change-consents.ts';
import { noteHealth } from './health/health-notes.ts';
import { importCustomers } from './import-customers.ts';
import { emailKey, memberKey, nameKey, phoneKey } from './look-up-keys.ts';
import { maskEmail, maskName, maskPhone, type Profile } from './profile.ts';
import { findRecords, readProfiles } from './read-profiles.ts';

async function add(house: TestHouse, key: string, profile: Profile) {
  const [made] = await transaction(house.db, {}, (tx) =>
    importCustomers(tx, { source: 'search' }, [{ key, profile }]),
  );
  const recordId = made?.recordId ?? '';
  const records = await transaction(house.db, {}, (tx) => findRecords(tx, [recordId]));
  return { recordId, customerId: formatId('customer', records.get(recordId)?.customerId ?? '') };
}

test('keys are folded copies: widths, kana, spaces and every shape of a telephone number', () => {
  expect(emailKey(' Ｈanako@Example.JP')).toBe('hanako@example.jp');
  expect(nameKey('おおの　あやこ')).toBe(nameKey('ｵｵﾉ ｱﾔｺ'));
  expect(memberKey('ａb-12 3')).toBe('AB123');
  const shapes = ['090-1234-5678', '０９０−１２３４−５６７８', '+81 90 1234 5678', '(090)12345678'];
  expect(new Set(shapes.map(phoneKey))).toEqual(new Set(['+819012345678']));
  expect(phoneKey('12')).toBeUndefined();
});

test('masks show enough to recognise her and not enough to reach her', () => {
  expect(maskName('大野 あや子')).toBe('大野 あ＊＊');
  expect(maskName('大野　あや子')).toBe('大野 あ＊＊');
  expect(maskName('みどり')).toBe('み＊＊');
  expect(maskName('')).toBeNull();
  expect(maskEmail('hanako@example.jp')).toBe('h＊＊@example.jp');
  expect(maskPhone('０９０-1234-5678')).toBe('＊＊5678');
});

test('staff find a customer by how her reading begins, and nobody by a single letter', async ({
  house,
}) => {
  const aoki = await add(house, 'K1', { familyKana: 'アオキ', givenKana: 'アカネ' });
  const mori = await add(house, 'K2', { fullKana: 'モリ タロウ' });
  const clerk = await house.as('clerk');
  const found = async (word: string) => {
    const url = `/api/customers?q=${encodeURIComponent(word)}`;
    const { body } = await house.request('GET', url, undefined, clerk);
    return body.customers.map(({ id }: { id: string }) => id);
  };
  for (const word of ['あおき', 'ｱｵｷ', 'アオキア', 'あおきあか']) {
    expect(await found(word)).toEqual([aoki.customerId]);
  }
  expect(await found('もり')).toEqual([mori.customerId]);
  expect(await found('もりた')).toEqual([mori.customerId]);
  expect(await found('あ')).toEqual([]);
  expect(await found('おきあ')).toEqual([]);
});

test('staff find a customer by exact e-mail, telephone, number, name, kana or id, and see her masked', async ({
  house,
}) => {
  const { recordId, customerId } = await add(house, 'S1', {
    familyName: '検索',
    givenName: '花子',
    familyKana: 'けんさく',
    givenKana: 'はなこ',
    email: 'search@example.jp',
    phone: '03-1234-5678',
    memberNumber: '4900-77',
  });
  const clerk = await house.as('clerk');
  const words = [
    'SEARCH@example.jp',
    '０３（１２３４）５６７８',
    '490077',
    '検索花子',
    'ケンサク ハナコ',
    customerId,
    formatId('record', recordId),
  ];
  for (const word of words) {
    const url = `/api/customers?q=${encodeURIComponent(word)}`;
    const { body } = await house.request('GET', url, undefined, clerk);
    expect([word, body.customers]).toMatchObject([
      word,
      [{ id: customerId, masked: { name: '検索 花＊＊', phone: '＊＊5678' } }],
    ]);
  }
  const none = await house.request('GET', '/api/customers?q=search@example', undefined, clerk);
  expect(none.body.customers).toEqual([]);
  // Whoever is looked for can read it; turning the pages of the list is a look at nobody.
  await house.request('GET', '/api/customers', undefined, clerk);
  const { rows } = await house.db.pool.query<{ what: string; actor: string }>(
    'SELECT what, actor FROM privacy.access_log WHERE record_id = $1',
    [recordId],
  );
  expect(rows.map(({ what }) => what)).toEqual(words.map(() => 'customers.search'));
  expect(rows[0]?.actor).toMatch(/^api_key:/);
});

test('a clerk sees a customer masked, and unmasked with a reason that is written into the book', async ({
  house,
}) => {
  const { recordId, customerId } = await add(house, 'S2', {
    fullName: '理由 次郎',
    email: 'why@example.jp',
  });
  const clerk = await house.as('clerk');
  const masked = await house.request('GET', `/api/customers/${customerId}`, undefined, clerk);
  expect(masked.body).toMatchObject({
    isUnmasked: false,
    records: [{ masked: { name: '理由 次＊＊' }, profile: null }],
  });
  expect(JSON.stringify(masked.body)).not.toContain('why@example.jp');
  const url = `/api/customers/${customerId}?reason=order_question`;
  const shown = await house.request('GET', url, undefined, clerk);
  expect(shown.body).toMatchObject({
    isUnmasked: true,
    records: [{ profile: { fullName: '理由 次郎', email: 'why@example.jp' } }],
  });
  const owner = await house.as('owner');
  const byOwner = await house.request('GET', `/api/customers/${customerId}`, undefined, owner);
  expect(byOwner.body).toMatchObject({ isUnmasked: false, records: [{ profile: null }] });
  const { rows } = await house.db.pool.query(
    'SELECT reason FROM privacy.access_log WHERE record_id = $1 ORDER BY at, id',
    [recordId],
  );
  // Every look is in the book, the masked ones too.
  expect(rows.map((row) => row.reason)).toEqual(['masked', 'order_question', 'masked']);
  const wrong = await house.request('GET', `${url}_x`, undefined, clerk);
  expect(wrong.status).toBe(400);
});

test('the list goes newest first, page by page, without gaps or doubles', async ({ house }) => {
  const ids: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    ids.push((await add(house, `page-${index}`, { fullName: `頁 ${index}` })).customerId);
  }
  const owner = await house.as('owner');
  const seen: string[] = [];
  let after = '';
  for (let page = 0; page < 3; page += 1) {
    const { body } = await house.request('GET', `/api/customers?limit=3${after}`, undefined, owner);
    seen.push(...body.customers.map((each: { id: string }) => each.id));
    after = `&after=${body.next}`;
  }
  expect(seen.slice(0, 7)).toEqual(ids.toReversed());
  expect(new Set(seen).size).toBe(seen.length);
});

test('everything that carries a record arrives on the timeline, newest first, page by page', async ({
  house,
}) => {
  const { recordId, customerId } = await add(house, 'T1', { fullName: '時 一' });
  for (const postalCode of ['100-0001', '100-0002', '100-0003']) {
    await add(house, 'T1', { fullName: '時 一', postalCode });
  }
  await house.settle();
  const owner = await house.as('owner');
  const url = `/api/customers/${customerId}/timeline`;
  const all = await house.request('GET', url, undefined, owner);
  expect(all.body.moments.map((each: { type: string }) => each.type)).toEqual([
    'customers.profile_changed',
    'customers.profile_changed',
    'customers.profile_changed',
    'customers.record_added',
  ]);
  expect(all.body.moments[0]).toMatchObject({
    recordId: formatId('record', recordId),
    data: { fields: ['postalCode'], version: 4 },
  });
  const first = await house.request('GET', `${url}?limit=2`, undefined, owner);
  const second = await house.request(
    'GET',
    `${url}?limit=3&after=${encodeURIComponent(first.body.next)}`,
    undefined,
    owner,
  );
  expect([...first.body.moments, ...second.body.moments]).toEqual(all.body.moments);
  expect(second.body.next).toBeNull();
  const wrong = await house.request('GET', `${url}?after=yesterday`, undefined, owner);
  expect(wrong.body.code).toBe('customers.cursor_wrong');
});

test('a consent lets its purpose see the person and her timeline at once; withdrawing hides them', async ({
  house,
}) => {
  const { recordId } = await add(house, 'consent', { fullName: '同意 花子' });
  await house.settle();
  const decide = (decision: 'given' | 'withdrawn') =>
    transaction(house.db, {}, (tx) =>
      changeConsents(tx, [{ recordId, purpose: 'marketing_mail', decision, channel: 'web' }]),
    );
  const seen = async () => {
    const profiles = await transaction(house.db, { purpose: 'marketing_mail' }, (tx) =>
      readProfiles(tx, [recordId]),
    );
    return profiles.get(recordId)?.fullName ?? null;
  };
  expect(await seen()).toBeNull();
  await decide('given');
  expect(await seen()).toBe('同意 花子');
  await decide('withdrawn');
  expect(await seen()).toBeNull();
});

test('a pharmacist reads of somebody’s health only while she agrees, under that purpose; nobody else ever does', async ({
  house,
}) => {
  const mark = newId();
  const hers = await add(house, mark, {
    familyName: '薬',
    birthDate: '1980-05-06',
    phone: '03-7777-0001',
  });
  const pharmacist = await house.as('pharmacist');
  const url = `/api/customers/${hers.customerId}/health`;
  const look = () => house.request('GET', `${url}?reason=customer_present`, undefined, pharmacist);
  const find = async () =>
    (await house.request('GET', '/api/customers/health?q=03-7777-0001', undefined, pharmacist))
      .body;
  const note = { kind: 'allergy', text: 'ペニシリン' };
  const put = () => house.request('POST', url, note, pharmacist);
  const decide = (decision: 'given' | 'withdrawn') =>
    transaction(house.db, {}, (tx) =>
      changeConsents(tx, [
        { recordId: hers.recordId, purpose: 'health', decision, channel: 'web' },
      ]),
    );
  expect((await look()).body.code).toBe('customers.health_unasked');
  expect((await put()).body.code).toBe('customers.health_unasked');
  expect(await find()).toEqual({ customers: [] });
  // The profile itself is no way round: she is found and shown under no other purpose.
  for (const path of ['/api/customers', `/api/customers/${hers.customerId}?reason=delivery`]) {
    expect((await house.request('GET', path, undefined, pharmacist)).status).toBe(403);
  }
  await decide('given');
  expect((await find()).customers).toMatchObject([{ id: hers.customerId }]);
  expect((await put()).status).toBe(204);
  expect((await look()).body).toMatchObject({
    name: '薬',
    birthDate: '1980-05-06',
    notes: [{ kind: 'allergy', text: 'ペニシリン' }],
  });
  for (const role of ['owner', 'analyst', 'manager', 'clerk']) {
    const answer = await house.request(
      'GET',
      `${url}?reason=delivery`,
      undefined,
      await house.as(role),
    );
    expect(answer.status).toBe(403);
  }
  const count = async (purpose: 'service' | 'health' | 'partners') =>
    transaction(house.db, { purpose }, async (tx) => {
      const { rows } = await tx.client.query('SELECT 1 FROM customers.health_note');
      return rows.length;
    });
  expect([await count('service'), await count('partners'), await count('health')]).toEqual([
    0, 0, 1,
  ]);
  await decide('withdrawn');
  expect((await look()).body.code).toBe('customers.health_unasked');
  expect(await count('health')).toBe(0);
  // What was kept on her word alone went with it.
  await decide('given');
  expect((await look()).body.notes).toEqual([]);
  // So does what is being written down at that moment.
  const written = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const writing = transaction(house.db, { purpose: 'health' }, async (tx) => {
    const customerId = parseId('customer', hers.customerId);
    await noteHealth(tx, customerId, { kind: 'medicine', text: '血圧', placeId: null });
    written.resolve();
    await gone.promise;
  });
  await written.promise;
  const withdrawing = decide('withdrawn');
  await Promise.race([withdrawing, new Promise((resolve) => setTimeout(resolve, 300))]);
  gone.resolve();
  await Promise.all([writing, withdrawing]);
  await decide('given');
  expect((await look()).body.notes).toEqual([]);
  const { rows } = await house.db.pool.query(
    `SELECT reason, purpose FROM privacy.access_log WHERE record_id = $1 AND what = 'customers.health'`,
    [hers.recordId],
  );
  const book = { reason: 'customer_present', purpose: 'health' };
  expect(rows).toEqual([book, book, book]);
});
