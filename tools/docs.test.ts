/** The pages of the house tell of what is there, and the check is shown to find what is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { purposes } from '../server/kernel/purposes.ts';
import { KIND_SPECS } from '../server/modules/imports/reading/kinds.ts';
import { readTree } from '../server/tests/checks/source.ts';
import { checkPages } from './lib/docs.ts';
import { root } from './lib/run-command.ts';

const isPage = (path: string) => path.endsWith('.md');

describe('the pages', () => {
  const examples = [...readTree(join(root, 'examples'), isPage)];
  const pages = new Map([
    ...readTree(root, isPage),
    ...examples.map(([path, text]) => [`examples/${path}`, text] as const),
  ]);

  test('link to and name only what is there', () => {
    expect(pages.size).toBeGreaterThan(20);
    // The page of proofs is written by `npm run prove`, which a fresh checkout has not run.
    const exists = (path: string) => path === 'docs/proofs.md' || existsSync(join(root, path));
    expect(checkPages(pages, exists)).toEqual([]);
  });

  test('list every kind of import with every field, and every purpose', () => {
    const guide = readFileSync(join(root, 'docs/guides/import-your-data.md'), 'utf8');
    for (const [kind, { fields }] of Object.entries(KIND_SPECS)) {
      const row = guide.split('\n').find((line) => line.startsWith(`| \`${kind}\` |`)) ?? '';
      const [, ...named] = [...row.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);
      expect({ kind, fields: new Set(named) }).toEqual({
        kind,
        fields: new Set(Object.keys(fields)),
      });
    }
    for (const purpose of Object.keys(purposes)) {
      expect(guide).toContain(`\`${purpose}\``);
    }
  });
});

describe('the check', () => {
  const exists = (path: string) => ['docs/a.md', 'docs/b.md', 'server/cli.ts'].includes(path);
  const complain = (text: string) =>
    checkPages(
      new Map([
        ['docs/a.md', text],
        ['docs/b.md', '# One log'],
      ]),
      exists,
    );

  test('accepts links that lead somewhere, addresses and examples', () => {
    expect(
      complain(
        '[b](b.md) [log](b.md#one-log) [web](https://example.com/x) `server/cli.ts`\n```\n[x](y)\n```\n',
      ),
    ).toEqual([]);
  });

  test.each([
    ['a page that is not there', '[c](c.md)', 'leads nowhere'],
    ['a picture that is not there', '![c](c.svg)', 'leads nowhere'],
    ['a heading that is not there', '[b](b.md#two)', 'has no heading'],
    ['a file that is not there', 'see `server/gone.ts`', 'there is no server/gone.ts'],
  ])('finds %s', (_what, text, sentence) => {
    expect(complain(text)).toEqual([expect.stringContaining(sentence)]);
  });
});
