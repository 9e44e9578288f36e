// The order that benches place: two of a thousand items, for pick-up, by somebody with an address.
import type { BenchShop } from './shop-for-bench.ts';

export const benchContact = {
  familyName: '縁側',
  givenName: '花子',
  email: 'hanako@example.com',
  phone: '03-1234-5678',
  postalCode: '1000001',
  address: '東京都千代田区千代田1-1',
};

export function pick(): number {
  return Math.floor(Math.random() * 1000);
}

export function orderOf(shop: BenchShop) {
  const first = pick();
  return {
    placeId: shop.webId,
    fulfilment: 'pickup' as const,
    handoverPlaceId: shop.storeId,
    channel: 'web',
    lines: [first, first + 1 + (pick() % 999)].map((n) => ({
      itemId: shop.itemIds[n % 1000] ?? '',
      quantityMilli: 1000,
    })),
    contact: benchContact,
    payment: { method: 'cash' as const },
    actor: 'guest',
  };
}
