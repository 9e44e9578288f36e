/** The page of published bugs promises a test for each of its numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './lib/run-command.ts';

const page = readFileSync(join(root, 'docs/reference/published-bugs.md'), 'utf8');
const rows = [
  ...page.matchAll(/^\| (?<project>[\w./-]+) (?<number>\d+) \| .+ \| `(?<file>[^`]+)` \|$/gm),
];
const named = /^\s*(?:test(?:\.for)?\('(?<one>[^']+)'|\['(?<row>[^']+)')/gm;

/** The names of a file's tests, rows of a table among them. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(named)].map(({ groups }) => groups?.one ?? groups?.row ?? '');
}

/** Of what stands before what the test says. */
const numbersIn = (name: string) => (name.split(': ')[0] ?? '').match(/\b\d{2,6}\b/g) ?? [];

test('each published bug of the page is the name of a test in the file it tells', () => {
  expect(rows.length).toBeGreaterThan(35);
  const missing = rows.filter(({ groups: { number = '', file = '' } = {} }) =>
    namesIn(file).every((name) => !new Set<string>(numbersIn(name)).has(number)),
  );
  expect(missing.map(([row]) => row)).toEqual([]);
});

test('the published bugs that were asked for first are all there', () => {
  const numbers = new Set(rows.map(({ groups }) => groups?.number));
  const first = '16347 257854 238806 270532 264931 14885 32951 1233 4268 4445 6335 3808 198';
  expect(first.split(' ').filter((number) => !numbers.has(number))).toEqual([]);
});
