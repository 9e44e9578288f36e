/** Addresses: a Japanese one as a whole by town and number, others column by column. */
import { readAddress } from '../japanese/address.ts';
import {
  type Comparison,
  edits,
  equal,
  foldText,
  jaroWinkler,
  type Level,
  missing,
  orNull,
  type Part,
  type Prepared,
  readCell,
} from './comparison.ts';

export interface AddressColumns {
  readonly postal?: number | undefined;
  readonly streetNumber?: number | undefined;
  readonly addresses: readonly number[];
  readonly localities: readonly number[];
  readonly region?: number | undefined;
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  av: 'ave',
  road: 'rd',
  drive: 'dr',
  boulevard: 'blvd',
  place: 'pl',
  court: 'ct',
  lane: 'ln',
  crescent: 'cres',
  highway: 'hwy',
  parkway: 'pkwy',
  square: 'sq',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  suite: 'ste',
  apartment: 'apt',
  floor: 'fl',
};

function foldStreet(text: string): string {
  return foldText(text)
    .split(' ')
    .map((word) => STREET_WORDS[word] ?? word)
    .join(' ');
}

function readPostal(cells: readonly (string | undefined)[], index: number | undefined) {
  const text = readCell(cells, index)?.normalize('NFKC').toLowerCase();
  return orNull(text?.replaceAll(/[^a-z\d]/g, ''));
}

/** One comparison for all of it: town, postal code and number go together for strangers too. */
export function planJapaneseAddress(columns: AddressColumns): Part {
  const indexes = [
    columns.region,
    ...columns.localities,
    ...columns.addresses,
    columns.streetNumber,
  ]
    .filter((index) => index !== undefined)
    .toSorted((a, b) => a - b);
  // One row is read by three columns in turn; the last one is remembered.
  let lastCells: readonly (string | undefined)[] | undefined;
  let last = readAddress('');
  const read = (cells: readonly (string | undefined)[]) => {
    if (cells === lastCells) return last;
    const text = indexes.map((index) => readCell(cells, index) ?? '').join(' ');
    lastCells = cells;
    last = readAddress(text);
    return last;
  };
  // Comparing letter by letter costs most of the time of a million records; a look at the start saves it.
  const startsAlike = 'left(l.town, 3) = left(r.town, 3)';
  const sameTown = `coalesce(l.town = r.town OR (${startsAlike} AND ${jaroWinkler('town', 0.95)}), false)`;
  const samePostal = 'coalesce(l.postal = r.postal, false)';
  const sameNumber = 'coalesce(l.lot = r.lot, false)';
  const hasNoNumber = '(l.lot IS NULL OR r.lot IS NULL)';
  return {
    prepared: [
      { name: 'postal', read: (cells) => readPostal(cells, columns.postal) },
      { name: 'town', read: (cells) => orNull(read(cells).town) },
      { name: 'lot', read: (cells) => orNull(read(cells).number) },
      { name: 'building', read: (cells) => orNull(read(cells).building) },
    ],
    comparisons: [
      {
        name: 'address',
        sharing: 'shared',
        isMissing: `(${missing('town')} AND ${missing('postal')})`,
        levels: [
          {
            label: 'same town, number and building',
            when: `${sameTown} AND ${sameNumber} AND coalesce(${equal('building')}, false)`,
            m: 0.3,
            u: 0.000002,
          },
          {
            label: 'same town and number',
            when: `(${sameTown} OR ${samePostal}) AND ${sameNumber}`,
            m: 0.4,
            u: 0.000005,
          },
          {
            label: 'same town, no number to compare',
            when: `(${sameTown} OR ${samePostal}) AND ${hasNoNumber}`,
            m: 0.1,
            u: 0.0002,
            frequencyOf: 'postal',
          },
          { label: 'same town', when: `(${sameTown} OR ${samePostal})`, m: 0.05, u: 0.0002 },
          {
            label: 'similar',
            when: `${startsAlike} AND ${jaroWinkler('town', 0.85)}`,
            m: 0.05,
            u: 0.05,
          },
          { label: 'different', when: 'true', m: 0.1, u: 0.95 },
        ],
      },
    ],
    keys: [
      { name: 'postal code', subject: 'address', expressions: ['postal'] },
      { name: 'town', subject: 'address', expressions: ['town'] },
      { name: 'town and number', subject: 'address', expressions: ["town || ' ' || lot"] },
      { name: 'postal code and number', subject: 'address', expressions: ["postal || ' ' || lot"] },
    ],
  };
}

export function planAddress(columns: AddressColumns): Part {
  const parts: Part[] = columns.addresses.map((index, at) => planStreet(index, `street${at}`, at));
  if (columns.streetNumber !== undefined) parts.push(planStreetNumber(columns.streetNumber));
  parts.push(planArea(columns));
  return {
    prepared: parts.flatMap(({ prepared }) => prepared),
    comparisons: parts.flatMap(({ comparisons }) => comparisons),
    keys: parts.flatMap(({ keys }) => keys),
  };
}

function planStreet(index: number, name: string, at: number): Part {
  const nums = `${name}_no`;
  const read: Prepared['read'] = (cells) => orNull(foldStreet(readCell(cells, index) ?? ''));
  return {
    prepared: [
      { name, read },
      { name: nums, read: (cells) => orNull(read(cells)?.match(/\d+/g)?.join(' ')) },
    ],
    comparisons: [
      {
        name: at === 0 ? 'address' : `address ${at + 1}`,
        sharing: 'shared',
        isMissing: missing(name),
        levels: [
          { label: 'exact', when: equal(name), m: 0.7, u: 0.001, frequencyOf: name },
          {
            label: 'nearly the same',
            when: `${jaroWinkler(name, 0.92)} AND coalesce(${equal(nums)}, l.${nums} IS NULL AND r.${nums} IS NULL)`,
            m: 0.12,
            u: 0.001,
          },
          {
            label: 'same numbers, similar words',
            when: `coalesce(${equal(nums)}, false) AND ${jaroWinkler(name, 0.75)}`,
            m: 0.05,
            u: 0.0005,
          },
          { label: 'similar', when: jaroWinkler(name, 0.85), m: 0.05, u: 0.005 },
          { label: 'different', when: 'true', m: 0.08, u: 0.99 },
        ],
      },
    ],
    keys: [
      { name, subject: name, expressions: [name] },
      { name: `${name} start`, subject: name, expressions: [`left(${name}, 6)`] },
    ],
  };
}

function planStreetNumber(index: number): Part {
  return {
    prepared: [{ name: 'lot', read: (cells) => orNull(foldText(readCell(cells, index) ?? '')) }],
    comparisons: [
      {
        name: 'street number',
        sharing: 'shared',
        isMissing: missing('lot'),
        levels: [
          { label: 'exact', when: equal('lot'), m: 0.85, u: 0.01, frequencyOf: 'lot' },
          { label: 'one slip', when: edits('lot', 1), m: 0.08, u: 0.05 },
          { label: 'different', when: 'true', m: 0.07, u: 0.94 },
        ],
      },
    ],
    keys: [{ name: 'street number', subject: 'lot', expressions: ['lot'] }],
  };
}

/** Postal code, town and state of strangers agree together, so they are judged together. */
function planArea(columns: AddressColumns): Part {
  const towns = columns.localities.map((index, at) => ({ name: `town${at}`, index }));
  const town = towns[0]?.name;
  const prepared: Prepared[] = towns.map(({ name, index }) => ({
    name,
    read: (cells) => orNull(foldText(readCell(cells, index) ?? '')),
  }));
  const keys = towns.map(({ name }) => ({ name, subject: 'area', expressions: [name] }));
  const comparisons: Comparison[] = towns.slice(1).map(({ name }) => ({
    name,
    sharing: 'shared',
    isMissing: missing(name),
    levels: wordLevels(name),
  }));
  if (columns.postal !== undefined) {
    prepared.push({ name: 'postal', read: (cells) => readPostal(cells, columns.postal) });
    keys.push({ name: 'postal code', subject: 'area', expressions: ['postal'] });
    comparisons.push(town === undefined ? comparePostal() : compareArea(town));
  } else if (town !== undefined) {
    comparisons.push({
      name: 'town',
      sharing: 'shared',
      isMissing: missing(town),
      levels: wordLevels(town),
    });
  } else if (columns.region !== undefined) {
    const { region } = columns;
    prepared.push({
      name: 'region',
      read: (cells) => orNull(foldText(readCell(cells, region) ?? '')),
    });
    comparisons.push({
      name: 'region',
      sharing: 'shared',
      isMissing: missing('region'),
      levels: wordLevels('region'),
    });
  }
  return { prepared, comparisons, keys };
}

/** Levels of a single word or short phrase of which many records share the same. */
export function wordLevels(column: string): Level[] {
  return [
    { label: 'exact', when: equal(column), m: 0.8, u: 0.02, frequencyOf: column },
    { label: 'nearly the same', when: jaroWinkler(column, 0.9), m: 0.08, u: 0.01 },
    { label: 'similar', when: jaroWinkler(column, 0.8), m: 0.03, u: 0.02 },
    { label: 'different', when: 'true', m: 0.09, u: 0.95 },
  ];
}

function comparePostal(): Comparison {
  return {
    name: 'postal code',
    sharing: 'shared',
    isMissing: missing('postal'),
    levels: [
      { label: 'exact', when: equal('postal'), m: 0.8, u: 0.002, frequencyOf: 'postal' },
      { label: 'one slip', when: edits('postal', 1), m: 0.07, u: 0.005 },
      { label: 'two slips', when: edits('postal', 2), m: 0.03, u: 0.03 },
      { label: 'different', when: 'true', m: 0.1, u: 0.95 },
    ],
  };
}

function compareArea(town: string): Comparison {
  const postal = 'coalesce(l.postal = r.postal, false)';
  const slip = `coalesce(${edits('postal', 1)}, false)`;
  const name = `coalesce(${equal(town)}, false)`;
  const close = `coalesce(${jaroWinkler(town, 0.88)}, false)`;
  return {
    name: 'town and postal code',
    sharing: 'shared',
    isMissing: `(${missing('postal')} AND ${missing(town)})`,
    levels: [
      {
        label: 'both exact',
        when: `${postal} AND ${name}`,
        m: 0.6,
        u: 0.0005,
        frequencyOf: 'postal',
      },
      {
        label: 'one exact, one nearly',
        when: `(${postal} AND ${close}) OR (${slip} AND ${name})`,
        m: 0.15,
        u: 0.0005,
      },
      { label: 'postal code exact', when: postal, m: 0.1, u: 0.002, frequencyOf: 'postal' },
      { label: 'town exact', when: name, m: 0.05, u: 0.003, frequencyOf: town },
      { label: 'both nearly', when: `${slip} AND ${close}`, m: 0.02, u: 0.0005 },
      { label: 'one nearly', when: `(${slip} OR ${close})`, m: 0.04, u: 0.03 },
      { label: 'different', when: 'true', m: 0.04, u: 0.96 },
    ],
  };
}
