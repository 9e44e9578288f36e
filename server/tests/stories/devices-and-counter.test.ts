// Devices and sessions: seen and ended by her, never planted by another; sign-up at the counter and its counts.
import { type CodeMessage, createCustomersModule } from '#customers';
import { createApp } from '#kernel/http';
import { parseId } from '#kernel/ids';
import { describeApi } from '#kernel/openapi';
import { expect, type TestHouse, test } from '#testing';

const phone = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 (KHTML) Version/19.0 Mobile/15E148 Safari/604.1',
};
const laptop = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537 (KHTML) Chrome/150.0 Safari/537',
};

/** Sign-in over the house's database with a sender that keeps what it was given. */
async function openDesk(house: TestHouse) {
  const sent: CodeMessage[] = [];
  const app = await createApp(house.config, house.db, house.db.log);
  await describeApi(app);
  const keep = (_tx: unknown, message: CodeMessage) => {
    sent.push(message);
    return Promise.resolve();
  };
  await createCustomersModule({ codeSender: { send: keep } }).routes?.(app, house);
  const post = async (url: string, payload: object, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    return { status: answer.statusCode, body: answer.json<Answer>() };
  };
  const start = async (contact: object): Promise<string> => {
    await post('/api/customers/sign-in/start', contact);
    return sent.at(-1)?.code ?? '';
  };
  return {
    sent,
    post,
    start,
    signIn: async (contact: object, headers: Record<string, string>) => {
      const body = { ...contact, code: await start(contact) };
      return post('/api/customers/sign-in/finish', body, headers);
    },
  };
}

type Answer = { code: string; recordId: string; token: string; isNew: boolean };

test('she sees the devices that are signed in and ends one; another’s she cannot', async ({
  house,
}) => {
  const desk = await openDesk(house);
  const one = await desk.signIn({ email: 'two@example.jp' }, phone);
  const two = await desk.signIn({ email: 'two@example.jp' }, laptop);
  const her = { authorization: `Bearer ${one.body.token}` };
  const { body } = await house.request('GET', '/api/accounts/ways', undefined, her);
  expect(body.sessions).toMatchObject([
    { method: 'email_code', browser: 'chrome', system: 'windows', isThis: false },
    { method: 'email_code', browser: 'safari', system: 'ios', isThis: true },
  ]);
  expect(body.contacts).toEqual([{ kind: 'email', value: 'two@example.jp' }]);
  const stranger = await desk.signIn({ email: 'stranger@example.jp' }, laptop);
  const url = `/api/accounts/sessions/${body.sessions[0].id}`;
  const foreign = { authorization: `Bearer ${stranger.body.token}` };
  expect((await house.request('DELETE', url, undefined, foreign)).status).toBe(404);
  expect((await house.request('DELETE', url, undefined, her)).status).toBe(204);
  const ended = { authorization: `Bearer ${two.body.token}` };
  expect((await house.request('GET', '/api/accounts/ways', undefined, ended)).status).toBe(401);
});

test('a session cannot be fixed: a planted token stays worthless, and the browser’s old one ends', async ({
  house,
}) => {
  const desk = await openDesk(house);
  const planted = 'A'.repeat(43).concat('.', 'B'.repeat(16));
  const first = await desk.signIn(
    { email: 'fix@example.jp' },
    { cookie: `engawa_customer=${planted}` },
  );
  expect(first.body.token).not.toBe(planted);
  const with1 = (token: string) =>
    house.request('GET', '/api/customers/me', undefined, { authorization: `Bearer ${token}` });
  expect((await with1(planted)).status).toBe(401);
  const cookie = `engawa_customer=${first.body.token}`;
  const second = await desk.signIn({ email: 'fix@example.jp' }, { cookie });
  expect((await with1(first.body.token)).status).toBe(401);
  expect((await with1(second.body.token)).status).toBe(200);
});

test('a code by SMS opens an account too, whatever width the digits have', async ({ house }) => {
  const desk = await openDesk(house);
  const one = await desk.signIn({ phone: '０９０－１２３４－８８８８' }, phone);
  expect(one).toMatchObject({ status: 200, body: { isNew: true } });
  const two = await desk.signIn({ phone: '+81 90 1234 8888' }, laptop);
  expect(two.body).toMatchObject({ isNew: false, recordId: one.body.recordId });
  expect(desk.sent[0]).toMatchObject({ channel: 'sms', address: '+819012348888' });
  const refused = await desk.post('/api/customers/sign-in/start', { phone: '1234567' });
  expect(refused.body.code).toBe('customers.sign_wrong');
});

test('a clerk writes her down with the form of the web; the count says where, by whom and from where', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const place = await house.request(
    'POST',
    '/api/places',
    { code: 'counter', kind: 'store', nameJa: '窓口店' },
    owner,
  );
  const member = {
    name: '店員 一郎',
    login: 'ichiro',
    roles: ['clerk'],
    placeId: place.body.id,
    password: 'a long enough password',
  };
  expect((await house.request('POST', '/api/staff/members', member, owner)).status).toBe(201);
  const clerk = await house.request('POST', '/api/staff/sign-in', {
    login: 'ichiro',
    password: member.password,
  });
  const at = { authorization: `Bearer ${clerk.body.token}` };
  const form = {
    familyName: '髙橋',
    givenName: '花子',
    familyKana: 'たかはし',
    givenKana: 'ﾊﾅｺ',
    postalCode: '６０４ー８０８１',
    phone: '０９０１２３４５６７８',
    email: 'counter@example.jp',
    birthDate: '1990-02-03',
  };
  const wrong = await house.request('POST', '/api/accounts/assisted', { ...form, phone: '12' }, at);
  expect(wrong.body).toMatchObject({ code: 'accounts.profile_wrong', details: { phone: true } });
  const made = await house.request('POST', '/api/accounts/assisted', form, at);
  expect(made.status).toBe(201);
  const found = await house.request('GET', '/api/customers?q=counter@example.jp', undefined, owner);
  const id = found.body.customers[0].id;
  const shown = await house.request(
    'GET',
    `/api/customers/${id}?reason=customer_present`,
    undefined,
    owner,
  );
  expect(shown.body.records[0].profile).toMatchObject({
    familyName: '髙橋',
    familyKana: 'タカハシ',
    givenKana: 'ハナコ',
    postalCode: '604-8081',
    phone: '090-1234-5678',
  });
  const desk = await openDesk(house);
  const proof = { email: form.email, code: await desk.start({ email: form.email }) };
  const proved = await house.request(
    'POST',
    `/api/accounts/assisted/${made.body.recordId}/contacts`,
    proof,
    at,
  );
  expect(proved.status).toBe(204);
  // What she proved is in the book that she reads.
  const { rows } = await house.db.pool.query<{ what: string }>(
    "SELECT what FROM privacy.access_log WHERE record_id = $1 AND reason = 'customer_present'",
    [parseId('record', made.body.recordId)],
  );
  expect(rows.map(({ what }) => what)).toContain('accounts.contact_proved');
  const later = await desk.signIn({ email: form.email }, phone);
  expect(later.body).toMatchObject({ isNew: false, recordId: made.body.recordId });
  await house.settle();
  const counts = await house.request('GET', '/api/accounts/sign-ups', undefined, owner);
  expect(counts.body.byPlace).toContainEqual({
    placeId: place.body.id,
    name: '窓口店',
    now: 1,
    before: 0,
  });
  expect(counts.body.byClerk).toMatchObject([{ name: '店員 一郎', now: 1, before: 0 }]);
  expect(counts.body.bySource).toContainEqual({ source: 'store', now: 1, before: 0 });
});

test('nobody at a counter makes an own address a way into an account of somebody who joined there', async ({
  house,
}) => {
  const desk = await openDesk(house);
  const clerk = await house.as('clerk');
  const join = async (form: object) =>
    (await house.request('POST', '/api/accounts/assisted', form, clerk)).body.recordId;
  const prove = async (recordId: string, email: string) => {
    const url = `/api/accounts/assisted/${recordId}/contacts`;
    const body = { email, code: await desk.start({ email }) };
    const answer = await house.request('POST', url, body, clerk);
    return `${answer.status} ${answer.body?.code ?? ''}`.trim();
  };
  const hers = await join({ familyName: '窓口', email: 'hers@example.jp' });
  const without = await join({ familyName: '無記入' });
  expect(await prove(hers, 'clerks-own@example.jp')).toBe('409 accounts.hers_to_prove');
  expect(await prove(without, 'clerks-own@example.jp')).toBe('409 accounts.hers_to_prove');
  expect(await prove(hers, 'ＨERS@example.jp')).toBe('204');
  // Now something leads in: whatever is written down afterwards is hers to prove.
  const changes = { reason: 'correction', changes: { email: 'clerks-own@example.jp' } };
  const path = `/api/rights/records/${hers}/profile`;
  expect((await house.request('PATCH', path, changes, clerk)).status).toBe(204);
  expect(await prove(hers, 'clerks-own@example.jp')).toBe('409 accounts.hers_to_prove');
  const clerksOwn = await desk.signIn({ email: 'clerks-own@example.jp' }, phone);
  expect(clerksOwn.body).toMatchObject({ isNew: true });
  expect(clerksOwn.body.recordId).not.toBe(hers);
});

test('she corrects her e-mail address to one that she has proved, never to somebody else’s', async ({
  house,
}) => {
  const desk = await openDesk(house);
  const { body } = await desk.signIn({ email: 'mine@example.jp' }, phone);
  const her = { authorization: `Bearer ${body.token}` };
  const correct = async (email: string) => {
    const answer = await house.request('PATCH', '/api/rights/me/profile', { email }, her);
    return `${answer.status} ${answer.body?.code ?? ''}`.trim();
  };
  expect(await correct('somebody-else@example.jp')).toBe('409 rights.address_unproved');
  expect(await correct('')).toBe('204');
  expect(await correct('ＭINE@example.jp')).toBe('204');
});
