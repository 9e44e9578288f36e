// Points, stamps and coupons of a customer who is signed in, so that pages about them have something to show.
import type { RealServer } from '../support/real-server.ts';

/** Gives them, and a stamp card to the house; answers the number of her card. */
export async function giveHerValue(server: RealServer, session: string): Promise<string> {
  const owner = await server.signIn();
  const her = { authorization: `Bearer ${session}` };
  const { body: me } = await server.request('GET', '/api/customers/me', undefined, her);
  const { body: card } = await server.request('GET', '/api/cards/mine', undefined, her);
  const made = async (path: string, body: object) => {
    const answer = await server.request('POST', path, body, owner);
    if (answer.status >= 300) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  await made('/api/loyalty/cards', {
    code: 'visits',
    nameJa: 'ご来店スタンプ',
    nameEn: 'Visit stamps',
    size: 10,
    terms: { order: { per: 'order' } },
    rewards: [
      { code: 'drink', titleJa: 'お茶1杯', titleEn: 'A cup of tea', discountMinor: 550 },
      { code: 'ten', titleJa: '10%引き', titleEn: '10% off', discountBp: 1000 },
    ],
  });
  for (const [unit, amount] of [
    ['points', 480],
    ['stamp:visits', 7],
  ] as const) {
    const gift = { recordId: me.recordId, unit, amount, reason: 'campaign' };
    await made('/api/ledger/adjustments', gift);
  }
  for (const [code, nameJa, nameEn, calculator] of [
    ['thanks', 'ありがとうクーポン', 'Thank-you coupon', { kind: 'amount', minor: 320 }],
    ['birthday', 'お誕生月クーポン', 'Birthday coupon', { kind: 'percent', bp: 1000 }],
  ] as const) {
    const terms = {
      lane: 'default',
      priority: 0,
      stacking: 'stackable',
      needsCoupon: true,
      currency: 'JPY',
      conditions: [],
      benefits: [{ kind: 'off_order', calculator }],
    };
    const { id } = await made('/api/offers/promotions', { code, nameJa, nameEn, terms });
    for (const to of ['propose', 'approve']) {
      await made(`/api/offers/promotions/${id}/state`, { to });
    }
    await made(`/api/offers/promotions/${id}/coupons`, { recordIds: [me.recordId] });
  }
  return card.number;
}
