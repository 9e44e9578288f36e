import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildConsoleIfNeeded, consoleDist } from './apps-build.ts';

test('the console is built from its sources, and left alone while they stay the same', async () => {
  await buildConsoleIfNeeded(() => undefined);
  expect(existsSync(join(consoleDist, 'index.html'))).toBe(true);
  const said: string[] = [];
  await buildConsoleIfNeeded((sentence) => said.push(sentence));
  expect(said).toStrictEqual([]);
});

test('the built page asks nothing of another host and holds no script of its own', async () => {
  await buildConsoleIfNeeded(() => undefined);
  const page = readFileSync(join(consoleDist, 'index.html'), 'utf8');
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
});
