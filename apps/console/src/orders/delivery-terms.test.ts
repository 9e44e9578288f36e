import { expect, test } from 'vitest';
import { prefectures } from '../../../../server/storefront/prefectures.ts';
import { readCodes, regions } from './delivery-terms.ts';

test('the regions have every prefecture once', () => {
  const all = regions.flatMap(({ of }) => of).toSorted((a, b) => a - b);
  expect(all).toEqual(prefectures.map((_, at) => at));
});

test('beginnings of postal codes are read as they are pasted', () => {
  expect(readCodes('〒907、906\n１００－０１ 907')).toEqual({
    codes: ['907', '906', '10001'],
    wrong: [],
  });
  expect(readCodes('9, 小笠原')).toEqual({ codes: [], wrong: ['9', '小笠原'] });
  expect(readCodes(' ')).toEqual({ codes: [], wrong: [] });
});
