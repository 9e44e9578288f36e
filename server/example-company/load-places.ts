import { addBrand, ensurePlace, findPlacesByCode } from '#places';
import { type Brand, brands, type Company, type Shop } from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runOnce, source } from './chunk.ts';

/** Brands and places; answers the place of each shop (uuid), in their order. */
export async function loadPlaces(house: OpenHouse, company: Company): Promise<string[]> {
  const { timeZone, currency } = house.config;
  const codes = company.shops.map((shop) => shop.code);
  return runOnce(house, 'places', async (tx) => {
    const brandIds = new Map<Brand, string>();
    for (const brand of Object.keys(brands) as Brand[]) {
      const { code, ja, en } = brands[brand];
      brandIds.set(brand, (await addBrand(tx, { code, nameJa: ja, nameEn: en })).id);
    }
    for (const shop of company.shops) {
      const brandId = shop.brand === undefined ? undefined : brandIds.get(shop.brand);
      await ensurePlace(tx, {
        ...toPlace(shop),
        ...(brandId === undefined ? {} : { brandId }),
        timeZone,
        currency,
        source,
      });
    }
    const idOf = new Map((await findPlacesByCode(tx, codes)).map((row) => [row.code, row.id]));
    return codes.map((code) => idOf.get(code) ?? '');
  });
}

function toPlace(shop: Shop) {
  const { hours } = shop;
  return {
    code: shop.code,
    kind: shop.kind,
    nameJa: shop.name.ja,
    nameEn: shop.name.en,
    nameKana: shop.name.kana,
    ...(shop.position === undefined ? {} : { position: shop.position }),
    ...(shop.postalCode === '' ? {} : { postalCode: shop.postalCode }),
    ...(shop.address === '' ? {} : { address: shop.address }),
    ...(shop.phone === '' ? {} : { phone: shop.phone }),
    ...(hours === undefined
      ? {}
      : {
          hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
            weekday,
            opensMinute: hours.opens * 60,
            closesMinute: hours.closes * 60,
          })),
        }),
  };
}
