// What stands on the console's pages of an operator while they are walked through: what is sent to other systems and what
// comes from them.
import type { RealServer } from '../support/real-server.ts';

type Person = { readonly authorization: string };

/** A webhook to an address that there is not, with what it was to be told. */
export async function addWebhook(server: RealServer, owner: Person): Promise<string> {
  const wish = { url: 'https://hook.invalid/engawa', eventTypes: ['imports.*'] };
  const { body: made } = await server.request('POST', '/api/webhooks', wish, owner);
  const { body: house } = await server.request('GET', '/api/house', undefined, owner);
  const all = { after: `${house.epoch}-0` };
  await server.request('POST', `/api/webhooks/${made.id}/replay`, all, owner);
  return made.id;
}

/** A feed with something set aside, a kind of moment of the house's own, and a poster. */
export async function addFeed(server: RealServer, owner: Person): Promise<void> {
  const post = async (path: string, body: object, headers: object = owner) =>
    (await server.request('POST', path, body, { ...headers })).body;
  const { writeKey } = await post('/api/moments/feeds', {
    code: 'web-shop',
    name: '自社EC',
    channel: 'web',
    trustsConsent: true,
  });
  await post('/api/moments/schemas', {
    name: 'Leaflet Opened',
    fields: {
      leaflet: { kind: 'code', isNeeded: true },
      pages: { kind: 'integer', isNeeded: false },
    },
  });
  await post('/api/moments/sources', { code: 'gate', kind: 'poster', name: '駅前のポスター' });
  const track = (event: string, properties: object) => ({
    type: 'track',
    messageId: `walk ${event}`,
    userId: 'walk-1',
    event,
    properties,
  });
  const batch = [
    track('Coupon Shared', { coupon: 'SPRING-5' }),
    track('Product Viewed', { product_id: 'NOT-YET' }),
  ];
  const key = Buffer.from(`${writeKey}:`).toString('base64');
  await post('/v1/batch', { batch }, { authorization: `Basic ${key}` });
}

/** A till that is enrolled. */
export async function addDevice(server: RealServer, owner: Person, placeId: string): Promise<void> {
  const wish = { kind: 'till', placeId, name: 'レジ1' };
  const { body: made } = await server.request('POST', '/api/devices', wish, owner);
  await server.request('POST', '/api/devices/enrol', { code: made.code });
}

/** Something that is kept by hand, and two lots of which one is called back. */
export async function keepAndReceive(
  server: RealServer,
  owner: Person,
  { placeId, itemId }: { readonly placeId: string; readonly itemId: string },
): Promise<void> {
  const post = (path: string, body: object) => server.request('POST', path, body, owner);
  const line = (code: string, bestBefore: string) => ({
    itemId,
    quantity: 6,
    lot: { code, bestBefore },
  });
  const lines = [line('A-2611', '2099-11-30'), line('B-2612', '2099-12-31')];
  await post('/api/stock/receipts', { placeId, lines });
  await post('/api/stock/lots/recalls', { itemId, code: 'B-2612', because: 'notice-12' });
  await post('/api/stock/holds', { placeId, itemId, quantity: 1, reason: 'display' });
}

/** An order that a shop gets ready for a promised hour. */
export async function orderToPickUp(
  server: RealServer,
  owner: Person,
  { placeId, itemId }: { readonly placeId: string; readonly itemId: string },
): Promise<string> {
  const wish = {
    placeId,
    fulfilment: 'pickup',
    handoverPlaceId: placeId,
    lines: [{ itemId, quantity: 1 }],
    contact: { fullName: '受取 花子', phone: '090-0000-0001' },
    payment: { method: 'card', provider: 'sandbox' },
  };
  const { body } = await server.request('POST', '/api/orders', wish, owner);
  return String(body.id);
}

/** Something that is asked of her data, and a leak whose clocks run. */
export async function askAndLeak(server: RealServer, owner: Person): Promise<void> {
  const { body } = await server.request('GET', '/api/customers?limit=1', undefined, owner);
  const recordId = body.customers[0]?.records[0]?.id;
  const request = { kind: 'package', recordId, reason: 'her_wish' };
  await server.request('POST', '/api/rights/requests', request, owner);
  const leak = {
    knownAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
    kind: 'over_1000',
    cause: 'wrong_recipient',
    story: '-',
    people: 1200,
    items: ['email'],
  };
  await server.request('POST', '/api/privacy/leaks', leak, owner);
}
