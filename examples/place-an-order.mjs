// Places one order at the running house, as a web shop or an app would: no account, a price that was seen, and
// an Idempotency-Key. It is sent twice on purpose: the second answer is the same order.
//
//   node examples/place-an-order.mjs [http://localhost:7080]
import { randomUUID } from 'node:crypto';

const house = process.argv[2] ?? 'http://localhost:7080';

async function call(method, path, body, headers = {}) {
  const response = await fetch(house + path, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
  }).catch(() => {
    console.error(`Nobody answers at ${house}. Run npm start first, or name the address it printed.`);
    process.exit(1);
  });
  const answer = await response.json();
  if (!response.ok) {
    console.error(`${response.status} ${answer.code}: ${answer.detail ?? answer.title}`);
    process.exit(1);
  }
  return answer;
}

const { places } = await call('GET', '/api/places');
const shop = places.find((place) => place.code === 'KYOTO');
const search = new URLSearchParams({ q: 'ほうじ茶', ...(shop && { placeId: shop.id }) });
const { items } = await call('GET', `/api/catalog/items?${search}`);
const item = items.find((each) => each.price !== null);
if (shop === undefined || item === undefined) {
  console.error('This house has no example shop; its files are in examples/first-shop.');
  process.exit(1);
}

const order = {
  placeId: shop.id,
  fulfilment: 'pickup',
  handoverPlaceId: shop.id,
  lines: [{ itemId: item.id, quantity: 2, seenPriceMinor: item.price.amountMinor }],
  contact: { familyName: '縁', givenName: 'がわ子', email: 'engawa@example.com' },
  payment: { method: 'cash' },
};
const key = { 'idempotency-key': randomUUID() };
for (const attempt of ['first', 'again']) {
  const began = performance.now();
  const placed = await call('POST', '/api/orders', order, key);
  const ms = Math.round(performance.now() - began);
  console.log(`${attempt}: ${placed.number} ${placed.state} ${placed.totalMinor} ${placed.currency}, ${ms} ms`);
}
