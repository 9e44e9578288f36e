/** Dates of birth, mail addresses, telephones, numbers of members, and how each is compared. */
import { readDate } from '../japanese/date.ts';
import { readPhone } from '../japanese/phone.ts';
import {
  edits,
  equal,
  jaroWinkler,
  missing,
  orNull,
  type Part,
  type Prepared,
  readCell,
} from './comparison.ts';

export interface DateColumns {
  readonly date?: number | undefined;
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

export function planBirthDate(columns: DateColumns, todayYear: number): Part {
  const read: Prepared['read'] = (cells) => {
    const whole = readCell(cells, columns.date);
    if (whole !== undefined) return orNull(readDate(whole, todayYear));
    const parts = [columns.year, columns.month, columns.day].map((at) => readCell(cells, at));
    return parts.includes(undefined) ? null : orNull(readDate(parts.join('-'), todayYear));
  };
  const isTurned =
    'left(l.born, 4) = left(r.born, 4) AND substr(l.born, 5, 2) = substr(r.born, 7, 2)' +
    ' AND substr(l.born, 7, 2) = substr(r.born, 5, 2)';
  // Eight digits each: counting the places that differ is ten times faster than edits.
  const oneSlip = `(hamming(l.born, r.born) <= 1 OR (hamming(l.born, r.born) = 2 AND ${edits('born', 1)}))`;
  return {
    prepared: [{ name: 'born', read }],
    comparisons: [
      {
        name: 'birth date',
        sharing: 'own',
        isMissing: missing('born'),
        conflictFrom: 3,
        levels: [
          // One birth in a hundred is of twins (人口動態統計), so some one in 200 pairs of a household.
          {
            label: 'exact',
            when: equal('born'),
            m: 0.9,
            u: 0.00005,
            near: 0.005,
            frequencyOf: 'born',
          },
          { label: 'day and month turned', when: isTurned, m: 0.01, u: 0.00002 },
          { label: 'one slip', when: oneSlip, m: 0.04, u: 0.001 },
          { label: 'two slips', when: 'hamming(l.born, r.born) <= 2', m: 0.01, u: 0.008 },
          {
            label: 'same year or same day',
            when: '(left(l.born, 4) = left(r.born, 4) OR right(l.born, 4) = right(r.born, 4))',
            m: 0.02,
            u: 0.02,
          },
          { label: 'different', when: 'true', m: 0.02, u: 0.97 },
        ],
      },
    ],
    keys: [
      { name: 'birth date', subject: 'born', expressions: ['born'] },
      { name: 'birth year', subject: 'born', expressions: ['left(born, 4)'] },
      { name: 'birthday', subject: 'born', expressions: ['right(born, 4)'] },
    ],
  };
}

export function planEmail(indexes: readonly number[]): Part {
  const read: Prepared['read'] = (cells) => {
    for (const index of indexes) {
      const text = readCell(cells, index)?.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
      if (text !== undefined && /^[^@]+@[^@]+$/.test(text)) return text;
    }
    return null;
  };
  return {
    prepared: [
      { name: 'email', read },
      { name: 'email_user', read: (cells) => read(cells)?.split('@')[0] ?? null },
      {
        name: 'email_digits',
        read: (cells) => orNull(read(cells)?.split('@')[0]?.replaceAll(/\D/g, '')),
      },
    ],
    comparisons: [
      {
        name: 'e-mail',
        sharing: 'shared',
        isMissing: missing('email'),
        identifiesTo: 0,
        levels: [
          { label: 'exact', when: equal('email'), m: 0.7, u: 0.000001, frequencyOf: 'email' },
          {
            label: 'same name, other domain',
            when: equal('email_user'),
            m: 0.1,
            u: 0.00001,
            frequencyOf: 'email_user',
          },
          // Namesakes make like addresses of their names, john.smith516 and johnsmith120: then the digits tell.
          {
            label: 'nearly the same',
            when: `(${jaroWinkler('email_user', 0.93)}
              AND coalesce(l.email_digits, '') = coalesce(r.email_digits, ''))`,
            m: 0.08,
            u: 0.0002,
          },
          // Less alike is no evidence: oliver.atkinson and oliverjones share what the given name said already.
          { label: 'different', when: 'true', m: 0.12, u: 0.99 },
        ],
      },
    ],
    keys: [
      { name: 'e-mail', subject: 'email', expressions: ['email'] },
      { name: 'e-mail name', subject: 'email', expressions: ['email_user'] },
    ],
  };
}

/** The columns are numbers of one record, and any of them may be any of the other's. */
export function planPhones(indexes: readonly number[]): Part {
  const columns = indexes.slice(0, 3).map((index, at) => ({ name: `phone${at}`, index }));
  const any = (test: (a: string, b: string) => string) =>
    `(${columns
      .flatMap(({ name: a }) =>
        columns.map(({ name: b }) => `coalesce(${test(`l.${a}`, `r.${b}`)}, false)`),
      )
      .join(' OR ')})`;
  // One slip leaves the first or the last digits as they were.
  const keepsHalf = (a: string, b: string) =>
    `(left(${a}, 5) = left(${b}, 5) OR right(${a}, 4) = right(${b}, 4))`;
  const none = (side: string) =>
    `coalesce(${columns.map(({ name }) => `${side}.${name}`).join(', ')}) IS NULL`;
  const frequencyOf = columns[0]?.name ?? 'phone0';
  return {
    prepared: columns.map(({ name, index }) => ({
      name,
      read: (cells) => orNull(readPhone(readCell(cells, index) ?? '')),
    })),
    comparisons: [
      {
        name: 'telephone',
        sharing: 'shared',
        isMissing: `(${none('l')} OR ${none('r')})`,
        identifiesTo: 0,
        levels: [
          { label: 'exact', when: any((a, b) => `${a} = ${b}`), m: 0.7, u: 0.000002, frequencyOf },
          {
            label: 'one slip, or without the area code',
            when: any(
              (a, b) =>
                `(right(${a}, 7) = right(${b}, 7) OR (${keepsHalf(a, b)} AND damerau_levenshtein(${a}, ${b}) <= 1))`,
            ),
            m: 0.05,
            u: 0.00002,
          },
          { label: 'different', when: 'true', m: 0.25, u: 0.999 },
        ],
      },
    ],
    keys: [
      { name: 'telephone', subject: 'phone', expressions: columns.map(({ name }) => name) },
      {
        name: 'telephone end',
        subject: 'phone',
        expressions: columns.map(({ name }) => `right(${name}, 4)`),
      },
    ],
  };
}

export function planIdentifier(index: number, title: string, at: number): Part {
  const name = `number${at}`;
  return {
    prepared: [
      {
        name,
        read: (cells) => {
          const text = readCell(cells, index)?.normalize('NFKC').toLowerCase();
          return orNull(text?.replaceAll(/[^\p{L}\p{N}]/gu, '').replace(/^(.)\1*$/u, ''));
        },
      },
    ],
    comparisons: [
      {
        name: title,
        sharing: 'own',
        isMissing: missing(name),
        identifiesTo: 2,
        levels: [
          { label: 'exact', when: equal(name), m: 0.85, u: 0.000001, frequencyOf: name },
          { label: 'one slip', when: edits(name, 1), m: 0.08, u: 0.00002 },
          { label: 'two slips', when: edits(name, 2), m: 0.02, u: 0.0005 },
          { label: 'different', when: 'true', m: 0.05, u: 0.999 },
        ],
      },
    ],
    keys: [
      { name: title, subject: name, expressions: [name] },
      { name: `${title} start`, subject: name, expressions: [`left(${name}, 4)`] },
      { name: `${title} end`, subject: name, expressions: [`right(${name}, 4)`] },
    ],
  };
}
