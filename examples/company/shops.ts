// The places of the house: three brands, their shops, a web shop each, one warehouse.
import type { Brand, Named } from './goods-words.ts';
import { createRandom, type Random } from './random.ts';
import { shopList } from './shop-list.ts';

export type Shop = {
  readonly code: string;
  readonly kind: 'store' | 'cafe' | 'web' | 'warehouse';
  readonly brand: Brand | undefined;
  readonly name: Named;
  readonly prefecture: string;
  readonly city: string;
  readonly address: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly position: { readonly latitude: number; readonly longitude: number } | undefined;
  /** Whole hours, every day; undefined is round the clock. */
  readonly hours: Hours | undefined;
  /** How much of its brand it has on its shelves, 0 to 1. */
  readonly assortment: number;
  /** How busy it is beside the others. */
  readonly weight: number;
};

export const brands: Readonly<Record<Brand, Named & { readonly code: string }>> = {
  kurashi: { code: 'KURASHI', ja: '縁側暮らし', en: 'Engawa Kurashi', kana: 'エンガワクラシ' },
  chabo: { code: 'CHABO', ja: '縁側茶房', en: 'Engawa Sabo', kana: 'エンガワサボウ' },
  kome: { code: 'KOME', ja: '縁側米店', en: 'Engawa Rice', kana: 'エンガワコメテン' },
};

const busyPrefectures = new Set([
  '東京都',
  '神奈川県',
  '大阪府',
  '京都府',
  '愛知県',
  '福岡県',
  '兵庫県',
]);
type Hours = { readonly opens: number; readonly closes: number };
const hoursOfStores: readonly Hours[] = [
  { opens: 10, closes: 20 },
  { opens: 10, closes: 21 },
  { opens: 11, closes: 20 },
  { opens: 10, closes: 19 },
];
const hoursOfCafes: readonly Hours[] = [
  { opens: 8, closes: 20 },
  { opens: 9, closes: 21 },
];

/** Web shops first, then stores and cafés from north to south, the mill, the warehouse. */
export function makeShops(seed: number): Shop[] {
  const random = createRandom(seed, 'shops');
  const counts = new Map<string, number>();
  const shops = shopList
    .trim()
    .split('\n')
    .map((row) => {
      const kind = row.split('|')[0] ?? '';
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      return toShop(random, row.split('|'), number);
    });
  return [...webShops(), ...shops];
}

function webShops(): Shop[] {
  return (Object.keys(brands) as Brand[]).map((brand) => {
    const { code, ja, en, kana } = brands[brand];
    return {
      code: `WEB-${code}`,
      kind: 'web' as const,
      brand,
      name: { ja: `${ja} オンライン`, en: `${en} Online`, kana: `${kana}オンライン` },
      prefecture: '',
      city: '',
      address: '',
      postalCode: '',
      phone: '',
      position: undefined,
      hours: undefined,
      assortment: 1,
      weight: 1,
    };
  });
}

function toShop(random: Random, cells: readonly string[], number: number): Shop {
  const [kind = '', ja = '', en = '', kana = '', prefecture = '', city = '', town = ''] = cells;
  const [postalCode = '', latitude = '', longitude = ''] = cells.slice(7);
  const brand = ({ K: 'kurashi', C: 'chabo', R: 'kome' } as const)[kind];
  const of = brand === undefined ? nameless : brands[brand];
  const branch = kind === 'R' || kind === 'W' ? '' : '店';
  const hours = random.pick(kind === 'C' ? hoursOfCafes : hoursOfStores);
  const busy = busyPrefectures.has(prefecture) ? 2.2 : 1;
  return {
    code: kind === 'W' ? 'WH01' : `${kind}${String(number).padStart(2, '0')}`,
    kind: kind === 'W' ? 'warehouse' : kind === 'C' ? 'cafe' : 'store',
    brand,
    name: {
      ja: `${of.ja} ${ja}${branch}`.trim(),
      en: `${of.en} ${en}`.trim(),
      kana: `${of.kana}${kana}${branch === '' ? '' : 'テン'}`,
    },
    prefecture,
    city,
    address: `${prefecture}${city}${town}${random.int(1, 5)}-${random.int(1, 28)}-${random.int(1, 20)}`,
    postalCode,
    // No subscriber's number begins with 0 behind the area code: nobody is called by it.
    phone: `0${random.int(11, 99)}-0${random.int(10, 99)}-${random.int(1000, 9999)}`,
    position: { latitude: Number(latitude), longitude: Number(longitude) },
    hours: kind === 'W' ? undefined : kind === 'R' ? { opens: 9, closes: 18 } : hours,
    assortment:
      kind === 'W' ? 1 : kind === 'K' ? 0.025 + 0.045 * random.next() * Math.sqrt(busy) : 1,
    weight: kind === 'W' ? 0 : (0.6 + 0.8 * random.next()) * busy * (kind === 'R' ? 0.2 : 1),
  };
}

const nameless = { ja: '縁側商店', en: 'Engawa Shoten', kana: 'エンガワショウテン' };
