// Points, stamps and coupons of a customer who is signed in, so that pages about them have something to show.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RealServer } from '../support/real-server.ts';

/** What people wrote of gifts, in whatever language it is read. */
export const wordsOfGifts = [
  'いつもありがとうございます。',
  'うれしいです。ありがとう。',
  '青木',
  '石田',
  '上野',
  '縁側',
];

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
      holdoutBp: 0,
    };
    const { id } = await made('/api/offers/promotions', { code, nameJa, nameEn, terms });
    for (const to of ['propose', 'approve']) {
      await made(`/api/offers/promotions/${id}/state`, { to });
    }
    const give = (more: object) =>
      made(`/api/offers/promotions/${id}/coupons`, { recordIds: [me.recordId], ...more });
    await give({});
    await give(
      code === 'thanks'
        ? { validUntil: '2026-01-31T15:00:00Z' }
        : { validFrom: '2099-04-01T01:00:00Z', validUntil: '2099-04-30T15:00:00Z' },
    );
  }
  await giveAway(server, her);
  return card.number;
}

/** Three gifts by one purchase; one was opened, and one taken with thanks. */
async function giveAway(
  server: RealServer,
  her: { readonly authorization: string },
): Promise<void> {
  const { body } = await server.request('GET', '/api/places', undefined, await server.signIn());
  const gifts = {
    placeId: body.places.find((place: { kind: string }) => place.kind === 'web').id,
    amountMinor: 3000,
    receivers: [{ label: '青木' }, { label: '石田' }, { label: '上野' }],
    giverName: '縁側 花子',
    message: 'いつもありがとうございます。',
    picture: 'tea',
    noshi: { occasion: 'お歳暮', name: '縁側' },
    payment: { method: 'card', token: 'ok' },
  };
  const { body: bought } = await server.request('POST', '/api/gifts', gifts, her);
  const [first, second] = bought.gifts;
  const open = () => server.request('POST', '/api/gifts/open', { token: first.token });
  for (let tries = 0; tries < 150 && (await open()).body.state === 'unpaid'; tries += 1) {
    await sleep(200);
  }
  const claim = { token: second.token, claimKey: 'a-key-of-her-browser-1' };
  await server.request('POST', '/api/gifts/claim', claim);
  const thanks = { ...claim, text: 'うれしいです。ありがとう。' };
  await server.request('POST', '/api/gifts/thanks', thanks);
}
