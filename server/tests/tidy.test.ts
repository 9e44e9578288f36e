/** The real house is tidy, and each rule is shown to refuse an invented file that is not. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeViolations, readTree } from './checks/source.ts';
import { checkTidy } from './checks/tidy.ts';

function refusals(files: Record<string, string>): string[] {
  return describeViolations(checkTidy(new Map(Object.entries(files))));
}

/** Forbidden words are put together here, so that this file passes the rule it tests. */
const spell = (...pieces: string[]): string => pieces.join('');

const repeat = (line: string, times: number): string => `${line}\n`.repeat(times);

test('the house as it stands is tidy', () => {
  const tree = readTree(join(import.meta.dirname, '..', '..'), (path) =>
    /\.(?:tsx?|css|sql|md|ya?ml|sh)$|Dockerfile$/.test(path),
  );
  expect(tree.size).toBeGreaterThan(20);
  expect(describeViolations(checkTidy(tree))).toEqual([]);
});

describe('sizes', () => {
  const long = `// Why.\n${repeat('f();', 400)}`;

  test('a file of 400 lines is accepted, one of 401 is refused with its size', () => {
    expect(refusals({ 'a.ts': long.replace('f();\n', '') })).toEqual([]);
    expect(refusals({ 'a.ts': long })).toEqual([
      'a.ts:401 The file has 401 lines, more than 400. Find the second concept in it and move it to a file of its own.',
    ]);
  });

  test('a test may have 600 lines, a generated file any number', () => {
    expect(refusals({ 'a.test.ts': long, 'b.gen.ts': repeat('f();', 1000) })).toEqual([]);
    expect(refusals({ 'a.test.ts': repeat('f();', 601) })).toHaveLength(1);
  });

  test('a file of more than 60 lines opens with a header, a test need not', () => {
    expect(refusals({ 'a.ts': repeat('f();', 60), 'b.test.ts': repeat('f();', 61) })).toEqual([]);
    expect(refusals({ 'a.ts': `#!/usr/bin/env node\n// Why.\n${repeat('f();', 61)}` })).toEqual([]);
    expect(refusals({ 'a.ts': `${repeat('f();', 61)}// Late.` })).toEqual([
      'a.ts:1 62 lines and no header. Open the file with a few lines that say what it decides and why.',
    ]);
  });
});

describe('names', () => {
  test('in kebab-case are accepted', () => {
    expect(
      refusals({ 'server/place-order.ts': '', 'a/main.gen.ts': '', 'a/0001-kernel.sql': '' }),
    ).toEqual([]);
  });

  test.each(['placeOrder.ts', 'PlaceOrder.tsx', 'place_order.ts', 'my folder/a.css'])(
    '%s is refused',
    (path) => {
      expect(refusals({ [path]: '' })).toEqual([expect.stringContaining('is not kebab-case')]);
    },
  );

  test.each(['utils.ts', 'order-helpers.ts', 'common/a.ts', 'stock-manager.ts', 'a.util.ts'])(
    '%s says nothing and is refused',
    (path) => {
      expect(refusals({ [path]: '' })).toEqual([expect.stringContaining('says nothing')]);
    },
  );

  test('that only contain such a word are accepted', () => {
    expect(refusals({ 'commons-licence.ts': '' })).toHaveLength(1);
    expect(refusals({ 'commonly-bought.ts': '', 'managerial.ts': '' })).toEqual([]);
  });
});

describe('syntax this code does without', () => {
  test.each([
    ['export default 1;', 'no name to grep'],
    ['const a = 1; export { a as default };', 'no name to grep'],
    ['export enum A { B }', 'not erasable'],
    ['@sealed class A {}', 'A decorator hides'],
    ['const a: any = 1;', '`any` switches the types off'],
    ['const a = b as any[];', '`any` switches the types off'],
    [spell('// @ts-', 'ignore\nf();'), 'silences the types'],
    [spell('/* @ts-', 'expect-error */ f();'), 'silences the types'],
  ])('%s', (source, sentence) => {
    expect(refusals({ 'a.ts': source })).toEqual([expect.stringContaining(sentence)]);
  });

  test('a configuration file may have the default export its tool reads', () => {
    expect(refusals({ 'vitest.config.ts': 'export default {};' })).toEqual([]);
  });

  test('the word any in a comment or a string is only a word', () => {
    expect(refusals({ 'a.ts': "// any time\nexport const a = 'any';" })).toEqual([]);
  });
});

describe('words', () => {
  test.each([
    [spell('// TO', 'DO later'), 'open an issue'],
    [spell('// FIX', 'ME'), 'open an issue'],
    [spell("const data = '/", "home/somebody/data';"), 'path of one machine'],
    [spell('// see /', 'work/data'), 'path of one machine'],
    [spell('// biome-', 'ignore lint: why'), 'change the rule for everybody'],
  ])('%s', (source, sentence) => {
    expect(refusals({ 'a.ts': source })).toEqual([expect.stringContaining(sentence)]);
    expect(refusals({ 'docs/A.md': source })).toEqual([expect.stringContaining(sentence)]);
  });

  test('a web address is not a path of a machine', () => {
    expect(refusals({ 'a.ts': spell('// https://example.com/', 'work/item') })).toEqual([]);
  });
});

describe('a module', () => {
  const readme = '# stock\n\n## Owns\n## Words\n## Invariants\n## Calls\n## Emits\n## Hears\n';

  test('with a front door and the six headings is accepted', () => {
    expect(
      refusals({ 'server/modules/stock/index.ts': '', 'server/modules/stock/README.md': readme }),
    ).toEqual([]);
  });

  test('without its front door or a heading is refused', () => {
    expect(
      refusals({ 'server/modules/stock/README.md': readme.replace('## Words\n', '') }),
    ).toEqual([
      expect.stringContaining('The module has no front door'),
      expect.stringContaining('The README of stock lacks Words.'),
    ]);
  });
});
