// docs/reference/security.md names for each risk the tests that try it. What it names exists: the file, and in it a test
// of that name. Pure text; a test that is renamed is renamed there too.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

type Named = { readonly file: string; readonly name: string };

/** `server/x.test.ts` “a name” “another”, in the order of the page. */
function namedIn(page: string): Named[] {
  return [...page.matchAll(/`(server\/[\w./-]+\.(?:test|prove)\.ts)`((?:\s*“[^”]+”)*)/g)].flatMap(
    ([, file = '', names = '']) => {
      const found = [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name);
      return (found.length === 0 ? [''] : found).map((name) => ({ file, name }));
    },
  );
}

/** What is named and is not there. An empty name is a file without a name of a test. */
function missing(named: readonly Named[]): string[] {
  return named.flatMap(({ file, name }) => {
    const path = join(root, file);
    if (!existsSync(path)) {
      return [`${file} is not there`];
    }
    if (name === '') {
      return [`${file} is named without a test`];
    }
    const text = readFileSync(path, 'utf8');
    const isThere = [`'${name}'`, `"${name}"`, `\`${name}\``].some((each) => text.includes(each));
    return isThere ? [] : [`${file} has no test “${name}”`];
  });
}

const page = readFileSync(join(root, 'docs/reference/security.md'), 'utf8');

test('every test that the page on security names is there', () => {
  const named = namedIn(page);
  expect(named.length).toBeGreaterThan(40);
  expect(missing(named)).toEqual([]);
});

test('every risk of the OWASP API top ten and each attack that is asked for has its row', () => {
  for (const risk of Array.from({ length: 10 }, (_, n) => `| API${n + 1} `)) {
    expect(page).toContain(risk);
  }
  const lines = page.split('\n');
  const rows = lines.filter(
    (line, at) => line.startsWith('| ') && lines[at + 1]?.startsWith('|---') !== true,
  );
  const untested = rows.filter((row) => namedIn(row).length === 0 && !row.includes('nothing yet'));
  expect(untested).toEqual([]);
});

test('a test that is not there is noticed', () => {
  const file = 'server/tests/security/named-tests.test.ts';
  expect(missing(namedIn(`\`${file}\` “a test that is not there is noticed”`))).toEqual([]);
  expect(missing(namedIn(`\`${file}\` “no ${file} of this name”`))).toHaveLength(1);
  expect(missing(namedIn('`server/no-such.test.ts` “x”'))).toEqual([
    'server/no-such.test.ts is not there',
  ]);
  expect(missing(namedIn(`\`${file}\``))).toHaveLength(1);
});
