/**
 * Reads the tables, decides what their columns are, and lays the prepared records into the store.
 * Records are numbered in the order of their ids, so the order of the rows changes nothing after.
 */
import type { DuckDBValue } from '@duckdb/node-api';
import { kindOfIdentifier, type Role } from '../columns/headers.ts';
import {
  ColumnsError,
  type ColumnsMap,
  type Recognised,
  type RecognisedColumn,
  recogniseColumns,
} from '../columns/recognise.ts';
import type { Prepared } from '../plan/comparison.ts';
import { type Plan, planColumns } from '../plan/plan.ts';
import type { ColumnType, Store } from './store.ts';

export type Row = readonly (string | undefined)[];

/** A table to match: its headers and its rows in chunks. */
export interface Source {
  readonly name: string;
  readonly headers: readonly string[];
  rows(): AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

export interface Loaded {
  readonly plan: Plan;
  /** Records of the left table come first. */
  readonly leftCount: number;
  readonly recordCount: number;
  readonly ids: readonly string[];
}

const SAMPLE_ROWS = 5_000;
const APPEND_ROWS = 2_048 * 8;

export async function loadSources(
  store: Store,
  sources: readonly Source[],
  options: {
    readonly map: ColumnsMap;
    readonly todayYear: number;
    /** For tables whose columns are known; the first is the key. */
    readonly plan?: Plan | undefined;
  },
): Promise<Loaded> {
  const { recognised, plans } =
    options.plan === undefined
      ? await planSources(sources, options)
      : { recognised: [], plans: sources.map(() => options.plan) };
  // One file may have more telephones than the other: the fuller plan, where the other has nothing to give.
  const plan = plans.toSorted(
    (one, other) => (other?.prepared.length ?? 0) - (one?.prepared.length ?? 0),
  )[0];
  if (plan === undefined || plan.comparisons.length === 0) {
    throw new ColumnsError('There is nothing to compare: no column was recognised.');
  }
  const columns = plan.prepared.map(({ name }) => `${name} VARCHAR`);
  await store.run(
    `CREATE TABLE raw (side UTINYINT, pos INTEGER, id VARCHAR, ${columns.join(', ')})`,
  );
  const counts: number[] = [];
  for (const [side, source] of sources.entries()) {
    const own = new Map((plans[side] ?? plan).prepared.map((each) => [each.name, each]));
    const prepared = plan.prepared.map(({ name }) => own.get(name) ?? { name, read: () => null });
    const keyIndex = recognised[side]?.keyIndex ?? 0;
    counts.push(await appendSource(store, source, side, keyIndex, prepared));
  }
  await store.run(`CREATE TABLE rec AS
    SELECT (row_number() OVER (ORDER BY side, id, hash(${plan.prepared.map(({ name }) => name).join(', ')})) - 1)::INTEGER AS rid, *
    FROM raw`);
  await store.run('DROP TABLE raw');
  const [ids] = await store.columns('SELECT id FROM rec ORDER BY rid');
  const leftCount = counts[0] ?? 0;
  return {
    plan,
    leftCount,
    recordCount: counts.reduce((sum, count) => sum + count, 0),
    ids: (ids ?? []).map(String),
  };
}

async function planSources(
  sources: readonly Source[],
  options: { readonly map: ColumnsMap; readonly todayYear: number },
): Promise<{ recognised: readonly Recognised[]; plans: readonly Plan[] }> {
  const alone: Recognised[] = [];
  for (const source of sources) {
    alone.push(recogniseColumns(source.headers, await takeSample(source), options.map));
  }
  const recognised = inCommon(alone);
  return { recognised, plans: recognised.map((each) => planColumns(each, options.todayYear)) };
}

async function takeSample(source: Source): Promise<Row[]> {
  const sample: Row[] = [];
  for await (const chunk of source.rows()) {
    sample.push(...chunk.slice(0, SAMPLE_ROWS - sample.length));
    if (sample.length >= SAMPLE_ROWS) break;
  }
  return sample;
}

async function appendSource(
  store: Store,
  source: Source,
  side: number,
  keyIndex: number,
  own: readonly Prepared[],
): Promise<number> {
  const types: ColumnType[] = [
    'UTINYINT',
    'INTEGER',
    'VARCHAR',
    ...own.map(() => 'VARCHAR' as const),
  ];
  let columns: DuckDBValue[][] = types.map(() => []);
  let rowCount = 0;
  const flush = async () => {
    if (columns[0]?.length !== 0) await store.append('raw', types, columns);
    columns = types.map(() => []);
  };
  for await (const chunk of source.rows()) {
    for (const row of chunk) {
      columns[0]?.push(side);
      columns[1]?.push(rowCount);
      columns[2]?.push(row[keyIndex]?.trim() ?? '');
      for (const [at, { read }] of own.entries()) columns[at + 3]?.push(read(row));
      rowCount += 1;
      if (columns[0]?.length === APPEND_ROWS) await flush();
    }
  }
  await flush();
  return rowCount;
}

const NAME_ROLES = new Set<Role>([
  'givenName',
  'familyName',
  'fullName',
  'givenKana',
  'familyKana',
  'fullKana',
]);
const BIRTH_ROLES = new Set<Role>(['birthDate', 'birthYear', 'birthMonth', 'birthDay']);
const ADDRESS_ROLES = new Set<Role>([
  'postalCode',
  'streetNumber',
  'address',
  'locality',
  'region',
]);
const BY_HEADER = new Set<Role>(['word', 'category', 'number', 'date']);

/** Two tables are compared by what both have; names and dates may be cut differently in each. */
function inCommon(tables: readonly Recognised[]): Recognised[] {
  const [left, right] = tables;
  if (left === undefined || right === undefined) return [...tables];
  const isJapanese = left.isJapanese || right.isJapanese;
  const renamed = [left, right].map((table) => asOneTitle(table, tables));
  const group = ({ role, header }: RecognisedColumn) => {
    if (NAME_ROLES.has(role)) return 'name';
    if (BIRTH_ROLES.has(role)) return 'birth';
    if (isJapanese && ADDRESS_ROLES.has(role)) return 'address';
    if (role === 'identifier') return `${role} ${kindOfIdentifier(header)}`;
    return BY_HEADER.has(role) ? `${role} ${header.toLowerCase()}` : role;
  };
  const isWhole = (word: string) => ['name', 'birth', 'address', 'phone', 'email'].includes(word);
  const keepers = renamed.map((table, side) => {
    const other = renamed[1 - side] ?? [];
    const seen = new Map<string, number>();
    return table.filter((column) => {
      const word = group(column);
      const rank = (seen.get(word) ?? 0) + 1;
      seen.set(word, rank);
      const there = other.filter((each) => group(each) === word).length;
      return isWhole(word) ? there > 0 : rank <= there;
    });
  });
  if (keepers[0]?.length === 0) {
    const heads = tables.map(({ columns }) => columns.map(({ header }) => header).join(', '));
    throw new ColumnsError(
      `The two tables have no column in common. Left: ${heads[0] ?? ''}. Right: ${heads[1] ?? ''}. Name them in a map: --columns map.json`,
    );
  }
  const order = new Map(
    (keepers[0] ?? []).map((column, at) => [rankedGroup(column, keepers[0] ?? [], group), at]),
  );
  const aligned = keepers.map((columns) =>
    columns.toSorted(
      (a, b) =>
        (order.get(rankedGroup(a, columns, group)) ?? 99) -
        (order.get(rankedGroup(b, columns, group)) ?? 99),
    ),
  );
  return [left, right].map((table, side) => ({
    keyIndex: table.keyIndex,
    columns: aligned[side] ?? [],
    isJapanese,
  }));
}

function rankedGroup(
  column: RecognisedColumn,
  columns: readonly RecognisedColumn[],
  group: (column: RecognisedColumn) => string,
): string {
  const same = columns.filter((each) => group(each) === group(column));
  return `${group(column)} ${same.indexOf(column)}`;
}

/** «name» here and «title» there are one thing when either table is of products. */
function asOneTitle(table: Recognised, tables: readonly Recognised[]): RecognisedColumn[] {
  const has = (role: Role) =>
    tables.some(({ columns }) => columns.some((column) => column.role === role));
  return table.columns.map((column) =>
    has('title') && (column.role === 'organisation' || column.role === 'fullName')
      ? { ...column, role: 'title' }
      : column,
  );
}
