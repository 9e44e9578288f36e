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
