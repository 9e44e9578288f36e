/**
 * 令和・平成・昭和・大正・明治, written out or as a letter (R8.11.21). A date outside its era (昭和65年, 平成1年1月1日)
 * is refused: it is a slip of the pen, and silently moving it would hide it.
 */
interface Era {
  readonly names: readonly string[];
  /** Gregorian year of the era's year 1. */
  readonly firstYear: number;
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * First and last days by the era ordinances; the last day of one era may be the first of the next.
 */
const ERAS: readonly Era[] = [
  { names: ['令和', 'R'], firstYear: 2019, startsOn: '2019-05-01', endsOn: '9999-12-31' },
  { names: ['平成', 'H'], firstYear: 1989, startsOn: '1989-01-08', endsOn: '2019-04-30' },
  { names: ['昭和', 'S'], firstYear: 1926, startsOn: '1926-12-25', endsOn: '1989-01-07' },
  { names: ['大正', 'T'], firstYear: 1912, startsOn: '1912-07-30', endsOn: '1926-12-25' },
  { names: ['明治', 'M'], firstYear: 1868, startsOn: '1868-10-23', endsOn: '1912-07-30' },
];

const ERA_DATE =
  /^(令和|平成|昭和|大正|明治|[RHSTM])\s*(元|\d{1,2})(?:年\s*(\d{1,2})月\s*(\d{1,2})日|[./-](\d{1,2})[./-](\d{1,2}))/i;

/**
 * Rewrites an era date at the start of the text to `yyyy-mm-dd`; other text comes back as it is.
 */
export function eraToGregorian(text: string): string | undefined {
  const match = ERA_DATE.exec(text);
  if (match === null) return text;
  const era = ERAS.find(({ names }) => names.includes((match[1] ?? '').toUpperCase()));
  if (era === undefined) return undefined;
  const yearOfEra = match[2] === '元' ? 1 : Number(match[2]);
  const month = (match[3] ?? match[5] ?? '').padStart(2, '0');
  const day = (match[4] ?? match[6] ?? '').padStart(2, '0');
  const date = `${era.firstYear + yearOfEra - 1}-${month}-${day}`;
  if (yearOfEra < 1 || date < era.startsOn || date > era.endsOn) return undefined;
  return date + text.slice(match[0].length);
}
