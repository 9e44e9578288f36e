import { expect, test } from '#testing';

const ginza = {
  code: 'ginza',
  kind: 'store',
  nameJa: '銀座店',
  position: { latitude: 35.67, longitude: 139.76 },
};

test('a place that is opened is listed with what its kind can usually do', async ({ house }) => {
  const owner = await house.as('owner');
  const made = await house.request('POST', '/api/places', ginza, owner);
  expect(made.status).toBe(201);
  expect(made.body.capabilities).toContain('holds_stock');
  const { body } = await house.request('GET', '/api/places?capability=hands_over');
  expect(body.places.map((place: { code: string }) => place.code)).toContain('ginza');
});

test('a code names one place: the second is refused with what to do', async ({ house }) => {
  const owner = await house.as('owner');
  await house.request('POST', '/api/places', { ...ginza, code: 'once' }, owner);
  const again = await house.request('POST', '/api/places', { ...ginza, code: 'once' }, owner);
  expect(again.status).toBe(409);
  expect(again.body.code).toBe('places.code_taken');
});

test('the same key and content answer the same place; other content is refused', async ({
  house,
}) => {
  const headers = { ...(await house.as('owner')), 'idempotency-key': 'k-1' };
  const first = await house.request('POST', '/api/places', { ...ginza, code: 'keyed' }, headers);
  const second = await house.request('POST', '/api/places', { ...ginza, code: 'keyed' }, headers);
  expect(second).toMatchObject({ status: 201, body: { id: first.body.id } });
  const other = await house.request('POST', '/api/places', { ...ginza, code: 'other' }, headers);
  expect(other).toMatchObject({ status: 409, body: { code: 'kernel.key_reused' } });
});

test('a clerk may not open a place', async ({ house }) => {
  const answer = await house.request('POST', '/api/places', ginza, await house.as('clerk'));
  expect(answer.status).toBe(403);
});

test('places are told nearest first with metres, only those that can do what is asked', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const open = (code: string, kind: string, latitude: number) =>
    house.request(
      'POST',
      '/api/places',
      { code, kind, nameJa: code, position: { latitude, longitude: 130 } },
      owner,
    );
  await open('far', 'clinic', 33.1);
  await open('near', 'clinic', 33.01);
  await open('dock', 'dock', 33.001);
  const url = '/api/places?capability=takes_bookings&latitude=33&longitude=130&limit=2';
  const { body } = await house.request('GET', url);
  expect(
    body.places.map((each: { code: string; distanceM: number }) => [each.code, each.distanceM]),
  ).toEqual([
    ['near', 1112],
    ['far', 11_120],
  ]);
  const half = await house.request('GET', '/api/places?latitude=33');
  expect(half).toMatchObject({ status: 400, body: { code: 'places.position_half' } });
});

test('hours, a closed day and its reopening are told day by day', async ({ house }) => {
  const owner = await house.as('owner');
  const opened = await house.request(
    'POST',
    '/api/places',
    { ...ginza, code: 'hours', hours: [{ weekday: 1, opensMinute: 600, closesMinute: 1500 }] },
    owner,
  );
  const base = `/api/places/${opened.body.id}`;
  const weekly = [{ weekday: 1, opensMinute: 600, closesMinute: 1200 }];
  await house.request('PUT', `${base}/hours`, { weekly, closesOnHolidays: true }, owner);
  const closed = { intervals: [], reason: '改装' };
  await house.request('PUT', `${base}/special-days/2026-11-30`, closed, owner);
  const ask = async () =>
    (await house.request('GET', `${base}/hours?from=2026-11-16&days=15`)).body.days
      .filter((each: { intervals: unknown[] }) => each.intervals.length > 0)
      .map((each: { day: string }) => each.day);
  expect(await ask()).toEqual(['2026-11-16']);
  await house.request('DELETE', `${base}/special-days/2026-11-30`, undefined, owner);
  expect(await ask()).toEqual(['2026-11-16', '2026-11-30']);
});

test('hours that overlap or a day that is none are refused with what to do', async ({ house }) => {
  const owner = await house.as('owner');
  const opened = await house.request('POST', '/api/places', { ...ginza, code: 'bad' }, owner);
  const base = `/api/places/${opened.body.id}`;
  const weekly = [
    { weekday: 1, opensMinute: 600, closesMinute: 800 },
    { weekday: 1, opensMinute: 700, closesMinute: 900 },
  ];
  const overlap = await house.request('PUT', `${base}/hours`, { weekly }, owner);
  expect(overlap).toMatchObject({ status: 400, body: { code: 'places.hours_overlap' } });
  for (const day of ['2026-02-30', '0000-01-01', 'soon']) {
    const url = `${base}/special-days/${day}`;
    expect((await house.request('PUT', url, { intervals: [] }, owner)).status).toBe(400);
  }
});

test('a place is changed in part, and is no longer listed once it is closed for good', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const opened = await house.request('POST', '/api/places', { ...ginza, code: 'shut' }, owner);
  const url = `/api/places/${opened.body.id}`;
  const changed = await house.request('PATCH', url, { phone: '03-1', position: null }, owner);
  expect(changed.body).toMatchObject({ phone: '03-1', position: null, name: { ja: '銀座店' } });
  await house.request('PATCH', url, { isActive: false }, owner);
  const { body } = await house.request('GET', '/api/places?limit=2000');
  expect(body.places.map((each: { code: string }) => each.code)).not.toContain('shut');
});

test('a brand and a company are added; a wrong registration number is refused', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const brand = { code: 'kome', nameJa: '縁側米店' };
  const made = await house.request('POST', '/api/places/brands', brand, owner);
  expect(made.status).toBe(201);
  const { body } = await house.request('GET', '/api/places/brands');
  expect(body.brands).toContainEqual(made.body);
  const maker = { code: 'nta', kind: 'maker', nameJa: '国税庁' };
  const add = (invoiceNumber: string) =>
    house.request('POST', '/api/places/parties', { ...maker, invoiceNumber }, owner);
  expect((await add('T7000012050003')).body.code).toBe('places.invoice_number_invalid');
  expect((await add('Ｔ7000012050002')).body.invoiceNumber).toBe('T7000012050002');
  const again = await add('T7000012050002');
  expect(again.body.code).toBe('places.code_taken');
});
