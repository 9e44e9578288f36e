import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildAppIfNeeded, distOf } from './apps-build.ts';

test('the console is built from its sources, and left alone while they stay the same', async () => {
  await buildAppIfNeeded('console', () => undefined);
  expect(existsSync(join(distOf('console'), 'index.html'))).toBe(true);
  const said: string[] = [];
  await buildAppIfNeeded('console', (sentence) => said.push(sentence));
  expect(said).toStrictEqual([]);
});

test('the built page asks nothing of another host and holds no script of its own', async () => {
  await buildAppIfNeeded('console', () => undefined);
  const page = readFileSync(join(distOf('console'), 'index.html'), 'utf8');
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
});
