// Segment's own Node library, pointed at the house by its host alone: what it sends arrives whole and once, under its own
// message ids, and a house that does not answer costs nothing, since the library sends the same again.
import type { AddressInfo } from 'node:net';
import { Analytics } from '@segment/analytics-node';
import { expect, openTestHouse, type TestHouse, test } from '#testing';

test('Segment’s own library sends identify, track, page, screen, group and alias; sent again, nothing is doubled', async () => {
  const house = await openTestHouse();
  try {
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const owner = await house.as('owner');
    const feed = { code: 'segment', name: 'ウェブ店', channel: 'web' };
    const { body } = await house.request('POST', '/api/moments/feeds', feed, owner);
    const sent: string[] = [];
    const failures: unknown[] = [];
    let broken = 1;
    const analytics = new Analytics({
      writeKey: String(body.writeKey),
      host: `http://127.0.0.1:${port}`,
      flushAt: 3,
      maxRetries: 3,
      httpClient: async (url, options) => {
        sent.push(url);
        const answer = await fetch(url, options);
        if (broken > 0) {
          // It was taken, and the answer is lost on the way.
          broken -= 1;
          throw new Error('the line is gone');
        }
        return answer;
      },
    });
    analytics.on('error', (error) => failures.push(error));
    const her = { userId: 'u1', anonymousId: 'a1' };
    analytics.identify({ ...her, traits: { plan: 'gold' } });
    analytics.track({ ...her, event: 'Products Searched', properties: { query: '湯のみ' } });
    analytics.page({ ...her, name: 'Home' });
    analytics.screen({ ...her, name: 'Card' });
    analytics.group({ ...her, groupId: 'g1' });
    analytics.alias({ userId: 'u1', previousId: 'a1' });
    await analytics.closeAndFlush({ timeout: 15_000 });
    expect(failures).toEqual([]);
    expect(new Set(sent)).toEqual(new Set([`http://127.0.0.1:${port}/v1/batch`]));
    expect(sent.length).toBeGreaterThan(2);
    const rows = await house.db.pool
      .query("SET engawa.purpose = '1'; SELECT type FROM moments.moment ORDER BY id")
      .then((answers) => (answers as unknown as { rows: { type: string }[] }[])[1]?.rows ?? []);
    expect(rows.map(({ type }) => type).toSorted()).toEqual([
      'moments.aliased',
      'moments.grouped',
      'moments.identified',
      'moments.searched',
      'moments.viewed',
      'moments.viewed',
    ]);
    const quarantine = '/api/moments/quarantine?feed=segment';
    const { body: kept } = await house.request('GET', quarantine, undefined, owner);
    expect(kept.moments).toEqual([]);
  } finally {
    await house.drop();
  }
});

function ask(
  house: TestHouse,
  method: 'OPTIONS' | 'GET' | 'POST',
  url: string,
  headers: Record<string, string>,
  payload?: object,
) {
  return house.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
}

test('a page of another origin may send to the Segment addresses and to nothing else', async ({
  house,
}) => {
  const origin = { origin: 'https://shop.example.jp' };
  const asked = await ask(house, 'OPTIONS', '/v1/t', {
    ...origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  });
  expect([asked.statusCode, asked.headers]).toMatchObject([
    204,
    {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
    },
  ]);
  const sent = await ask(house, 'POST', '/v1/t', origin, { event: 'x' });
  expect([sent.statusCode, sent.headers['access-control-allow-origin']]).toEqual([401, '*']);
  for (const [method, path] of [
    ['OPTIONS', '/api/orders'],
    ['GET', '/api/orders'],
  ] as const) {
    const { headers } = await ask(house, method, path, origin);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});
