// Delivery fees for pages that tell of them.
import { prefectures } from '../../storefront/prefectures.ts';
import type { RealServer } from '../support/real-server.ts';

/** 660 yen, more to the ends of the country and to islands, free from 8,000. */
export async function chargeForDelivery(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<void> {
  const dearer = new Map([
    ['北海道', 1100],
    ['沖縄県', 1650],
  ]);
  const terms = {
    currency: 'JPY',
    fees: prefectures.map(({ ja }) => ({ prefecture: ja, feeMinor: dearer.get(ja) ?? 660 })),
    freeFromMinor: 8000,
    islandMinor: 700,
    islandCodes: ['906', '907'],
    isIslandFree: false,
    exemptPlaceIds: [],
  };
  const url = '/api/orders/delivery-terms';
  const { version } = (await server.request('GET', url)).body;
  await server.request('PUT', url, { version, terms }, owner);
}
