import { expect, test } from 'vitest';
import { createSearchIndex } from './search-index.ts';

const index = createSearchIndex();
const goods = [
  ['cup', '有田焼 湯のみ', 'アリタヤキ ユノミ', 'うつわ'],
  ['mug', '飴釉マグカップ', 'アメユウマグカップ', 'うつわ'],
  ['tea', '宇治ほうじ茶', 'ウジホウジチャ', 'たべもの'],
  ['cloth', '蚊帳織ふきん', 'カヤオリフキン', '布もの'],
] as const;
for (const [id, name, reading, category] of goods) {
  index.put({ id, name, reading, category, more: '' });
}

test.each([
  ['湯のみ', 'cup'],
  ['ゆのみ', 'cup'],
  ['yunomi', 'cup'],
  ['yunimi', 'cup'],
  ['マグ', 'mug'],
  ['maggukappu', 'mug'],
  ['ほうじちゃ', 'tea'],
  ['houjicha', 'tea'],
  ['hojicha', 'tea'],
  ['hoojicya', 'tea'],
  ['ふきん', 'cloth'],
  ['うつわ 湯のみ', 'cup'],
])('%s finds %s', (query, id) => {
  expect(index.find(query)).toEqual({ ids: expect.arrayContaining([id]), isLoose: false });
});

test('where not every word is found, any of them will do, and it is said', () => {
  const { ids, isLoose } = index.find('湯のみ 自転車');
  expect([ids[0], isLoose]).toEqual(['cup', true]);
});

test('nothing is found of what is not there, and of what was taken away', () => {
  expect(index.find('自転車').ids).toEqual([]);
  index.put({ id: 'gone', name: '提灯', reading: 'チョウチン', category: 'あかり', more: '' });
  expect(index.find('提灯').ids).toEqual(['gone']);
  index.remove('gone');
  expect(index.find('提灯').ids).toEqual([]);
});
