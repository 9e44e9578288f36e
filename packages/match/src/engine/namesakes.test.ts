import { describe, expect, it } from 'vitest';
import { matchTables } from './match.ts';

const families = ['佐藤', '鈴木', '髙橋', '田中', '渡邊', '伊藤', '山本', '中村', '小林', '齋藤'];
const givens = ['太郎', '花子', '健一', '美咲', '翔太', '陽子', '大輔', '由美', '拓也', '恵子'];
const romaji = {
  family: 'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi saito'.split(' '),
  given: 'taro hanako kenichi misaki shota yoko daisuke yumi takuya keiko'.split(' '),
};
const variants: Readonly<Record<string, string>> = { 髙: '高', 邊: '辺', 齋: '斎' };
const towns = ['世田谷区池尻', '渋谷区恵比寿', '港区芝', '中野区鷺宮', '江東区南砂'];

/** The same numbers in every run. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Person {
  readonly family: string;
  readonly given: string;
  readonly email: string;
  readonly phone: string;
  readonly born: string;
  readonly address: string;
}

/** A hundred names for many more people, whose mail addresses are made of their names. */
function drawPeople(count: number): Person[] {
  const draw = drawing(7);
  return Array.from({ length: count }, () => {
    const [family, given] = [draw(families.length), draw(givens.length)];
    const two = (value: number) => String(value).padStart(2, '0');
    return {
      family: families[family] ?? '',
      given: givens[given] ?? '',
      email: `${romaji.given[given]}.${romaji.family[family]}${100 + draw(9_900)}@${draw(2) === 0 ? 'example.jp' : 'mail.example.com'}`,
      phone: `090${10_000_000 + draw(89_999_999)}`,
      born: `${1945 + draw(60)}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
      address: `東京都${towns[draw(5)] ?? ''}${1 + draw(5)}-${1 + draw(30)}-${1 + draw(20)}`,
    };
  });
}

const people = drawPeople(1_500);
const again = people.filter((_, at) => at % 4 === 0);
const folded = (text: string) => Array.from(text, (letter) => variants[letter] ?? letter).join('');

async function score(
  rows: readonly (readonly string[])[],
  headers: readonly string[],
): Promise<{ precision: number; recall: number }> {
  const source = { name: 'people', headers, rows: () => [rows] };
  const result = await matchTables([source], { todayYear: 2026 });
  const right = result.pairs.filter(({ leftId, rightId }) => leftId.slice(1) === rightId.slice(1));
  result.close();
  return {
    precision: right.length / result.pairs.length,
    recall: right.length / again.length,
  };
}

describe('where many bear one name', () => {
  it('mail addresses made of names join nobody; what is her own does', async () => {
    const rowOf = (key: string, each: Person, isAgain: boolean) => [
      key,
      `${each.family} ${each.given}`,
      isAgain && key.endsWith('2') ? '' : each.email,
      isAgain && key.endsWith('6') ? '' : each.born,
    ];
    const keyOf = new Map(people.map((each, at) => [each, at]));
    const rows = [
      ...people.map((each, at) => rowOf(`A${at}`, each, false)),
      ...again.map((each) => rowOf(`B${keyOf.get(each) ?? ''}`, each, true)),
    ];
    const headers = ['会員コード', 'お名前', 'メールアドレス', '生年月日'];
    const { precision, recall } = await score(rows, headers);
    // Two of fifteen namesakes may be born one slip apart.
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.98);
  });

  it('a whole name without a space says no more than it says, in other characters too', async () => {
    const keyOf = new Map(people.map((each, at) => [each, at]));
    const rows = [
      ...people.map((each, at) => [`A${at}`, each.family + each.given, each.phone, each.address]),
      ...again.map((each, at) => [
        `B${keyOf.get(each) ?? ''}`,
        folded(each.family) + each.given,
        at % 3 === 0 ? '' : each.phone.replace(/^(\d{3})(\d{4})/, '$1-$2-'),
        at % 3 === 1 ? `大阪市北区梅田${1 + (at % 9)}-${at}-9` : each.address.replace('東京都', ''),
      ]),
    ];
    const { precision, recall } = await score(rows, ['No.', '顧客名', 'TEL', '住所']);
    expect(precision).toBeGreaterThan(0.995);
    expect(recall).toBeGreaterThan(0.98);
  });

  it('two files that call one number by different words are compared by it', async () => {
    const tables = [
      { name: 'left', headers: ['id', 'name', 'soc_sec_id'], prefix: 'A' },
      { name: 'right', headers: ['Ref', 'Full Name', 'SSN'], prefix: 'B' },
    ].map(({ name, headers, prefix }) => ({
      name,
      headers,
      rows: () => [
        people
          .slice(0, 300)
          .map((each, at) => [
            `${prefix}${at}`,
            each.email.replace(/\d+@.*/, '').replace('.', ' '),
            each.phone,
          ]),
      ],
    }));
    const result = await matchTables(tables, { todayYear: 2026 });
    const met = result.pairs.filter((each) => each.leftId.slice(1) === each.rightId.slice(1));
    expect([met.length, result.pairs.length]).toEqual([300, 300]);
    result.close();
  });

  it('two files of which one has more telephones are linked', async () => {
    const left = people.map((each, at) => [`A${at}`, each.family, each.given, each.phone]);
    const keyOf = new Map(people.map((each, at) => [each, at]));
    const right = again.map((each) => [
      `B${keyOf.get(each) ?? ''}`,
      `${each.family} ${each.given}`,
      '',
      each.phone,
      each.born,
    ]);
    const sources = [
      { name: 'left', headers: ['id', '姓', '名', '電話番号'], rows: () => [left] },
      {
        name: 'right',
        headers: ['id', '氏名', '電話番号', '携帯電話', '生年月日'],
        rows: () => [right],
      },
    ];
    for (const tables of [sources, sources.toReversed()]) {
      const result = await matchTables(tables, { todayYear: 2026 });
      const met = result.pairs.filter((each) => each.leftId.slice(1) === each.rightId.slice(1));
      expect(met.length / result.pairs.length).toBeGreaterThan(0.99);
      expect(met.length / again.length).toBeGreaterThan(0.95);
      result.close();
    }
  });
});
