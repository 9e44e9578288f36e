// What stands on the console's pages of rules, cards and menus while they are walked through.
import type { RealServer } from '../support/real-server.ts';

/** A rule that waits for approval, and a stamp card with a reward for what it meets. */
export async function writeEarning(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<{ readonly ruleId: string; readonly cardId: string }> {
  const { body: rule } = await server.request(
    'POST',
    '/api/loyalty/rules',
    {
      code: 'fives',
      kind: 'time',
      nameJa: '5のつく日',
      nameEn: 'Days with a five',
      terms: { points: 2, perMinor: 100, monthDays: [5, 15, 25] },
      isDraft: true,
    },
    owner,
  );
  const to = { to: 'propose' };
  await server.request('POST', `/api/loyalty/rules/${rule.id}/state`, to, owner);
  const { body: card } = await server.request(
    'POST',
    '/api/loyalty/cards',
    {
      code: 'autumn',
      nameJa: '秋のスタンプカード',
      nameEn: 'Autumn stamps',
      size: 10,
      terms: {
        order: { per: 'order', leastMinor: 500 },
        visit: { radiusMetres: 100, perDayMax: 1 },
      },
      rewards: [
        { code: 'drink', titleJa: 'お好きな飲みもの', titleEn: 'A drink', discountMinor: 600 },
        { code: 'ten', titleJa: '全品10%引き', titleEn: '10% off', discountBp: 1000 },
      ],
      validFrom: new Date(Date.now() + 86_400_000).toISOString(),
      isDraft: true,
    },
    owner,
  );
  for (const move of ['propose', 'approve']) {
    await server.request('POST', `/api/loyalty/cards/${card.id}/state`, { to: move }, owner);
  }
  return { ruleId: rule.id, cardId: card.id };
}
