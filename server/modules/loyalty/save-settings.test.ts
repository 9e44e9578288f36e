import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { addMember } from '#staff';
import { expect, test } from '#testing';

test('a wording that a colleague wrote meanwhile is not written over, and says who wrote it', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const body = {
    code: 'meanwhile',
    kind: 'order',
    nameJa: 'いつもの',
    terms: { perMinor: 100, points: 1 },
  };
  const { body: rule } = await house.request('POST', '/api/loyalty/rules', body, owner);
  const put = (nameJa: string, changedAt: string, by = owner, more: object = { isDraft: true }) =>
    house.request(
      'PUT',
      `/api/loyalty/rules/${rule.id}`,
      { ...body, nameJa, changedAt, ...more },
      by,
    );
  const colleague = await transaction(house.db, {}, async (tx) => {
    const wish = { login: 'meanwhile', name: '佐藤 美咲', roles: ['manager'] };
    const principalId = await addMember(tx, wish);
    const lifetime = { hours: 1 };
    const { token } = await createSession(tx, {
      kind: 'staff',
      principalId,
      roles: wish.roles,
      lifetime,
    });
    return { authorization: `Bearer ${token}` };
  });
  const first = await put('同僚の案', rule.changedAt, colleague);
  expect(first.body).toMatchObject({ nameJa: 'いつもの', next: { nameJa: '同僚の案' } });
  expect([rule.changedBy, first.body.changedBy]).toEqual([null, '佐藤 美咲']);
  const late = { status: 409, body: { code: 'loyalty.changed_meanwhile' } };
  expect(await put('私の案', rule.changedAt)).toMatchObject(late);
  expect(await put('私の案', rule.changedAt, owner, {})).toMatchObject(late);
  // Approving is no other wording: who looked at it before may go on from it.
  const move = (to: string) =>
    house.request('POST', `/api/loyalty/rules/${rule.id}/state`, { to }, owner);
  await move('propose');
  const approved = await move('approve');
  expect(approved.body).toMatchObject({ nameJa: '同僚の案', changedAt: first.body.changedAt });
  expect(await put('私の案', first.body.changedAt)).toMatchObject({ status: 200 });
});
