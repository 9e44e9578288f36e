// Delivery fees as they are edited: by the regions in which carriers count, each prefecture by itself where it differs.
import type { Answer } from '@engawa/client';
import { prefectures } from '../../../../server/storefront/prefectures.ts';

export type WordedTerms = Answer<'/api/orders/delivery-terms'>;
export type DeliveryTerms = NonNullable<WordedTerms['terms']>;

type Region = {
  readonly code: RegionCode;
  /** Places in the list of prefectures, which has the order of JIS X 0401. */
  readonly of: readonly number[];
};
export type RegionCode =
  | 'hokkaido'
  | 'tohoku_north'
  | 'tohoku_south'
  | 'kanto'
  | 'shinetsu'
  | 'hokuriku'
  | 'chubu'
  | 'kansai'
  | 'chugoku'
  | 'shikoku'
  | 'kyushu'
  | 'okinawa';

export const regions: readonly Region[] = [
  { code: 'hokkaido', of: [0] },
  { code: 'tohoku_north', of: [1, 2, 4] },
  { code: 'tohoku_south', of: [3, 5, 6] },
  { code: 'kanto', of: [7, 8, 9, 10, 11, 12, 13, 18] },
  { code: 'shinetsu', of: [14, 19] },
  { code: 'hokuriku', of: [15, 16, 17] },
  { code: 'chubu', of: [20, 21, 22, 23] },
  { code: 'kansai', of: [24, 25, 26, 27, 28, 29] },
  { code: 'chugoku', of: [30, 31, 32, 33, 34] },
  { code: 'shikoku', of: [35, 36, 37, 38] },
  { code: 'kyushu', of: [39, 40, 41, 42, 43, 44, 45] },
  { code: 'okinawa', of: [46] },
];

/** What a house begins with that has charged nothing so far: nothing, everywhere. */
export function newTerms(): DeliveryTerms {
  return {
    currency: 'JPY',
    fees: prefectures.map(({ ja }) => ({ prefecture: ja, feeMinor: 0 })),
    freeFromMinor: null,
    islandMinor: 0,
    islandCodes: [],
    isIslandFree: false,
    exemptPlaceIds: [],
  };
}

/** Beginnings of postal codes as they are typed or pasted, and those that are none. */
export function readCodes(typed: string): {
  readonly codes: readonly string[];
  readonly wrong: readonly string[];
} {
  const parts = typed
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .map((part) => part.replaceAll(/[〒‐‑–—―−ー-]/g, ''))
    .filter((part) => part !== '');
  return {
    codes: [...new Set(parts.filter((part) => /^\d{2,7}$/.test(part)))],
    wrong: parts.filter((part) => !/^\d{2,7}$/.test(part)),
  };
}
