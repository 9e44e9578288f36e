/** Runs the engine on a table with known truth and says how good it was. */
import type { ColumnsMap } from '../../packages/match/src/index.ts';
import { type MatchResult, matchTables, type Row } from '../../packages/match/src/index.ts';
import { inspectFile, readRows } from '../../server/modules/imports/reading/index.ts';

export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly Row[];
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly found: number;
  readonly wanted: number;
  readonly seconds: number;
}

export async function readTable(path: string): Promise<Table> {
  const shape = await inspectFile(path);
  const rows: Row[] = [];
  for await (const chunk of readRows(path, shape)) rows.push(...chunk.map(({ cells }) => cells));
  return { headers: shape.headers, rows };
}

export function columnOf(table: Table, header: string): string[] {
  const at = table.headers.indexOf(header);
  if (at === -1) throw new Error(`no column ${header}`);
  return table.rows.map((row) => row[at] ?? '');
}

export async function match(
  tables: readonly Table[],
  columns: ColumnsMap = {},
): Promise<{ result: MatchResult; seconds: number }> {
  const startedAt = performance.now();
  const result = await matchTables(
    tables.map(({ headers, rows }, at) => ({ name: `table ${at}`, headers, rows: () => [rows] })),
    { todayYear: 2026, columns },
  );
  return { result, seconds: (performance.now() - startedAt) / 1000 };
}

const keyOf = (a: string, b: string) => (a < b ? `${a}\t${b}` : `${b}\t${a}`);

/** All pairs of records with one truth. */
export function truePairs(ids: readonly string[], truth: readonly string[]): Set<string> {
  const groups = Map.groupBy(ids, (_, at) => truth[at] ?? '');
  const pairs = new Set<string>();
  for (const members of groups.values()) {
    members.forEach((a, at) => {
      for (const b of members.slice(at + 1)) pairs.add(keyOf(a, b));
    });
  }
  return pairs;
}

export function scoreOf(
  pairs: readonly { readonly leftId: string; readonly rightId: string }[],
  wanted: ReadonlySet<string>,
  seconds: number,
  isLinking = false,
): Score {
  const found = new Set(
    pairs.map(({ leftId, rightId }) =>
      isLinking ? `${leftId}\t${rightId}` : keyOf(leftId, rightId),
    ),
  );
  const right = [...found].filter((pair) => wanted.has(pair)).length;
  const precision = found.size === 0 ? 1 : right / found.size;
  const recall = right / wanted.size;
  return {
    precision,
    recall,
    f1: (2 * right) / (found.size + wanted.size),
    found: found.size,
    wanted: wanted.size,
    seconds,
  };
}
