import { expect, test } from 'vitest';
import { tidyText, whyWait } from './words.ts';

test('plain words are shown at once; addresses, numbers to call, links and abuse wait', () => {
  const why = (text: string, name = '') => whyWait({ name, text }, 0);
  expect(why('とても使いやすい湯のみでした。850ml入ります。2026年に購入。')).toBeUndefined();
  expect(why('くわしくは https://example.com へ')).toBe('link');
  expect(why('ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ で安い')).toBe('link');
  expect(why('連絡は 090-1234-5678 まで')).toBe('contact');
  expect(why('０９０１２３４５６７８ まで')).toBe('contact');
  expect(why('うれしい', 'taro@example.jp')).toBe('contact');
  expect(why('店員、死ね')).toBe('word');
  expect(whyWait({ name: '', text: 'きれいな色' }, 1)).toBe('photo');
});

test('signs that steer the page are taken out, lines and emoji stay', () => {
  expect(tidyText('\u202eabc\u0000\u200b\r\nd\n\n\n\ne  ')).toBe('abc\nd\n\ne');
  expect(tidyText('👨‍👩‍👧です')).toBe('👨‍👩‍👧です');
});
