/**
 * Products and organisations: texts by their words (rare words weigh more), numbers of models apart,
 * and what goes with them. The words are compared by the cosine of their weights.
 */
import { foldVariants } from '../japanese/variants.ts';
import {
  type Comparison,
  equal,
  foldText,
  type Level,
  missing,
  orNull,
  type Part,
  type Prepared,
  readCell,
} from './comparison.ts';
import { wordLevels } from './places.ts';

const WORDS_MAX = 60;
const COSINES = [0.98, 0.85, 0.7, 0.55, 0.4, 0.25];
const TITLE_M = [0.3, 0.2, 0.2, 0.14, 0.1, 0.04, 0.02];
const TITLE_U = [0.00001, 0.00002, 0.0001, 0.0005, 0.002, 0.01, 0.98];

/** The words of a text; Japanese runs without spaces give their pairs of characters. */
function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const run of foldText(foldVariants(text.normalize('NFKC'))).split(' ')) {
    for (const piece of run.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu,
    ) ?? []) {
      if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(piece)) {
        const letters = Array.from(piece);
        if (letters.length === 1) words.add(piece);
        for (let at = 0; at + 1 < letters.length; at += 1) {
          words.add(`${letters[at] ?? ''}${letters[at + 1] ?? ''}`);
        }
      } else words.add(piece);
    }
    if (words.size >= WORDS_MAX) break;
  }
  return [...words];
}

/** Words with letters and digits, at least four long, signs dropped: PSLX350H, KTC-D320/1G. */
function codesOf(text: string): string[] {
  const codes = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,;()[\]"]+/)
    .map((piece) => piece.replaceAll(/[^a-z\d]/g, ''))
    .filter((piece) => piece.length >= 4 && piece.length <= 24)
    .filter((piece) => /\d/.test(piece) && (/[a-z]/.test(piece) || piece.length >= 5))
    .filter(
      (piece) =>
        !/^\d+(gb|mb|tb|mhz|ghz|watt|watts|inch|in|mm|cm|ml|kg|lb|lbs|oz|ft|x\d+|hz|mah|dpi|rpm|pack|p|mp|btu)$/.test(
          piece,
        ),
    );
  return [...new Set(codes)];
}

export function planText(
  indexes: readonly number[],
  name: string,
  title: string,
  sharing: Comparison['sharing'] = 'shared',
): Part {
  const column = `${name}_words`;
  const whole: Prepared['read'] = (cells) =>
    orNull(
      foldText(indexes.map((index) => readCell(cells, index) ?? '').join(' ')).replaceAll(' ', ''),
    );
  const levels = [...COSINES, 0].map(
    (cosine, at): Level => ({
      label: cosine === 0 ? 'hardly a word in common' : `words agree ${Math.round(cosine * 100)} %`,
      when:
        cosine === 0
          ? 'true'
          : `coalesce(s_${name}, 0) >= ${cosine}${at === 0 ? ` OR ${equal(`${name}_all`)}` : ''}`,
      m: TITLE_M[at] ?? 0.02,
      u: TITLE_U[at] ?? 0.98,
    }),
  );
  return {
    prepared: [
      { name: `${name}_all`, read: whole },
      {
        name: column,
        read: (cells) =>
          orNull(wordsOf(indexes.map((index) => readCell(cells, index) ?? '').join(' ')).join(' ')),
      },
    ],
    comparisons: [
      { name: title, sharing, isMissing: missing(column), levels, textColumn: name, trust: 1 },
    ],
    keys: [{ name: title, subject: name, expressions: [`${name}_all`] }],
  };
}

/** Numbers of models, out of their own column and out of the texts. */
export function planCodes(own: readonly number[], texts: readonly number[]): Part {
  const read: Prepared['read'] = (cells) => {
    const told = own.map((index) =>
      foldText(readCell(cells, index) ?? '').replaceAll(/[^a-z\d]/g, ''),
    );
    const found = texts.flatMap((index) => codesOf(readCell(cells, index) ?? ''));
    const all = [...new Set([...told, ...found].filter((code) => code.length >= 3))];
    return orNull(all.slice(0, 12).join(' '));
  };
  const lists = "string_split(l.codes, ' '), string_split(r.codes, ' ')";
  return {
    prepared: [
      { name: 'codes', read },
      { name: 'code', read: (cells) => read(cells)?.split(' ')[0] ?? null },
    ],
    comparisons: [
      {
        name: 'model number',
        sharing: 'own',
        isMissing: missing('codes'),
        identifiesTo: 0,
        levels: [
          { label: 'one is the same', when: `list_has_any(${lists})`, m: 0.7, u: 0.0005 },
          {
            label: 'one begins with the other',
            when: '(starts_with(l.code, r.code) OR starts_with(r.code, l.code))',
            m: 0.08,
            u: 0.0005,
          },
          { label: 'different', when: 'true', m: 0.15, u: 0.98 },
        ],
      },
    ],
    keys: [{ name: 'model number', subject: 'code', expressions: ['code'] }],
  };
}

/** Prices and measures: how far apart, as a share of the greater. */
export function planNumber(index: number, title: string, at: number): Part {
  const name = `amount${at}`;
  const apart = `abs(l.${name}::DOUBLE - r.${name}::DOUBLE) / greatest(abs(l.${name}::DOUBLE), abs(r.${name}::DOUBLE), 0.000001)`;
  return {
    prepared: [
      {
        name,
        read: (cells) => {
          const found = /-?\d[\d,]*(\.\d+)?/.exec(readCell(cells, index)?.normalize('NFKC') ?? '');
          const value = found === null ? Number.NaN : Number(found[0].replaceAll(',', ''));
          return Number.isFinite(value) && value !== 0 ? String(value) : null;
        },
      },
    ],
    comparisons: [
      {
        name: title,
        sharing: 'shared',
        isMissing: missing(name),
        levels: [
          { label: 'equal', when: `${apart} < 0.0005`, m: 0.35, u: 0.01 },
          { label: 'within 5 %', when: `${apart} < 0.05`, m: 0.2, u: 0.04 },
          { label: 'within 15 %', when: `${apart} < 0.15`, m: 0.18, u: 0.08 },
          { label: 'within 35 %', when: `${apart} < 0.35`, m: 0.17, u: 0.15 },
          { label: 'different', when: 'true', m: 0.1, u: 0.72 },
        ],
      },
    ],
    keys: [{ name: title, subject: name, expressions: [name] }],
  };
}

export function planYear(index: number, title: string): Part {
  return {
    prepared: [
      { name: 'year', read: (cells) => orNull(/\d{4}/.exec(readCell(cells, index) ?? '')?.[0]) },
    ],
    comparisons: [
      {
        name: title,
        sharing: 'own',
        isMissing: missing('year'),
        levels: [
          { label: 'equal', when: equal('year'), m: 0.85, u: 0.08 },
          { label: 'a year apart', when: 'abs(l.year::INT - r.year::INT) = 1', m: 0.08, u: 0.15 },
          { label: 'different', when: 'true', m: 0.07, u: 0.77 },
        ],
      },
    ],
    keys: [{ name: title, subject: 'year', expressions: ['year'] }],
  };
}

export function planDay(index: number, title: string, at: number): Part {
  const name = `day${at}`;
  const apart = `abs(date_diff('day', TRY_CAST(l.${name} AS DATE), TRY_CAST(r.${name} AS DATE)))`;
  return {
    prepared: [
      {
        name,
        read: (cells) =>
          orNull(
            /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)/.exec(
              readCell(cells, index)?.replaceAll(/[/.]/g, '-') ?? '',
            )?.[0],
          ),
      },
    ],
    comparisons: [
      {
        name: title,
        sharing: 'shared',
        isMissing: missing(name),
        levels: [
          { label: 'equal', when: equal(name), m: 0.6, u: 0.003 },
          { label: 'within 3 days', when: `${apart} <= 3`, m: 0.25, u: 0.02 },
          { label: 'within 30 days', when: `${apart} <= 30`, m: 0.1, u: 0.15 },
          { label: 'different', when: 'true', m: 0.05, u: 0.82 },
        ],
      },
    ],
    keys: [{ name: title, subject: name, expressions: [name] }],
  };
}

export function planWord(index: number, title: string, at: number): Part {
  const name = `word${at}`;
  return {
    prepared: [{ name, read: (cells) => orNull(foldText(readCell(cells, index) ?? '')) }],
    comparisons: [
      { name: title, sharing: 'shared', isMissing: missing(name), levels: wordLevels(name) },
    ],
    keys: [{ name: title, subject: name, expressions: [name] }],
  };
}

const GENDERS: readonly (readonly [string, RegExp])[] = [
  ['m', /^(m|male|man|男|男性|1)$/],
  ['f', /^(f|female|woman|女|女性|2)$/],
];

export function planGender(index: number): Part {
  const read: Prepared['read'] = (cells) => {
    const text = readCell(cells, index)?.normalize('NFKC').toLowerCase() ?? '';
    return GENDERS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  };
  return {
    prepared: [{ name: 'gender', read }],
    comparisons: [
      {
        name: 'gender',
        sharing: 'own',
        isMissing: missing('gender'),
        levels: [
          { label: 'equal', when: equal('gender'), m: 0.98, u: 0.5 },
          { label: 'different', when: 'true', m: 0.02, u: 0.5 },
        ],
      },
    ],
    keys: [],
  };
}
