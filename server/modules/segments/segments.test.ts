// Selections of customers: what each condition selects, who is in one, what is sent to it and what leaves by it.
import { changeConsents, ensureRecords, linkRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { addMember } from '#staff';
import { expect, type TestHouse, test } from '#testing';
import { queueSending } from './index.ts';

const day = 24 * 3600_000;

type Headers = { readonly authorization: string };
type Person = { readonly recordId: string; readonly headers: Headers; readonly mail: string };

async function person(
  house: TestHouse,
  profile: { readonly birthDate?: string; readonly familyName?: string } = {},
  isGiven = true,
): Promise<Person> {
  return transaction(house.db, {}, async (tx) => {
    const key = newId();
    const mail = `${key}@example.jp`;
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key, profile: { familyName: `選${key}`, email: mail, ...profile } },
    ]);
    const recordId = made.get(key)?.recordId ?? '';
    if (isGiven) {
      const purpose = 'marketing_mail';
      await changeConsents(tx, [{ recordId, purpose, decision: 'given', channel: 'web' }]);
    }
    const session = { kind: 'customer', principalId: recordId, lifetime: { hours: 1 } } as const;
    const { token } = await createSession(tx, session);
    return { recordId, mail, headers: { authorization: `Bearer ${token}` } };
  });
}

async function member(house: TestHouse, role: string): Promise<Headers> {
  return transaction(house.db, {}, async (tx) => {
    const login = `m-${newId()}`;
    const principalId = await addMember(tx, { login, name: login, roles: [role] });
    const session = { kind: 'staff', principalId, roles: [role], lifetime: { hours: 1 } } as const;
    return { authorization: `Bearer ${(await createSession(tx, session)).token}` };
  });
}

/** A sale of so much, so many days ago. */
async function sale(
  house: TestHouse,
  recordId: string,
  of: { readonly placeId: string; readonly daysAgo: number; readonly totalMinor: number },
): Promise<void> {
  const id = newId();
  const at = new Date(Date.now() - of.daysAgo * day);
  await house.db.pool.query(
    `INSERT INTO orders.order (id, number, source, kind, place_id, fulfilment, state, channel, record_id, currency,
       items_minor, tax_minor, total_minor, line_count, quantity_milli, ordered_at, recorded_at, business_day, changed_at)
     VALUES ($1::uuid, $6, 'test', 'sale', $2, 'carry_out', 'completed', 'pos', $3, 'JPY', $4, 0, $4, 1, 1000, $5::timestamptz, $5::timestamptz,
       ($5::timestamptz)::date, $5::timestamptz)`,
    [id, of.placeId, recordId, of.totalMinor, at, id],
  );
}

type Wish = { readonly purpose?: string; readonly conditions?: readonly object[] };

async function countOf(house: TestHouse, wish: Wish, headers: Headers): Promise<number> {
  const body = { purpose: 'marketing_mail', conditions: [], ...wish };
  const { status, body: counted } = await house.request(
    'POST',
    '/api/segments/count',
    body,
    headers,
  );
  expect(status).toBe(200);
  return counted.customers;
}

async function addSegment(house: TestHouse, headers: Headers, wish: Wish = {}): Promise<string> {
  const body = { name: '試し', purpose: 'marketing_mail', conditions: [], ...wish };
  const made = await house.request('POST', '/api/segments', body, headers);
  expect(made.status).toBe(201);
  return made.body.id;
}

async function addPlace(house: TestHouse, headers: Headers): Promise<string> {
  const place = { code: newId().slice(-9), kind: 'store', nameJa: '抽出の店', nameEn: 'Shop' };
  return (await house.request('POST', '/api/places', place, headers)).body.id;
}

/** Asks for the file of a segment as one person, lets another approve it; answers how to fetch it. */
async function approvedFile(
  house: TestHouse,
  segmentId: string,
  [one, two]: readonly [Headers, Headers],
  items: readonly string[] = ['email', 'familyName'],
): Promise<() => Promise<{ status: number; body: string }>> {
  const wish = { kind: 'segment', reason: 'direct_mail', segment: { segmentId, items } };
  const { body: asked } = await house.request('POST', '/api/rights/requests', wish, one);
  const url = `/api/rights/requests/${asked.id}`;
  const approve = (headers: Headers) =>
    house.request('POST', `${url}/decision`, { isApproved: true }, headers);
  expect((await approve(one)).body.code).toBe('rights.four_eyes');
  expect((await approve(two)).body).toMatchObject({ state: 'approved', kind: 'segment' });
  return async () => {
    const { status, body } = await house.request('GET', `${url}/file?kind=segment`, undefined, one);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
}

test('every condition selects whom it says, the records of one customer together', {
  timeout: 60_000,
}, async ({ house }) => {
  const owner = await house.as('owner');
  const [here, there] = [await addPlace(house, owner), await addPlace(house, owner)];
  const [placeId, otherId] = [parseId('place', here), parseId('place', there)];
  const [one, two, none] = [await person(house), await person(house), await person(house)];
  // What she bought by a card that is linked to her counts as hers.
  const card = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'pos', kind: 'card' }, [{ key: newId() }]);
    return [...made.values()][0]?.recordId ?? '';
  });
  await transaction(house.db, {}, (tx) =>
    linkRecords(tx, {
      records: [one.recordId, card],
      kind: 'card',
      strength: 'certain',
      source: 'test',
    }),
  );
  await sale(house, one.recordId, { placeId, daysAgo: 3, totalMinor: 4000 });
  await sale(house, card, { placeId: otherId, daysAgo: 5, totalMinor: 6000 });
  await sale(house, two.recordId, { placeId: otherId, daysAgo: 200, totalMinor: 500 });
  const count = (...conditions: readonly object[]) => countOf(house, { conditions }, owner);
  expect(await count()).toBe(3);
  expect(await count({ kind: 'bought', days: 30 })).toBe(1);
  expect(await count({ kind: 'bought', days: 365 })).toBe(2);
  expect(await count({ kind: 'bought', days: 365, placeId: here })).toBe(1);
  expect(await count({ kind: 'bought', days: 30, times: 2 })).toBe(1);
  expect(await count({ kind: 'not_bought', days: 100 })).toBe(2);
  expect(await count({ kind: 'spent', leastMinor: 10_000 })).toBe(1);
  expect(await count({ kind: 'spent', leastMinor: 10_001 })).toBe(0);
  expect(await count({ kind: 'spent', leastMinor: 500 }, { kind: 'not_bought', days: 30 })).toBe(1);
  const points = { recordId: formatId('record', none.recordId), unit: 'points', amount: 120 };
  const given = { ...points, reason: 'apology' };
  expect((await house.request('POST', '/api/ledger/adjustments', given, owner)).status).toBe(201);
  expect(await count({ kind: 'points', least: 120 })).toBe(1);
  expect(await count({ kind: 'points', least: 121 })).toBe(0);
  const tiers = {
    periodMonths: 12,
    graceDays: 30,
    tiers: [{ code: 'gold', nameJa: 'ゴールド', nameEn: 'Gold', thresholdMinor: 9000 }],
  };
  expect((await house.request('PUT', '/api/loyalty/tiers', tiers, owner)).status).toBe(200);
  expect(await count({ kind: 'tier', codes: ['gold'] })).toBe(1);
  expect(await count({ kind: 'joined', days: 1 })).toBe(3);
  const born = await person(house, { birthDate: '1990-11-23' });
  expect(await count({ kind: 'born_in', month: 11 })).toBe(1);
  expect(await count({ kind: 'born_in', month: 1 })).toBe(0);
  const said = await house.request(
    'POST',
    '/api/segments/count',
    {
      purpose: 'marketing_mail',
      conditions: [
        { kind: 'bought', days: 30, placeId: here },
        { kind: 'tier', codes: ['gold'] },
      ],
    },
    owner,
  );
  expect(said.body).toMatchObject({
    sentenceJa:
      'メールでのお知らせに同意、かつ30日以内に抽出の店で1回以上購入、かつ会員ランクがゴールド',
    sentenceEn:
      'agreed to news by mail and bought at least once within 30 days at Shop and tier is Gold',
  });
  // Her birthday is found under the purpose only: without consent the database hands it out to nobody.
  const url = '/api/rights/me/consents/marketing_mail';
  await house.request('PUT', url, { decision: 'withdrawn' }, born.headers);
  expect(await count({ kind: 'born_in', month: 11 })).toBe(0);
});

test('withdrawal of marketing consent acts on segments, queued messages and exports', {
  timeout: 60_000,
}, async ({ house }) => {
  const owner = await house.as('owner');
  const [hers, other] = [await person(house), await person(house)];
  const segmentId = await addSegment(house, owner);
  const before = await countOf(house, {}, owner);
  const sending = await house.request(
    'POST',
    `/api/segments/${segmentId}/sendings`,
    {
      subject: '新着のお知らせ',
      text: '本文',
      notBefore: Temporal.Now.instant().add({ hours: 24 }).toString(),
    },
    owner,
  );
  expect(sending.status).toBe(201);
  const sendingId = parseId('sending', sending.body.id);
  await queueSending(house.db, sendingId, 'marketing_mail');
  // A job that runs again writes to nobody twice.
  await queueSending(house.db, sendingId, 'marketing_mail');
  const queued = async (recordId: string) => {
    const { rows } = await house.db.pool.query(
      `SELECT state, failure_code FROM messages.message WHERE record_id = $1 AND template = 'segment'`,
      [recordId],
    );
    return rows;
  };
  expect(await queued(hers.recordId)).toEqual([{ state: 'queued', failure_code: null }]);
  const people = [await member(house, 'owner'), await member(house, 'owner')] as const;
  const file = await approvedFile(house, segmentId, people);

  // As the shop's own page does it.
  const url = '/api/rights/me/consents/marketing_mail';
  const done = await house.request('PUT', url, { decision: 'withdrawn' }, hers.headers);
  expect(done.status).toBe(200);
  expect(await countOf(house, {}, owner)).toBe(before - 1);
  const { body, status } = await file();
  expect(status).toBe(200);
  expect(body).toContain(other.mail);
  expect(body).not.toContain(hers.mail);
  await expect
    .poll(() => queued(hers.recordId), { timeout: 30_000, interval: 20 })
    .toEqual([{ state: 'cancelled', failure_code: 'no_consent' }]);
  expect(await queued(other.recordId)).toEqual([{ state: 'queued', failure_code: null }]);
  // Who was in the file reads so on her own page; who was not has no entry.
  const looksOf = async ({ headers }: Person) =>
    (await house.request('GET', '/api/rights/me', undefined, headers)).body.looks;
  expect(await looksOf(other)).toMatchObject([{ what: 'segments.export', reason: 'direct_mail' }]);
  expect(await looksOf(hers)).toEqual([]);
});

test('a segment’s file is for the conditions that were approved, for who asked, and holds no formula', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const evil = await person(house, { familyName: '=HYPERLINK("http://x")' });
  const segmentId = await addSegment(house, owner);
  const people = [await member(house, 'owner'), await member(house, 'owner')] as const;
  const file = await approvedFile(house, segmentId, people);
  const { body } = await file();
  expect(body).toContain(evil.mail);
  expect(body).toContain(`"'=HYPERLINK(""http://x"")"`);
  const change = { name: '広げた', purpose: 'marketing_mail', conditions: [] };
  // Who looks at an older wording does not write over this one.
  const late = { ...change, changedAt: '2026-01-01T00:00:00Z' };
  expect(await house.request('PUT', `/api/segments/${segmentId}`, late, owner)).toMatchObject({
    status: 409,
    body: { code: 'segments.changed_meanwhile' },
  });
  await house.request('PUT', `/api/segments/${segmentId}`, change, owner);
  expect((await file()).body).toContain('rights.not_approved');
  const nobody = { kind: 'segment', reason: 'direct_mail' };
  const bare = await house.request('POST', '/api/rights/requests', nobody, people[0]);
  expect(bare.body.code).toBe('rights.wish_incomplete');
  expect(
    (await house.request('DELETE', `/api/segments/${segmentId}`, undefined, owner)).status,
  ).toBe(204);
  const gone = await house.request('GET', `/api/segments/${segmentId}`, undefined, owner);
  expect(gone.body.code).toBe('segments.unknown');
});

test('a segment that is not for mail or SMS is not written to', async ({ house }) => {
  const owner = await house.as('owner');
  const segmentId = await addSegment(house, owner, { purpose: 'personalisation' });
  const answer = await house.request(
    'POST',
    `/api/segments/${segmentId}/sendings`,
    { subject: 'x', text: 'x' },
    owner,
  );
  expect(answer.body.code).toBe('segments.no_channel');
});
