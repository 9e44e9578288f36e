// engawa match on the files people really have: other encodings, separators and headers are read; what cannot be read
// is said in both languages, row by row where it is a row; nobody is joined by emptiness.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runEngawa } from '../tests/support/real-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'engawa-match-'));
afterAll(() => rmSync(folder, { recursive: true }));

const families = ['佐藤', '鈴木', '高橋', '田中', '渡辺', '伊藤', '山本', '中村'];
const givens = ['太郎', '花子', '一郎', '咲', '葵', '蓮', '湊', '陽菜', '結衣', '翔', '大輔'];
const two = (value: number) => String(value).padStart(2, '0');

/** Eighty people, and twenty of them again as another list writes them. */
function peopleAs(separator: string, head: readonly string[]): string {
  const people = Array.from({ length: 80 }, (_, index) => [
    `C${index}`,
    `${families[index % 8]} ${givens[index % 11]}`,
    `user${index}@example.jp`,
    `090-${1000 + index * 37}-${2000 + index * 91}`,
    `19${50 + (index % 50)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`,
  ]);
  const again = people
    .slice(0, 20)
    .map(([id = '', name = '', mail = '', phone = '', born = '']) => [
      `D${id}`,
      name.replace(' ', '　'),
      mail.toUpperCase(),
      phone.replaceAll('-', ''),
      born.replaceAll('-', '/'),
    ]);
  return [head, ...people, ...again].map((cells) => cells.join(separator)).join('\r\n');
}

async function match(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const clusters = join(folder, `${name}.clusters`);
  const words = ['match', path, '--clusters', clusters, '--json'];
  const { code, stdout, stderr } = await runEngawa(words, { ENGAWA_HOME: folder }).ended;
  return {
    code,
    said: stdout + stderr,
    told: code === 0 ? JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') : {},
    rows: () => readFileSync(clusters, 'utf8').trim().split(/\r?\n/).length - 1,
  };
}

const japanese = ['顧客番号', '氏名', 'メール', '電話', '生年月日'];
const mixed = ['Member ID', 'お名前', 'Email', 'TEL', 'Birthday'];

test('semicolons, tabs, UTF-16, English and Japanese headers: each is read and gives the same links', {
  timeout: 240_000,
}, async () => {
  const files = [
    ['semicolon.csv', peopleAs(';', japanese)],
    ['mixed.tsv', peopleAs('\t', mixed)],
    ['utf16.csv', Buffer.from(`\uFEFF${peopleAs(',', japanese)}`, 'utf16le')],
    ['no-known-header.csv', peopleAs(',', ['あ', 'い', 'う', 'え', 'お'])],
  ] as const;
  for (const [name, content] of files) {
    const { told, rows } = await match(name, content);
    expect({ name, ...told }).toMatchObject({
      name,
      records: 100,
      pairs: 20,
      clusters: 80,
      rejected: 0,
    });
    expect(rows()).toBe(100);
  }
});

test('an empty file, a file of headers only and bytes that are no text are refused in words', {
  timeout: 120_000,
}, async () => {
  for (const [name, content, sentence] of [
    ['empty.csv', '', '空です'],
    ['head.csv', japanese.join(','), '見出しだけ'],
    [
      'bytes.csv',
      Uint8Array.from({ length: 4000 }, (_, n) => (n * 7919) % 256),
      '文字のファイルではありません',
    ],
  ] as const) {
    const { code, said } = await match(name, content);
    expect(code).not.toBe(0);
    expect(said).toContain(sentence);
  }
});

test('rows of another length are told by their number; empty, emoji, right-to-left, 10 kB and unborn join nobody', {
  timeout: 120_000,
}, async () => {
  const odd = [
    ['O1', '', '', '', ''],
    ['O2', '', '', '', ''],
    ['O3', '🍣🍺', '', '000-0000-0000', '2999-01-01'],
    ['O4', '🍺🍣', '', '000-0000-0000', '2999-01-01'],
    ['O5', 'محمد علي', 'info@example.jp', '', ''],
    ['O6', 'שרה כהן', 'info@example.jp', '', ''],
    ['O7', 'あ'.repeat(10_000), '', '', ''],
    ['O8', 'too', 'few'],
  ].map((cells) => cells.join(','));
  const { told, said, rows } = await match(
    'odd.csv',
    [peopleAs(',', japanese), ...odd].join('\r\n'),
  );
  expect(told).toMatchObject({ records: 107, pairs: 20, rejected: 1 });
  expect(said).toContain('row 108');
  expect(rows()).toBe(107);
});
