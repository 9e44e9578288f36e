import { expect, test } from 'vitest';
import { codesFile, fileNameOf } from './codes-file.ts';

test('a lot is fetched page by page and comes out whole, one code a row, for a spreadsheet', async () => {
  const all = Array.from({ length: 20_001 }, (_, at) => `CODE-${at}`);
  const asked: number[] = [];
  const heard: number[] = [];
  const file = await codesFile(
    'コード',
    async (first, count) => {
      asked.push(first);
      return { made: all.length, codes: all.slice(first, first + count) };
    },
    (done) => heard.push(done),
  );
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([bytes[0], bytes[1], bytes[2]]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe(`${['コード', ...all].join('\r\n')}\r\n`);
  expect(asked).toEqual([0, 10_000, 20_000]);
  expect(heard).toEqual([10_000, 20_000, 20_001]);
});

test('a page that fails leaves no half of a file', async () => {
  const failing = codesFile(
    'code',
    (first) =>
      first === 0
        ? Promise.resolve({ made: 3, codes: ['A'] })
        : Promise.reject(new Error('the line is gone')),
    () => undefined,
  );
  await expect(failing).rejects.toThrow('the line is gone');
});

test.for([
  ['レシート 11月', 'レシート 11月.csv'],
  ['a/b: "c"?', 'a-b- -c-.csv'],
  [' ', 'codes.csv'],
] as const)('the file of %j is called %j', ([name, called]) => {
  expect(fileNameOf(name)).toBe(called);
});
