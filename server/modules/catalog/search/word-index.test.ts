import { expect, test } from 'vitest';
import { queryWordsOf } from './fold-words.ts';
import { toEntry } from './kept-index.ts';
import { distanceOf } from './typos.ts';
import { type Hit, WordIndex } from './word-index.ts';

function put(index: WordIndex, id: string, name: string, reading = '', category = ''): void {
  index.put(
    toEntry({
      id,
      product_id: id,
      sort_key: name,
      code: `SKU-${id}`,
      name_ja: name,
      name_en: null,
      name_kana: reading,
      variant_ja: null,
      variant_en: null,
      options: {},
      tags: [],
      category_ja: category,
      category_en: null,
      is_active: true,
    }),
  );
}

function find(index: WordIndex, query: string, count = 20, after?: Hit): string[] {
  return index.find(queryWordsOf(query), count, after).map(({ id }) => id);
}

const shop = new WordIndex();
put(shop, 'cup', '有田焼 湯のみ', 'アリタヤキ ユノミ', 'うつわ');
put(shop, 'mug', '飴釉マグカップ', 'アメユウマグカップ', 'うつわ');
put(shop, 'tea', '宇治ほうじ茶', 'ウジホウジチャ', 'たべもの');
put(shop, 'cloth', '蚊帳織ふきん', 'カヤオリフキン', '布もの');
put(shop, 'lamp', '和紙行灯', 'ワシアンドン', 'あかり');
shop.commit();

test.each([
  ['湯のみ', 'cup'],
  ['ゆのみ', 'cup'],
  ['ﾕﾉﾐ', 'cup'],
  ['yunomi', 'cup'],
  ['yunimi', 'cup'],
  ['ynomi', 'cup'],
  ['yuonmi', 'cup'],
  ['マグ', 'mug'],
  ['maggukappu', 'mug'],
  ['まぐかぷ', 'mug'],
  ['ほうじちゃ', 'tea'],
  ['houjicha', 'tea'],
  ['hojicha', 'tea'],
  ['hoojicya', 'tea'],
  ['ふきん', 'cloth'],
  ['ふくん', 'cloth'],
  ['あんどん', 'lamp'],
  ['うつわ 湯のみ', 'cup'],
  ['SKU-tea', 'tea'],
  ['sku-tea', 'tea'],
])('%s finds %s', (query, id) => {
  expect(find(shop, query)).toContain(id);
});

test('every word must be there, and another kanji is another word', () => {
  expect(find(shop, '湯のみ 自転車')).toEqual([]);
  expect(find(shop, '湯呑')).toEqual([]);
});

test('a code that is almost right is another code', () => {
  expect(find(shop, 'SKU-tia')).toEqual([]);
});

test('what begins with the word comes first, then by name', () => {
  const index = new WordIndex();
  put(index, '1', '青い 傘');
  put(index, '2', '傘 立て');
  put(index, '3', '傘 青い');
  put(index, '4', '夏の 傘');
  index.commit();
  expect(find(index, '傘')).toEqual(['2', '3', '4', '1']);
});

test('what was changed is found as it is now, what was taken away no more', () => {
  const index = new WordIndex();
  put(index, '1', '提灯');
  index.commit();
  put(index, '1', '行灯');
  put(index, '2', '蝋燭');
  index.commit();
  expect([find(index, '提灯'), find(index, '行灯'), find(index, '蝋燭')]).toEqual([
    [],
    ['1'],
    ['2'],
  ]);
  index.remove('1');
  index.commit();
  expect(find(index, '行灯')).toEqual([]);
  expect(index.size).toBe(1);
});

test('pages follow one another though items come and go between them', () => {
  const index = new WordIndex();
  const names = Array.from({ length: 50 }, (_, at) => `皿 ${String(at).padStart(2, '0')}号`);
  for (const [at, name] of names.entries()) {
    put(index, `i${at}`, name);
  }
  index.commit();
  const seen: string[] = [];
  let after: Hit | undefined;
  for (let page = 0; page < 20; page += 1) {
    const hits = index.find(['皿'], 7, after);
    seen.push(...hits.map(({ id }) => id));
    after = hits.at(-1) ?? after;
    put(index, `new${page}`, `皿 00号 ${page}`);
    index.remove('i3');
    index.commit();
  }
  expect(new Set(seen).size).toBe(seen.length);
  const old = seen.filter((id) => id.startsWith('i'));
  expect(old).toEqual(names.map((_, at) => `i${at}`));
});

test('the best of many are the same as of all in order', () => {
  const index = new WordIndex();
  for (let at = 0; at < 3000; at += 1) {
    const word = at % 3 === 0 ? '急須' : '急須台';
    put(index, `i${at}`, `${(at * 7919) % 3000} ${word}`);
  }
  index.commit();
  const all = find(index, '急須', 5000);
  expect(all).toHaveLength(3000);
  expect(find(index, '急須', 21)).toEqual(all.slice(0, 21));
});

test.each([
  ['yunomi', 'yunomi', 0],
  ['yunomi', 'yunimi', 1],
  ['yunomi', 'ynomi', 1],
  ['yunomi', 'yuunomi', 1],
  ['yunomi', 'yuonmi', 1],
  ['yunomi', 'kyusu', 3],
])('%s and %s differ by %i', (a, b, distance) => {
  expect(distanceOf(a, b, 2)).toBe(distance);
});
