/** Names of persons: what is written, the characters with variants folded, and the reading. */
import { isKana, readingOfKana, readingOfRomaji } from '../japanese/kana.ts';
import { hasJapanese, isLatin } from '../japanese/script.ts';
import { foldVariants } from '../japanese/variants.ts';
import {
  type Comparison,
  equal,
  foldText,
  jaroWinkler,
  type Level,
  orNull,
  type Part,
  type Prepared,
  readCell,
} from './comparison.ts';

export interface NameColumns {
  readonly given?: number | undefined;
  readonly family?: number | undefined;
  readonly full?: number | undefined;
  readonly givenKana?: number | undefined;
  readonly familyKana?: number | undefined;
  readonly fullKana?: number | undefined;
}

type Cells = readonly (string | undefined)[];
type Half = { readonly written?: string | undefined; readonly reading?: string | undefined };
type Name = { readonly family: Half; readonly given: Half };

const TITLES = /(^|\s)(mr|mrs|ms|miss|dr|prof|sir|dame|jr|sr)\.?(?=\s|$)/gi;

/** Family and given name of a full name: family first in Japanese writing, last elsewhere. */
function splitName(text: string): { family: string; given?: string } {
  const plain = text
    .normalize('NFKC')
    .replaceAll(TITLES, ' ')
    .replace(/(様|さん|殿)$/, '')
    .trim();
  const comma = /^([^,、]+)[,、]\s*(.+)$/.exec(plain);
  if (comma?.[1] !== undefined && comma[2] !== undefined) {
    return { family: comma[1].trim(), given: comma[2].trim() };
  }
  const words = plain.split(/[\s・]+/);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < 2) return { family: plain };
  if (hasJapanese(plain)) return { family: first, given: words.slice(1).join('') };
  return { family: last, given: first };
}

const FAMILY_END = /[川田木本村野島嶋谷口山原崎﨑井藤部]$/u;
const FAMILY_OF_THREE = new Set(['大久保', '五十嵐', '小野寺', '宇都宮', '東海林', '勅使河']);

/** 山田太郎, written without a space: nobody can cut it, and it is more than a family name. */
function isUncut(text: string): boolean {
  const letters = Array.from(text);
  return (
    hasJapanese(text) &&
    !isKana(text) &&
    (letters.length > 3 ||
      (letters.length === 3 && !FAMILY_END.test(text) && !FAMILY_OF_THREE.has(text)))
  );
}

/** What nobody can cut is compared as a whole, and a whole name is one's own like a given name. */
function cutName(text: string, isJapanese: boolean): { family?: string; given?: string } {
  const { family, given } = splitName(text);
  return given === undefined && isJapanese && isUncut(family)
    ? { given: family }
    : { family, ...(given === undefined ? {} : { given }) };
}

function readName(cells: Cells, columns: NameColumns, isJapanese: boolean): Name {
  const full = readCell(cells, columns.full);
  const fullKana = readCell(cells, columns.fullKana);
  const written = full === undefined ? undefined : cutName(full, isJapanese);
  const reading = fullKana === undefined ? undefined : splitName(fullKana);
  return {
    family: {
      written: readCell(cells, columns.family) ?? written?.family,
      reading: readCell(cells, columns.familyKana) ?? reading?.family,
    },
    given: {
      written: readCell(cells, columns.given) ?? written?.given,
      reading: readCell(cells, columns.givenKana) ?? reading?.given,
    },
  };
}

function writtenKey(half: Half, isJapanese: boolean): string | undefined {
  if (half.written === undefined) return undefined;
  return isJapanese
    ? half.written
        .normalize('NFKC')
        .replaceAll(/[\s・]/g, '')
        .toLowerCase()
    : foldText(half.written).replaceAll(' ', '');
}

/** The characters, variants folded; none for a name in kana or Latin letters, which is a reading. */
function characterKey(half: Half, isJapanese: boolean): string | undefined {
  const key = writtenKey(half, isJapanese);
  if (key === undefined || !isJapanese) return undefined;
  return isKana(key) || isLatin(key) ? undefined : foldVariants(key);
}

function readingKey(half: Half, isJapanese: boolean): string | undefined {
  if (!isJapanese) return writtenKey(half, false);
  for (const text of [half.reading, half.written]) {
    if (text === undefined) continue;
    if (isKana(text)) return readingOfKana(text);
    if (isLatin(text)) return readingOfRomaji(text);
  }
  return undefined;
}

function prepare(columns: NameColumns, isJapanese: boolean): Prepared[] {
  // One row is read by eight columns in turn; the last one is remembered.
  let lastCells: Cells | undefined;
  let lastName: Name = { family: {}, given: {} };
  const nameOf = (cells: Cells) => {
    if (cells !== lastCells) lastName = readName(cells, columns, isJapanese);
    lastCells = cells;
    return lastName;
  };
  const halves = (['family', 'given'] as const).flatMap((half): Prepared[] => [
    { name: `${half}_w`, read: (cells) => orNull(writtenKey(nameOf(cells)[half], isJapanese)) },
    { name: `${half}_c`, read: (cells) => orNull(characterKey(nameOf(cells)[half], isJapanese)) },
    { name: `${half}_p`, read: (cells) => orNull(readingKey(nameOf(cells)[half], isJapanese)) },
  ]);
  const whole = (key: typeof writtenKey) => (cells: Cells) => {
    const { family, given } = nameOf(cells);
    // Two who are called john and nothing else do not share a family name; 山田太郎 without a space is whole.
    const isWhole = family.written !== undefined && given.written !== undefined;
    const isOne = columns.full !== undefined && isJapanese && isUncut(given.written ?? '');
    if (!isWhole && !isOne) return null;
    // 長澤 ひかり has no characters for her given name: then there is no whole of them.
    const parts = (isWhole ? [family, given] : [given]).map((half) => key(half, isJapanese));
    return parts.includes(undefined) ? null : parts.join('');
  };
  return [
    ...halves,
    { name: 'name_w', read: whole(writtenKey) },
    { name: 'name_c', read: whole(characterKey) },
  ];
}

function levelsOf(half: 'family' | 'given', isJapanese: boolean): Level[] {
  const [w, c, p] = [`${half}_w`, `${half}_c`, `${half}_p`];
  const oneCharacterOff = `length(l.${c}) >= 2 AND length(l.${c}) = length(r.${c})
    AND (left(l.${c}, length(l.${c}) - 1) = left(r.${c}, length(r.${c}) - 1)
      OR right(l.${c}, length(l.${c}) - 1) = right(r.${c}, length(r.${c}) - 1))`;
  const japanese: Level[] = [
    {
      label: 'variant characters',
      when: `(${equal(c)} OR ${equal('name_c')})`,
      m: 0.03,
      u: 0.0005,
      frequencyOf: c,
    },
    {
      label: 'same reading',
      when: `${equal(p)} AND (l.${c} IS NULL OR r.${c} IS NULL)`,
      m: 0.05,
      u: 0.002,
      frequencyOf: p,
    },
    { label: 'same reading, other characters', when: equal(p), m: 0.02, u: 0.004, frequencyOf: p },
  ];
  const swapped: Level = {
    label: 'given and family name swapped',
    when: 'l.given_p = r.family_p AND l.family_p = r.given_p',
    m: 0.01,
    u: 0.00001,
  };
  return [
    {
      label: 'exact',
      when: `(${equal(w)} OR ${equal('name_w')})`,
      m: 0.8,
      u: 0.002,
      frequencyOf: w,
    },
    ...(isJapanese ? japanese : []),
    ...(half === 'given' ? [swapped] : []),
    {
      label: 'nearly the same',
      when: isJapanese ? `(${jaroWinkler(p, 0.92)} OR (${oneCharacterOff}))` : jaroWinkler(p, 0.92),
      m: 0.06,
      u: 0.002,
    },
    {
      label: 'initial or short form',
      when: `(starts_with(l.${p}, r.${p}) OR starts_with(r.${p}, l.${p}))`,
      m: 0.02,
      u: 0.005,
    },
    { label: 'similar', when: jaroWinkler(p, 0.8), m: 0.03, u: 0.02 },
    { label: 'different', when: 'true', m: 0.03, u: 0.95 },
  ];
}

function compareHalf(half: 'family' | 'given', isJapanese: boolean): Comparison {
  const nothing =
    `((l.${half}_c IS NULL OR r.${half}_c IS NULL) AND (l.${half}_p IS NULL OR r.${half}_p IS NULL)` +
    ' AND coalesce(l.name_w <> r.name_w AND l.name_c <> r.name_c, true))';
  // Two names that are swapped are judged once, with the given name.
  const isSwapped =
    'coalesce(l.given_p = r.family_p AND l.family_p = r.given_p AND l.given_p <> l.family_p, false)';
  return {
    name: half === 'given' ? 'given name' : 'family name',
    sharing: half === 'given' ? 'own' : 'shared',
    // Of two names that nobody can cut the whole is compared once, as a given name.
    isMissing:
      half === 'given'
        ? nothing
        : `(${nothing} OR ${isSwapped} OR (l.family_w IS NULL AND r.family_w IS NULL AND l.family_p IS NULL AND r.family_p IS NULL))`,
    levels: levelsOf(half, isJapanese),
  };
}

export function planNames(columns: NameColumns, isJapanese: boolean): Part {
  const hasFull = columns.full !== undefined || columns.fullKana !== undefined;
  const hasGiven = hasFull || columns.given !== undefined || columns.givenKana !== undefined;
  const hasFamily = hasFull || columns.family !== undefined || columns.familyKana !== undefined;
  const comparisons = [
    ...(hasGiven ? [compareHalf('given', isJapanese)] : []),
    ...(hasFamily ? [compareHalf('family', isJapanese)] : []),
  ];
  const best = (half: string) => `coalesce(${half}_p, ${half}_c)`;
  return {
    prepared: prepare(columns, isJapanese),
    comparisons,
    keys: [
      { name: 'given', subject: 'given', expressions: [best('given')] },
      { name: 'family', subject: 'family', expressions: [best('family')] },
      ...(isJapanese
        ? [
            { name: 'given characters', subject: 'given', expressions: ['given_c'] },
            { name: 'family characters', subject: 'family', expressions: ['family_c'] },
          ]
        : []),
      { name: 'given start', subject: 'given', expressions: [`left(${best('given')}, 3)`] },
      { name: 'family start', subject: 'family', expressions: [`left(${best('family')}, 4)`] },
      {
        name: 'both names',
        subject: 'names',
        expressions: [
          `least(${best('given')}, ${best('family')}) || ' ' || greatest(${best('given')}, ${best('family')})`,
        ],
      },
      { name: 'whole name', subject: 'names', expressions: ['name_w'] },
    ],
  };
}
