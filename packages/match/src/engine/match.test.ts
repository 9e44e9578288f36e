import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MatchOptions, matchTables } from './match.ts';

type Rows = readonly (readonly string[])[];

const HEADERS = [
  'id',
  '姓',
  '名',
  'セイ',
  'メイ',
  '生年月日',
  '電話番号',
  'メール',
  '郵便番号',
  '住所',
];

const FAMILIES = [
  '佐藤/サトウ',
  '鈴木/スズキ',
  '高橋/タカハシ',
  '渡邉/ワタナベ',
  '斎藤/サイトウ',
  '濱田/ハマダ',
];
const GIVENS = [
  '健太/ケンタ',
  '美咲/ミサキ',
  '翔/ショウ',
  '陽子/ヨウコ',
  '直樹/ナオキ',
  '愛/アイ',
  '誠/マコト',
];

/** Forty strangers, so that there is something to be unlike. */
const strangers: Rows = Array.from({ length: 40 }, (_, at) => {
  const [family = '', familyKana = ''] = (FAMILIES[at % 6] ?? '').split('/');
  const [given = '', givenKana = ''] = (GIVENS[at % 7] ?? '').split('/');
  const born = `${1950 + at}-0${1 + (at % 9)}-1${at % 10}`;
  const tail = String(1000 + at * 137);
  const place = `東京都世田谷区桜${at}丁目${at + 1}-${at + 2}`;
  return [
    `s${at}`,
    family,
    given,
    familyKana,
    givenKana,
    born,
    `090-${tail}-${tail}`,
    `u${tail}@example.jp`,
    `15${at + 10}-0${at + 100}`,
    place,
  ];
});

async function run(rows: Rows, options: Partial<MatchOptions> = {}) {
  return matchTables([{ name: 'test', headers: HEADERS, rows: () => [rows] }], {
    todayYear: 2026,
    threads: 1,
    ...options,
  });
}

async function clustersOf(rows: Rows): Promise<string[]> {
  const result = await run(rows);
  result.close();
  const groups = Map.groupBy(result.clusters, ({ cluster }) => cluster);
  return [...groups.values()]
    .map((group) =>
      group
        .map(({ id }) => id)
        .toSorted()
        .join('+'),
    )
    .filter((ids) => ids.includes('+'))
    .toSorted();
}

const hanako = [
  'a',
  '齋藤',
  '花子',
  'サイトウ',
  'ハナコ',
  '昭和56年4月29日',
  '03-1234-5670',
  '',
  '156-0054',
  '東京都世田谷区桜丘一丁目2番3号',
];
const hanakoAgain = [
  'b',
  '斉藤',
  '花子',
  'ｻｲﾄｳ',
  'はなこ',
  '1981/4/29',
  '+81 3 1234 5670',
  '',
  '1560054',
  '世田谷区桜丘1-2-3',
];
const husband = [
  'c',
  '齋藤',
  '武',
  'サイトウ',
  'タケシ',
  '1979-11-02',
  '03-1234-5670',
  '',
  '156-0054',
  '東京都世田谷区桜丘1-2-3',
];

describe('matching a table', () => {
  it('knows one person in two ways of writing, and her husband as another', async () => {
    expect(await clustersOf([...strangers, hanako, hanakoAgain, husband])).toEqual(['a+b']);
  });

  it('shows for review what has one name and address but two birth dates', async () => {
    const son = hanako.with(0, 'd').with(5, '2004-01-15').with(6, '');
    const result = await run([...strangers, hanako.with(6, ''), son]);
    result.close();
    expect(result.pairs).toEqual([]);
    expect(result.review[0]).toMatchObject({ leftId: 'a', rightId: 'd', reason: 'contradiction' });
    expect(result.review[0]?.detail).toContain('birth date');
  });

  it('finds the same sets in any order of the rows', async () => {
    const rows = [...strangers.slice(0, 12), hanako, hanakoAgain, husband];
    const wanted = await clustersOf(rows);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        expect(await clustersOf(shuffled)).toEqual(wanted);
      }),
      { numRuns: 8 },
    );
  });

  it('explains a pair the same from both sides, and the steps add up', async () => {
    const result = await run([...strangers, hanako, hanakoAgain]);
    const [there, back] = [await result.explain('a', 'b'), await result.explain('b', 'a')];
    result.close();
    expect(there).toEqual(back);
    expect(there?.probability).toBeGreaterThan(0.95);
    const born = there?.evidence.find(({ name }) => name === 'birth date');
    expect(born).toMatchObject({ label: 'exact' });
    expect(born?.bits).toBeGreaterThan(5);
    const chance = there?.probability ?? 0;
    expect(there?.evidence.at(-1)?.totalBits).toBeCloseTo(Math.log2(chance / (1 - chance)), 6);
  });

  it('empty names: merges nobody by emptiness, and loses no row', async () => {
    const empty = Array.from({ length: 30 }, (_, at) => [
      `e${at}`,
      ...HEADERS.slice(1).map(() => ''),
    ]);
    const result = await run([...strangers, ...empty]);
    result.close();
    expect(result.pairs).toEqual([]);
    expect(result.clusters).toHaveLength(70);
  });

  it('does not take one mail address of a whole club for one person', async () => {
    const club = strangers.map((row, at) => row.with(0, `c${at}`).with(7, 'info@example.jp'));
    expect(await clustersOf(club)).toEqual([]);
  });

  it.each([
    ['names of their own', (at: number) => `客 ${at}`],
    ['empty names', () => ''],
  ])('one e-mail on 500 records with %s joins nobody', async (_, nameOf) => {
    const rows = Array.from({ length: 500 }, (__, at) => [`m${at}`, nameOf(at), 'all@example.jp']);
    const source = { name: 'mails', headers: ['顧客番号', '氏名', 'メール'], rows: () => [rows] };
    const result = await matchTables([source], { todayYear: 2026 });
    result.close();
    expect([result.pairs.length, result.clusterCount]).toEqual([0, 500]);
  });

  it('stands emoji, right-to-left text, 10 kB fields and births in the future', async () => {
    const odd = [
      ['o1', '🎉🎉', '🙂', '', '', '2999-01-01', '☎', '@@', '〒', '🏠'],
      ['o2', 'محمد', 'علي', '', '', '0000-00-00', '', 'x', '', 'شارع'],
      [
        'o3',
        'あ'.repeat(10_000),
        'い'.repeat(10_000),
        'ー'.repeat(10_000),
        '',
        '',
        '9'.repeat(10_000),
        '',
        '',
        '1-'.repeat(5_000),
      ],
    ];
    const result = await run([...strangers, ...odd]);
    result.close();
    expect(result.clusters.filter(({ id }) => id.startsWith('o'))).toHaveLength(3);
    expect(result.pairs).toEqual([]);
  });

  it.each([1, 2, 3])('takes a table of %i rows', async (count) => {
    const result = await run(strangers.slice(0, count));
    result.close();
    expect(result.pairs).toEqual([]);
    expect(result.clusterCount).toBe(count);
  });

  it('links two tables whose names are cut differently', async () => {
    const result = await matchTables(
      [
        { name: 'shop', headers: HEADERS, rows: () => [[...strangers, hanako]] },
        {
          name: 'web',
          headers: ['no', '氏名', '誕生日', 'TEL'],
          rows: () => [
            [
              ['w1', '斎藤 花子', '1981-04-29', '0312345670'],
              ['w2', '別所 次郎', '1990-02-03', '0801112223'],
            ],
          ],
        },
      ],
      { todayYear: 2026, threads: 1 },
    );
    result.close();
    expect(result.pairs.map(({ leftId, rightId }) => [leftId, rightId])).toEqual([['a', 'w1']]);
  });

  it('tells apart records of two tables that have one id', async () => {
    const sources = ['left', 'right'].map((name) => ({
      name,
      headers: HEADERS,
      rows: () => [strangers.slice(0, 5)],
    }));
    const result = await matchTables(sources, { todayYear: 2026, threads: 1 });
    result.close();
    expect(result.pairs.every(({ leftId, rightId }) => leftId === rightId)).toBe(true);
    expect(new Set(result.clusters.map(({ id }) => id)).size).toBe(10);
  });

  it('says what is missing when two tables have nothing in common', async () => {
    const sources = [
      { name: 'a', headers: ['id', 'email'], rows: () => [[['1', 'a@example.jp']]] },
      { name: 'b', headers: ['id', 'price'], rows: () => [[['1', '100']]] },
    ];
    await expect(matchTables(sources, { todayYear: 2026 })).rejects.toThrow(/no column in common/);
  });
});
