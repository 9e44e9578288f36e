// Her rights over HTTP, and what staff may do only with somebody else's yes.
import { changeConsents, ensureRecords, linkRecords, readProfiles } from '#customers';
import { readPaper } from '#kernel/house-signature';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { addMember, askNobodyForFactor } from '#staff';
import { expect, type Json, openTestHouse, type TestHouse, test } from '#testing';
import { allowExport } from './allow-export.ts';
import { runRetention } from './retention.ts';

type Headers = { readonly authorization: string };

async function customer(house: TestHouse, mark: string, source = 'web') {
  return transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source, kind: 'account' }, [
      { key: mark, profile: { familyName: `姓${mark}`, email: `${mark}@example.jp` } },
    ]);
    const recordId = made.get(mark)?.recordId ?? '';
    const { token } = await createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime: { hours: 1 },
    });
    return { recordId, headers: { authorization: `Bearer ${token}` } };
  });
}

async function member(house: TestHouse, role: string): Promise<Headers> {
  return transaction(house.db, {}, async (tx) => {
    const login = `m-${newId()}`;
    const principalId = await addMember(tx, { login, name: login, roles: [role] });
    const { token } = await createSession(tx, {
      kind: 'staff',
      principalId,
      roles: [role],
      lifetime: { hours: 1 },
    });
    return { authorization: `Bearer ${token}` };
  });
}

/** JSON lines as they come. */
async function fileOf(house: TestHouse, url: string, headers: Headers): Promise<string> {
  return (await house.app.inject({ method: 'GET', url, headers })).body;
}

test('she is handed everything of hers and nothing of another', async ({ house }) => {
  const hers = await customer(house, newId());
  const other = await customer(house, newId());
  const { status, body, headers } = await house.request(
    'GET',
    '/api/rights/me/package',
    undefined,
    hers.headers,
  );
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  const text = JSON.stringify(body);
  expect(text).toContain(formatId('record', hers.recordId));
  expect(text).not.toContain(formatId('record', other.recordId));
  const page = await house.request(
    'GET',
    '/api/rights/me/package.html?language=en',
    undefined,
    hers.headers,
  );
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'/);
  expect(page.body).toMatch(/What we hold of you/);
});

test('a name that is markup stays text in the readable package', async ({ house }) => {
  const hers = await customer(house, newId());
  const evil = '<img src=x onerror=alert(1)>"\'&';
  const changed = await house.request(
    'PATCH',
    '/api/rights/me/profile',
    { familyName: evil },
    hers.headers,
  );
  expect(changed.status).toBe(204);
  const page = await house.request('GET', '/api/rights/me/package.html', undefined, hers.headers);
  expect(page.body).not.toContain('<img');
  expect(page.body).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
});

test('a correction is read as the form of her account is: no day that never was, none to come', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  const correct = (changes: object) =>
    house.request('PATCH', '/api/rights/me/profile', changes, hers.headers);
  for (const birthDate of ['2026-02-30', '2999-01-01', '0001-01-01']) {
    expect(await correct({ birthDate })).toMatchObject({
      status: 400,
      body: { code: 'accounts.profile_wrong', details: { birthDate: true } },
    });
  }
  expect(await correct({ mobilePhone: '電話なし' })).toMatchObject({ status: 400 });
  const right = { birthDate: '1989-01-07', mobilePhone: '０９０ー１２３４ー５６７８', gender: '' };
  expect((await correct(right)).status).toBe(204);
  const profiles = await transaction(house.db, {}, (tx) => readProfiles(tx, [hers.recordId]));
  expect(profiles.get(hers.recordId)).toMatchObject({
    birthDate: '1989-01-07',
    mobilePhone: '090-1234-5678',
  });
});

test('a decision has a signed receipt with the text she was shown, and can be taken back', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  const decide = (decision: string) =>
    house.request(
      'PUT',
      '/api/rights/me/consents/marketing_mail',
      { decision, language: 'en' },
      hers.headers,
    );
  const given = await decide('given');
  expect(given.body).toMatchObject({ purpose: 'marketing_mail', decision: 'given' });
  expect(given.body.text).toMatch(/^To send you news/);
  expect(readPaper(house.masters, given.body.signed)).toMatchObject({
    schema_version: 'ISO/IEC TS 27560:2023',
    pii_principal_id: formatId('record', hers.recordId),
    events: [{ event_state: 'consent given' }],
  });
  expect(readPaper(house.masters, `${given.body.signed.slice(0, -4)}AAAA`)).toBeUndefined();
  await decide('withdrawn');
  const { body } = await house.request('GET', '/api/rights/me/receipts', undefined, hers.headers);
  expect(body.receipts.map((each: { decision: string }) => each.decision)).toEqual([
    'withdrawn',
    'given',
  ]);
});

test('what she stopped for all of hers she may agree to again, and nobody else’s word is changed by it', async ({
  house,
}) => {
  const [hers, guest, other] = [
    await customer(house, newId()),
    await customer(house, newId(), 'pos'),
    await customer(house, newId(), 'old'),
  ];
  await transaction(house.db, {}, async (tx) => {
    const link = { source: 'test', strength: 'strong' } as const;
    await linkRecords(tx, { ...link, records: [hers.recordId, guest.recordId], kind: 'card' });
  });
  const decide = (decision: string) =>
    house.request(
      'PUT',
      '/api/rights/me/consents/personalisation',
      { decision, language: 'ja' },
      hers.headers,
    );
  const isGiven = async () => {
    const { body } = await house.request('GET', '/api/rights/me', undefined, hers.headers);
    const said = body.purposes.find((each: Json) => each.purpose === 'personalisation').isGiven;
    const seen = await transaction(house.db, { purpose: 'personalisation' }, (tx) =>
      readProfiles(tx, [hers.recordId, guest.recordId, other.recordId]),
    );
    return [said, [...seen.values()].map((profile) => profile !== null)];
  };
  await decide('given');
  expect(await isGiven()).toEqual([true, [true, true, false]]);
  await house.request('POST', '/api/rights/me/stop', undefined, hers.headers);
  expect(await isGiven()).toEqual([false, [false, false, false]]);
  await decide('given');
  expect(await isGiven()).toEqual([true, [true, true, false]]);
});

test('stopping the use takes every purpose back but what she asks for herself', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  for (const purpose of ['marketing_mail', 'partners']) {
    const url = `/api/rights/me/consents/${purpose}`;
    await house.request('PUT', url, { decision: 'given' }, hers.headers);
  }
  expect((await house.request('POST', '/api/rights/me/stop', undefined, hers.headers)).status).toBe(
    204,
  );
  const { body } = await house.request('GET', '/api/rights/me', undefined, hers.headers);
  const given = body.purposes.filter((each: { isGiven: boolean }) => each.isGiven);
  expect(given.map((each: { purpose: string }) => each.purpose)).toEqual(['service']);
  // Nobody gets a receipt that says the service itself had stopped.
  const url = '/api/rights/me/consents/service';
  const untrue = await house.request('PUT', url, { decision: 'withdrawn' }, hers.headers);
  expect(untrue).toMatchObject({ status: 409, body: { code: 'rights.service_stays' } });
  const byStaff = await house.request(
    'POST',
    `/api/rights/records/${formatId('record', hers.recordId)}/stop`,
    { reason: 'her_wish', purposes: ['service'] },
    await member(house, 'manager'),
  );
  expect(byStaff).toMatchObject({ status: 409, body: { code: 'rights.service_stays' } });
});

test('she erases what is hers at once; what a score suggests waits for people', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  const [sure, maybe] = [
    await customer(house, newId(), 'pos'),
    await customer(house, newId(), 'old'),
  ];
  await transaction(house.db, {}, async (tx) => {
    const link = { source: 'test', strength: 'strong' } as const;
    await linkRecords(tx, { ...link, records: [hers.recordId, sure.recordId], kind: 'card' });
    await linkRecords(tx, { ...link, records: [hers.recordId, maybe.recordId], kind: 'score' });
  });
  const seen = await house.request('GET', '/api/rights/me', undefined, hers.headers);
  expect(seen.body.erasure).toMatchObject({ certain: 2, probable: [{ source: 'old' }] });
  const { body } = await house.request(
    'POST',
    '/api/rights/me/erasure',
    { isSure: true },
    hers.headers,
  );
  expect(body).toEqual({ erased: 2, waiting: 1 });
  expect((await house.request('GET', '/api/rights/me', undefined, hers.headers)).status).toBe(401);

  const manager = await member(house, 'manager');
  const { requests } = (await house.request('GET', '/api/rights/requests', undefined, manager))
    .body;
  const waiting = requests.find((each: { reason: string }) => each.reason === 'asked_by_herself');
  const decision = `/api/rights/requests/${waiting.id}/decision`;
  const unanswered = await house.request('POST', decision, { isApproved: true }, manager);
  expect(unanswered.body.code).toBe('rights.probable_unanswered');
  const alsoErase = [formatId('record', maybe.recordId)];
  const done = await house.request('POST', decision, { isApproved: true, alsoErase }, manager);
  expect(done.body).toMatchObject({ state: 'done' });
  const { rows } = await house.db.pool.query(
    'SELECT count(*)::int AS keys FROM privacy.record_key WHERE record_id = ANY ($1)',
    [[hers.recordId, sure.recordId, maybe.recordId]],
  );
  expect(rows).toEqual([{ keys: 0 }]);
});

test('staff correct and stop what she asks for, with a reason that she reads; it acts at once', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  const clerk = await member(house, 'clerk');
  const manager = await member(house, 'manager');
  const recordId = formatId('record', hers.recordId);
  await house.request(
    'PUT',
    '/api/rights/me/consents/marketing_mail',
    { decision: 'given' },
    hers.headers,
  );
  const url = `/api/rights/records/${recordId}`;
  const changes = { givenName: '正', phone: '０３ー１２３４ー５６７８', birthDate: '' };
  const unread = { changes: { phone: 'x' }, reason: 'correction' };
  const correct = (body: object) => house.request('PATCH', `${url}/profile`, body, clerk);
  expect((await correct(unread)).body).toMatchObject({ code: 'accounts.profile_wrong' });
  expect((await correct({ changes })).status).toBe(400);
  expect((await correct({ changes, reason: 'customer_present' })).status).toBe(204);
  const profiles = await transaction(house.db, {}, (tx) => readProfiles(tx, [hers.recordId]));
  expect(profiles.get(hers.recordId)).toMatchObject({ givenName: '正', phone: '03-1234-5678' });

  expect((await house.request('GET', url, undefined, clerk)).status).toBe(403);
  const seen = await house.request('GET', url, undefined, manager);
  const given = (body: { purposes: { purpose: string; isGiven: boolean }[] }) =>
    body.purposes.flatMap(({ purpose, isGiven }) => (isGiven ? [purpose] : []));
  expect(given(seen.body)).toEqual(['service', 'marketing_mail']);
  const stop = await house.request('POST', `${url}/stop`, { reason: 'her_wish' }, clerk);
  expect(stop.status).toBe(204);
  const { body } = await house.request('GET', url, undefined, manager);
  expect(given(body)).toEqual(['service']);
  // The database itself hands nothing of her out for it any more.
  const purpose = 'marketing_mail';
  const gone = await transaction(house.db, { purpose }, (tx) => readProfiles(tx, [hers.recordId]));
  expect(gone.get(hers.recordId)).toBeNull();
  const mine = await house.request('GET', '/api/rights/me', undefined, hers.headers);
  expect(mine.body.looks).toMatchObject([
    { what: 'rights.stop', reason: 'her_wish' },
    { what: 'rights.look', reason: 'role' },
    { what: 'rights.correction', reason: 'customer_present' },
  ]);
  expect(body.transfers).toEqual([]);
});

test('export and erasure need four eyes: who asks does not approve, a key of a system neither', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  const [one, two] = [await member(house, 'manager'), await member(house, 'manager')];
  const wish = { kind: 'package', recordId: formatId('record', hers.recordId), reason: 'asked' };
  const ask = (headers: Headers) => house.request('POST', '/api/rights/requests', wish, headers);
  expect((await ask(await house.as('owner'))).body.code).toBe('rights.person_needed');
  const { body: asked } = await ask(one);
  const url = `/api/rights/requests/${asked.id}`;
  const take = (headers: Headers) => house.request('GET', `${url}/package`, undefined, headers);
  expect((await take(one)).body.code).toBe('rights.not_approved');
  const approve = (headers: Headers) =>
    house.request('POST', `${url}/decision`, { isApproved: true }, headers);
  expect((await approve(one)).body.code).toBe('rights.four_eyes');
  expect((await approve(two)).body).toMatchObject({ state: 'approved' });
  expect((await approve(two)).body.code).toBe('rights.decided');
  expect((await take(one)).status).toBe(200);
  expect((await take(two)).body.code).toBe('rights.not_approved');
  const looks = await house.request('GET', '/api/rights/me', undefined, hers.headers);
  expect(looks.body.looks).toMatchObject([{ what: 'rights.package', reason: 'asked' }]);
  // No other door erases somebody.
  const alone = `/api/customers/records/${formatId('record', hers.recordId)}/erase`;
  expect((await house.request('POST', alone, {}, await house.as('owner'))).status).toBe(404);
  // The table itself holds it, whatever the code does.
  const forged = house.db.pool.query(
    `UPDATE rights.request SET state = 'approved', decided_by = asked_by WHERE id = $1`,
    [parseId('request', asked.id)],
  );
  await expect(forged).rejects.toThrow(/request_four_eyes/);
});

test('everybody’s data at the terminal needs four eyes, once each; not where one alone decides, nor in an example', async ({
  house,
}) => {
  const [one, two] = [await member(house, 'manager'), await member(house, 'manager')];
  const take = (requestId?: string) =>
    transaction(house.db, { actor: 'export' }, (tx) => allowExport(tx, requestId));
  await expect(take()).rejects.toThrow(/four eyes/);
  const wish = { kind: 'export', reason: 'moving_out' };
  const { body: asked } = await house.request('POST', '/api/rights/requests', wish, one);
  const id = parseId('request', asked.id);
  await expect(take(id)).rejects.toThrow(/four eyes/);
  const approve = (headers: Headers) =>
    house.request(
      'POST',
      `/api/rights/requests/${asked.id}/decision`,
      { isApproved: true },
      headers,
    );
  expect((await approve(one)).body.code).toBe('rights.four_eyes');
  expect((await approve(two)).body).toMatchObject({ state: 'approved', kind: 'export' });
  await take(id);
  await expect(take(id)).rejects.toThrow(/four eyes/);
  await transaction(house.db, {}, askNobodyForFactor);
  await take();
  const alone = await openTestHouse();
  try {
    await transaction(alone.db, {}, async (tx) => {
      await addMember(tx, { login: 'only', name: '一人', roles: ['owner'] });
      await allowExport(tx, undefined);
    });
  } finally {
    await alone.drop();
  }
});

test('a transfer hands out only who agreed, writes the book, and a withdrawal acts on the next', async ({
  house,
}) => {
  const [yes, no] = [await customer(house, newId()), await customer(house, newId())];
  await transaction(house.db, {}, (tx) =>
    changeConsents(tx, [
      { recordId: yes.recordId, purpose: 'partners', decision: 'given', channel: 'web' },
    ]),
  );
  const owner = await house.as('owner');
  const party = await house.request(
    'POST',
    '/api/places/parties',
    { code: newId().slice(-9), kind: 'partner', nameJa: '相手の会社' },
    owner,
  );
  const [one, two] = [await member(house, 'manager'), await member(house, 'manager')];
  const transfer = { partyId: party.body.id, purpose: 'partners', items: ['email', 'familyName'] };
  const hand = async () => {
    const wish = { kind: 'transfer', reason: 'joint_fair', transfer };
    const asked = await house.request('POST', '/api/rights/requests', wish, one);
    const url = `/api/rights/requests/${asked.body.id}`;
    await house.request('POST', `${url}/decision`, { isApproved: true }, two);
    return fileOf(house, `${url}/file?kind=transfer`, one);
  };
  const first = await hand();
  expect(first.trim().split('\n')).toHaveLength(1);
  const mine = await house.request('GET', '/api/rights/me', undefined, yes.headers);
  expect(mine.body.transfers).toMatchObject([
    { direction: 'given', party: '相手の会社', items: ['email', 'familyName'] },
  ]);
  const none = await house.request('GET', '/api/rights/me', undefined, no.headers);
  expect(none.body.transfers).toEqual([]);
  const url = '/api/rights/me/consents/partners';
  await house.request('PUT', url, { decision: 'withdrawn' }, yes.headers);
  expect(await hand()).toBe('');
});

test('the pseudonymised export names nobody, and two of them cannot be laid over each other', async ({
  house,
}) => {
  const hers = await customer(house, newId());
  await transaction(house.db, {}, (tx) =>
    changeConsents(tx, [
      { recordId: hers.recordId, purpose: 'analytics', decision: 'given', channel: 'web' },
    ]),
  );
  const [one, two] = [await member(house, 'manager'), await member(house, 'manager')];
  const take = async () => {
    const wish = { kind: 'pseudonymised', reason: 'assortment_study' };
    const asked = await house.request('POST', '/api/rights/requests', wish, one);
    const url = `/api/rights/requests/${asked.body.id}`;
    await house.request('POST', `${url}/decision`, { isApproved: true }, two);
    return fileOf(house, `${url}/file?kind=pseudonymised`, one);
  };
  const [first, second] = [await take(), await take()];
  expect(first).not.toContain('@example.jp');
  expect(first).not.toContain(formatId('record', hers.recordId));
  expect(first).not.toContain(hers.recordId);
  const pseudonymsOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).pseudonym as string);
  expect(pseudonymsOf(first)).toHaveLength(pseudonymsOf(second).length);
  expect(new Set(pseudonymsOf(first)).isDisjointFrom(new Set(pseudonymsOf(second)))).toBe(true);
});

test('somebody of a partner company sees only who agreed to show something to that company, field by field, until it is taken back', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const company = async (nameJa: string) => {
    const party = { code: newId().slice(-9), kind: 'partner', nameJa };
    return (await house.request('POST', '/api/places/parties', party, owner)).body.id as string;
  };
  const [one, other] = [await company('一番社'), await company('二番社')];
  const person = async (partyId?: string) => {
    const headers = await member(house, 'partner');
    const { body } = await house.request('GET', '/api/staff/me', undefined, headers);
    if (partyId !== undefined) {
      const url = `/api/rights/partner-people/${body.id}`;
      expect((await house.request('PUT', url, { partyId }, owner)).status).toBe(204);
    }
    return headers;
  };
  const [ofOne, ofOther, ofNobody] = [await person(one), await person(other), await person()];
  const [hers, silent] = [await customer(house, newId()), await customer(house, newId())];
  const recordId = formatId('record', hers.recordId);
  const list = async (headers: Headers) =>
    (await house.request('GET', '/api/rights/shared', undefined, headers)).body;
  const look = (headers: Headers, id = recordId) =>
    house.request('GET', `/api/rights/shared/${id}`, undefined, headers);
  // That she agreed to partners as such opens nothing to any company.
  for (const { headers } of [hers, silent]) {
    const url = '/api/rights/me/consents/partners';
    await house.request('PUT', url, { decision: 'given' }, headers);
  }
  expect((await list(ofOne)).people).toEqual([]);
  const mine = `/api/rights/me/partners/${one}`;
  const share = (items: readonly string[]) => house.request('PUT', mine, { items }, hers.headers);
  expect((await share(['email'])).status).toBe(204);
  expect((await list(ofOne)).people).toMatchObject([{ recordId, items: ['email'] }]);
  expect((await list(ofOther)).people).toEqual([]);
  expect((await list(ofNobody)).code).toBe('rights.no_partner');
  expect((await list(owner)).code).toBe('kernel.not_allowed');
  expect((await look(ofOne)).body.fields).toEqual([
    { item: 'email', value: expect.stringContaining('@example.jp') },
  ]);
  expect((await look(ofOther)).body.code).toBe('rights.not_shared');
  expect((await look(ofOne, formatId('record', silent.recordId))).body.code).toBe(
    'rights.not_shared',
  );
  for (const path of ['/api/customers', '/api/orders', '/api/log/events']) {
    expect((await house.request('GET', path, undefined, ofOne)).status).toBe(403);
  }
  const rights = await house.request('GET', '/api/rights/me', undefined, hers.headers);
  expect(rights.body.transfers).toMatchObject([{ party: '一番社', items: ['email'] }]);
  // The database refuses a look that names no company, whatever the code does.
  const forgot = transaction(house.db, { purpose: 'partners' }, (tx) =>
    tx.client.query('SELECT * FROM rights.share'),
  );
  await expect(forgot).rejects.toThrow(/engawa\.(party|place)|uuid/);
  // Either word of hers ends it at once: the company's, and the purpose's.
  await house.request('DELETE', mine, undefined, hers.headers);
  expect((await look(ofOne)).body.code).toBe('rights.not_shared');
  await share(['email', 'familyName']);
  expect((await look(ofOne)).body.fields).toHaveLength(2);
  await house.request(
    'PUT',
    '/api/rights/me/consents/partners',
    { decision: 'withdrawn' },
    hers.headers,
  );
  expect((await list(ofOne)).people).toEqual([]);
  expect((await look(ofOne)).body.code).toBe('rights.not_shared');
  const shown = async () => {
    const answer = await house.request('GET', '/api/rights/me/partners', undefined, hers.headers);
    return answer.body.partners.filter(({ isShared }: Json) => isShared);
  };
  expect(await shown()).toEqual([]);
  // Agreeing anew for another company gives nothing back to this one.
  const second = `/api/rights/me/partners/${other}`;
  await house.request('PUT', second, { items: ['email'] }, hers.headers);
  expect((await list(ofOther)).people).toMatchObject([{ recordId }]);
  expect((await list(ofOne)).people).toEqual([]);
  expect(await shown()).toMatchObject([{ partyId: other }]);
});

test('who gave no sign of life for so long goes at night by itself, with a line in the book; nobody shortens that to a day', async ({
  house,
}) => {
  const old = async (kind: 'device' | 'guest' | 'account', days: number, lastDays = days) => {
    const key = newId();
    const made = await transaction(house.db, {}, (tx) =>
      ensureRecords(tx, { source: `old ${kind}`, kind }, [{ key, profile: { note: 'x' } }]),
    );
    await house.settle();
    const recordId = made.get(key)?.recordId ?? '';
    await transaction(house.db, {}, async (tx) => {
      const at = tx.now.subtract({ hours: 24 * days }).toString();
      const last = tx.now.subtract({ hours: 24 * lastDays }).toString();
      const setRecord = 'UPDATE customers.record SET created_at = $2 WHERE id = $1';
      const setMoments = 'UPDATE customers.moment SET occurred_at = $2 WHERE record_id = $1';
      await tx.client.query(setRecord, [recordId, at]);
      await tx.client.query(setMoments, [recordId, last]);
    });
    return recordId;
  };
  const goes = [await old('device', 400), await old('guest', 1100), await old('account', 3700)];
  const stays = [
    await old('device', 400, 300),
    await old('device', 300),
    await old('guest', 400),
    await old('account', 1100),
    await old('account', 3700, 100),
  ];
  const gone = await runRetention(house.db);
  expect(gone).toMatchObject({ analytics_ids: 1, guests: 1, members: 1 });
  const { rows } = await house.db.pool.query<{ id: string; reason: string | null }>(
    `SELECT r.id, e.reason FROM customers.record r LEFT JOIN privacy.erasure e ON e.record_id = r.id
     WHERE r.id = ANY ($1)`,
    [[...goes, ...stays]],
  );
  const reasons = new Map(rows.map(({ id, reason }) => [id, reason]));
  expect(goes.map((id) => reasons.get(id))).toEqual(['retention', 'retention', 'retention']);
  expect(stays.map((id) => reasons.get(id))).toEqual(stays.map(() => null));
  expect(await runRetention(house.db)).toMatchObject({ analytics_ids: 0, guests: 0, members: 0 });

  const owner = await member(house, 'owner');
  const set = async (rule: string, days: number, headers: Headers) => {
    const url = `/api/rights/retention/${rule}`;
    const { status, body } = await house.request('PUT', url, { days }, headers);
    return `${status} ${body.code ?? ''}`.trim();
  };
  expect(await set('members', 1, owner)).toBe('400 rights.rule_too_short');
  expect(await set('guests', 1, owner)).toBe('400 rights.rule_too_short');
  expect(await set('members', 3000, await house.as('owner'))).toBe('403 rights.person_needed');
  expect(await set('members', 3000, await member(house, 'manager'))).toBe('403 kernel.not_allowed');
  expect(await set('analytics_ids', 30, owner)).toBe('200');
});
