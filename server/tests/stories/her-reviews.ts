// Reviews of customers with something to look at: words, stars, a photograph; one of them waits.
import sharp from 'sharp';
import type { RealServer } from '../support/real-server.ts';

/** What people wrote of products, in whatever language it is read. */
export const wordsOfReviews = [
  '手になじむ形で、毎朝これでお茶を飲んでいます。思ったより軽く、口あたりもやわらかいです。',
  'はなこ',
];

/**
 * She buys two things at the shop, carries them home and says how she likes them; somebody of the house shows one of it.
 * Answers the id of her order.
 */
export async function writeReview(
  server: RealServer,
  session: string,
  { itemId, placeId }: { readonly itemId: string; readonly placeId: string },
): Promise<string> {
  const owner = await server.signIn();
  const her = { authorization: `Bearer ${session}` };
  const { body: me } = await server.request('GET', '/api/customers/me', undefined, her);
  const made = async (path: string, body: object, headers: Readonly<Record<string, string>>) => {
    const answer = await server.request('POST', path, body, headers);
    if (answer.status >= 300) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  const { body: listed } = await server.request('GET', '/api/catalog/items?limit=2');
  const other = listed.items.find(({ id }: { id: string }) => id !== itemId).id;
  const sale = {
    placeId,
    fulfilment: 'carry_out',
    lines: [itemId, other].map((each) => ({ itemId: each, quantity: 1 })),
    recordId: me.recordId,
    payment: { method: 'cash' },
  };
  const order = await made('/api/orders', sale, owner);
  const [text = '', name = ''] = wordsOfReviews;
  const photo = (await leaf.jpeg().toBuffer()).toString('base64');
  const review = { stars: 5, text, name, photos: [photo] };
  const shown = await made('/api/reviews', { itemId, ...review }, her);
  const { changedAt } = shown;
  await made(`/api/reviews/${shown.id}/decision`, { state: 'shown', changedAt }, owner);
  await made('/api/reviews', { itemId: other, ...review, stars: 4 }, her);
  return order.id;
}

const leaf = sharp({ create: { width: 800, height: 600, channels: 3, background: '#b7c4a8' } });
