// engawa match: finds who or what is the same in one table, or in two. Nothing is stored.
import { createWriteStream, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  ColumnsError,
  type ColumnsMap,
  DEFAULT_THRESHOLD,
  type MatchResult,
  matchTables,
  type Row,
  type Source,
} from '@engawa/match';
import { inspectFile, ReadingError, readRows } from '../modules/imports/index.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const usage = `engawa match FILE [OTHER] [options]

One file: which of its records are the same. Two files: which records of one are in the other.
Persons, organisations or products; CSV, TSV or JSON, plain or gzip, UTF-8 or CP932. Columns are known by
English and Japanese headers. The column id, else the first, is the key. No database is touched.

  --out FILE        pairs.csv: left_id,right_id,probability of every pair at or above the threshold
  --clusters FILE   clusters.csv: id,cluster of every record
  --review FILE     review.csv: left_id,right_id,probability,reason of what people should look at
  --threshold N     how likely a pair must be to be a link (default: ${DEFAULT_THRESHOLD})
  --columns FILE    map.json: {"familyName": "苗字", "phone": ["tel1", "tel2"], "note": null, "key": "no"}
  --json            one line of JSON at the end

With two files the ids in clusters.csv carry 1: or 2: in front where both files use the same id.`;

export const matchCommand: Command = {
  name: 'match',
  summary: 'find duplicates in a table, or the same records in two',
  usage,
  run: async (words) => {
    const { values, positionals } = readWords(words, usage, {
      out: { type: 'string' },
      clusters: { type: 'string' },
      review: { type: 'string' },
      threshold: { type: 'string' },
      columns: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (positionals.length < 1 || positionals.length > 2) {
      throw new UsageError(`Say which one or two files to match.\n\n${usage}`);
    }
    const threshold = readThreshold(values.threshold);
    const startedAt = performance.now();
    try {
      const rejected = new Map<string, string[]>();
      const sources = await Promise.all(positionals.map((path) => openSource(path, rejected)));
      const result = await matchTables(sources, {
        threshold,
        columns: values.columns === undefined ? {} : readMap(values.columns),
        todayYear: Temporal.Now.plainDateISO().year,
        report: (step) => say(`  ${step} …`),
      });
      try {
        await write(result, values);
        const seconds = (performance.now() - startedAt) / 1000;
        tell(result, rejected, seconds, values.json === true);
      } finally {
        result.close();
      }
    } catch (error) {
      if (error instanceof ColumnsError) throw new UsageError(error.message);
      if (error instanceof ReadingError) {
        throw new UsageError(`${error.sentence.ja}\n${error.sentence.en}`);
      }
      throw error;
    }
    return 0;
  },
};

function readThreshold(text: string | undefined): number {
  const threshold = text === undefined ? DEFAULT_THRESHOLD : Number(text);
  if (threshold > 0 && threshold <= 1) return threshold;
  throw new UsageError(`The threshold is a number above 0 and up to 1, not "${text ?? ''}".`);
}

/** A row that cannot be read is told and left out; the rest is matched. */
async function openSource(path: string, rejected: Map<string, string[]>): Promise<Source> {
  const shape = await inspectFile(path);
  return {
    name: basename(path),
    headers: shape.headers,
    rows: async function* rows(): AsyncGenerator<readonly Row[]> {
      const problems: string[] = [];
      rejected.set(path, problems);
      for await (const chunk of readRows(path, shape)) {
        yield chunk.flatMap(({ row, cells, problem }) => {
          if (problem === undefined) return [cells];
          problems.push(`row ${row}: ${problem.reason.ja} / ${problem.reason.en}`);
          return [];
        });
      }
    },
  };
}

function readMap(path: string): ColumnsMap {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof read !== 'object' || read === null || Array.isArray(read)) {
      throw new TypeError('it is no JSON object');
    }
    return readEntries(read);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    throw new UsageError(`The map ${path} cannot be used: ${why}`);
  }
}

function readEntries(read: object): ColumnsMap {
  const inner = 'columns' in read && typeof read.columns === 'object' ? read.columns : read;
  return Object.fromEntries(
    Object.entries(inner ?? {}).map(([role, named]: [string, unknown]) => {
      if (named === null || typeof named === 'string') return [role, named];
      if (Array.isArray(named)) return [role, named.map(String)];
      throw new TypeError(`"${role}" is no header, list of headers or null`);
    }),
  );
}

type Outputs = {
  readonly out?: string | undefined;
  readonly clusters?: string | undefined;
  readonly review?: string | undefined;
};

async function write(result: MatchResult, outputs: Outputs): Promise<void> {
  if (outputs.out !== undefined) {
    await writeCsv(outputs.out, ['left_id', 'right_id', 'probability'], result.pairs, (pair) => [
      pair.leftId,
      pair.rightId,
      pair.probability.toFixed(6),
    ]);
  }
  if (outputs.clusters !== undefined) {
    await writeCsv(outputs.clusters, ['id', 'cluster'], result.clusters, (each) => [
      each.id,
      each.cluster,
    ]);
  }
  if (outputs.review !== undefined) {
    const head = ['left_id', 'right_id', 'probability', 'reason'];
    await writeCsv(outputs.review, head, result.review, (pair) => [
      pair.leftId,
      pair.rightId,
      pair.probability.toFixed(6),
      pair.detail === undefined ? pair.reason : `${pair.reason}: ${pair.detail}`,
    ]);
  }
}

async function writeCsv<T>(
  path: string,
  head: readonly string[],
  rows: readonly T[],
  cellsOf: (row: T) => readonly string[],
): Promise<void> {
  await pipeline(function* lines() {
    yield `${head.join(',')}\n`;
    for (const row of rows) yield `${cellsOf(row).map(quote).join(',')}\n`;
  }, createWriteStream(path));
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function tell(
  result: MatchResult,
  rejected: ReadonlyMap<string, readonly string[]>,
  seconds: number,
  isJson: boolean,
): void {
  let rejectedCount = 0;
  for (const [path, problems] of rejected) {
    rejectedCount += problems.length;
    for (const problem of problems.slice(0, 10)) say(`  ${basename(path)}, ${problem}`);
    if (problems.length > 10) say(`  … and ${problems.length - 10} more rows of ${basename(path)}`);
  }
  const rounded = Math.round(seconds * 100) / 100;
  const { recordCount, pairs, clusterCount, review, candidateCount, threshold } = result;
  say(
    `${recordCount} records, ${candidateCount} pairs compared: ${pairs.length} links, ${clusterCount} distinct, ` +
      `${review.length} to review, ${rejectedCount} rows left out, in ${rounded} s`,
  );
  if (isJson) {
    console.log(
      JSON.stringify({
        records: recordCount,
        pairs: pairs.length,
        clusters: clusterCount,
        review: review.length,
        compared: candidateCount,
        rejected: rejectedCount,
        threshold,
        seconds: rounded,
      }),
    );
  }
}
