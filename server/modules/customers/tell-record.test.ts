// Systems tell of people as they know them: every kind of source is a record, and each kind of sign links.
import { expect, type TestHouse, test } from '#testing';

const tell = async (house: TestHouse, body: object) =>
  house.request('POST', '/api/customers/records', body, await house.as('owner'));

test('a web account, a POS customer, a LINE user, a member card and a partner’s member who show one sign are one customer', async ({
  house,
}) => {
  const pos = await tell(house, {
    source: 'smaregi',
    key: '100',
    profile: { familyName: '縁側', givenName: '花子' },
    signs: [
      { kind: 'member', value: '8000-1', issuer: 'engawa' },
      { kind: 'phone', value: '090-8765-1111' },
    ],
    provedBy: 'till',
  });
  expect(pos).toMatchObject({ status: 200, body: { isNew: true, links: 0, refused: [] } });
  const line = await tell(house, {
    source: 'line',
    kind: 'messenger',
    key: 'U4af4980629',
    signs: [
      { kind: 'line', value: 'U4af4980629', issuer: 'provider-1' },
      { kind: 'phone', value: '+81 90 8765 1111' },
    ],
    provedBy: 'line_login',
  });
  expect(line.body).toMatchObject({ links: 1, customerId: pos.body.customerId });
  const card = await tell(house, {
    source: 'card-system',
    kind: 'card',
    key: 'C-1',
    signs: [{ kind: 'member', value: '８０００-1', issuer: 'engawa' }],
    provedBy: 'till',
  });
  expect(card.body.customerId).toBe(pos.body.customerId);
  // The same LINE user at another provider has another id there, and the same id is somebody else.
  const other = await tell(house, {
    source: 'partner-line',
    kind: 'messenger',
    key: 'U4af4980629',
    signs: [{ kind: 'line', value: 'U4af4980629', issuer: 'provider-2' }],
    provedBy: 'line_login',
  });
  expect(other.body.customerId).not.toBe(pos.body.customerId);
  const same = await tell(house, {
    source: 'partner-line-shop',
    kind: 'messenger',
    key: 'U4af4980629',
    signs: [{ kind: 'line', value: 'U4af4980629', issuer: 'provider-1' }],
    provedBy: 'line_login',
  });
  expect(same.body).toMatchObject({ links: 1, customerId: pos.body.customerId });
});

test('told twice it is one record; a refused link says why; the house’s own sources are its own', async ({
  house,
}) => {
  const body = {
    source: 'till-2',
    key: '7',
    signs: [{ kind: 'phone', value: '000-0000-0000' }],
    provedBy: 'till',
  };
  const first = await tell(house, body);
  const again = await tell(house, body);
  expect(again.body).toMatchObject({ recordId: first.body.recordId, isNew: false });
  const next = await tell(house, { ...body, key: '8' });
  expect(next.body.refused).toMatchObject([
    { reason: 'placeholder', why: { ja: expect.stringContaining('だれの印にもなりません') } },
  ]);
  const reserved = await tell(house, { ...body, source: 'web' });
  expect(reserved.body.code).toBe('customers.source_reserved');
  const wrong = await tell(house, { ...body, profile: { fullName: 'あ'.repeat(10_000) } });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'kernel.input_invalid' } });
});
