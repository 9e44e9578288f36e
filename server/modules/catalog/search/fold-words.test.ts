import { expect, test } from 'vitest';
import { foldWord, queryWordsOf, wordsOf } from './fold-words.ts';

test.each([
  [['ゆのみ', 'ユノミ', 'yunomi', 'ＹＵＮＯＭＩ', 'ﾕﾉﾐ'], 'yunomi'],
  [['しょうゆ', 'shouyu', 'shoyu', 'syouyu', 'shōyu'], 'shoyu'],
  [['ちゃわん', 'chawan', 'tyawan'], 'chawan'],
  [['コーヒー', 'こーひー', 'kōhī'], 'kohi'],
  [['しんぶん', 'simbun', 'shinbun'], 'shinbun'],
])('%s are one word', (spellings, folded) => {
  expect(spellings.map(foldWord)).toEqual(spellings.map(() => folded));
});

test('kanji stay as they are, and a run of them is also known by its pairs', () => {
  expect(foldWord('湯呑')).toBe('湯呑');
  expect(wordsOf('有田焼 急須蓋')).toEqual(expect.arrayContaining(['有田', '急須', '須蓋']));
});

test('the end of a long word in kana is found by itself', () => {
  expect(wordsOf('アルヘンマグカップ')).toContain(foldWord('マグカップ'));
});

test('a query has at most twelve words and no empty ones', () => {
  expect(queryWordsOf('  　 ')).toEqual([]);
  expect(queryWordsOf('あ い う え お か き く け こ さ し す せ').length).toBe(12);
});
