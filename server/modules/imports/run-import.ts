// Runs one file through: inspect, map, read in chunks, one transaction a chunk that takes the good rows and
// books every row. Stopped anywhere, it is run again and goes on with what is not taken yet.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Database } from '#kernel/db';
import { sqlStateOf } from '#kernel/db-driver';
import { Refusal } from '#kernel/errors';
import { formatId, newId } from '#kernel/ids';
import { blindIndex } from '#kernel/sealing';
import { type Tx, transaction } from '#kernel/transaction';
import { importsFinished, importsStarted } from './events.ts';
import type { ChunkOutcome, Importer, KindContext, ParsedRow, RowOutcome } from './importer.ts';
import { importers } from './importers.ts';
import { placeForImport } from './place-for-import.ts';
import {
  applyMap,
  type ColumnMap,
  type FileShape,
  guessColumns,
  type ImportKind,
  inspectFile,
  parseRow,
  type RawRow,
  readRows,
} from './reading/index.ts';
import {
  beginRun,
  bookChunk,
  fileOf,
  finishRun,
  lockFileRow,
  type Rejection,
  readTakenChunks,
} from './store.ts';
import { collectTaken, hashRow, type TakenRows } from './taken-rows.ts';

export type ImportOptions = {
  readonly kind: ImportKind;
  readonly path: string;
  /** Parsed map.json; the columns are guessed where it says nothing. */
  readonly map?: unknown;
  /** The code or typed id of a place; a web place of the source is made when none is named. */
  readonly place?: string;
  readonly source?: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly report?: (progress: ImportProgress) => void;
};

export type ImportProgress = { readonly done: number; readonly total: number };

export type ImportReport = {
  /** imp_… */
  readonly importId: string;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Distinct orders and customers that the accepted rows became part of. */
  readonly orders: number;
  readonly customers: number;
  readonly seconds: number;
  readonly totals: Readonly<Record<string, unknown>>;
  readonly currency: string;
  /** The first refused rows; all of them are kept with the run. */
  readonly rejections: readonly Rejection[];
};

const rejectionsTold = 20;

/** Files of one system speak of each other's customers and items; another system is named by --source. */
export const defaultSource = 'import';

/** A chunk waits for locks of a busy shop longer than a checkout does, and is still bounded. */
const chunkTimeoutMs = 120_000;

type Tally = {
  accepted: number;
  unchanged: number;
  rejected: number;
  readonly orders: Set<string>;
  readonly records: Set<string>;
  readonly sums: Record<string, number>;
  readonly rejections: Rejection[];
};

type Work = {
  readonly db: Database;
  readonly importer: Importer<ImportKind>;
  readonly context: KindContext;
  readonly taken: TakenRows;
  readonly knownRows: ReadonlySet<number>;
  readonly hashKey: string;
  readonly tally: Tally;
};

/** Imports a file. Throws ReadingError or a Refusal when nothing of it can be taken. */
export async function runImport(db: Database, options: ImportOptions): Promise<ImportReport> {
  const began = performance.now();
  const shape = await inspectFile(options.path);
  const map =
    options.map === undefined
      ? guessColumns(options.kind, shape.headers)
      : applyMap(options.kind, shape.headers, options.map);
  const { context, taken, knownRows, hashKey } = await open(db, options, shape, map);
  const tally: Tally = {
    accepted: 0,
    unchanged: 0,
    rejected: 0,
    orders: new Set(),
    records: new Set(),
    sums: {},
    rejections: [],
  };
  const importer = importers[options.kind] as unknown as Importer<ImportKind>;
  const work: Work = { db, importer, context, taken, knownRows, hashKey, tally };
  try {
    let chunk = 0;
    let done = 0;
    for await (const raws of readRows(options.path, shape)) {
      await takeChunk(work, chunk, raws);
      chunk += 1;
      done += raws.length;
      options.report?.({ done, total: shape.rowCount });
    }
    const totals = await finish(work, shape.rowCount);
    return {
      importId: formatId('import', context.runId),
      rows: tally.accepted + tally.unchanged + tally.rejected,
      accepted: tally.accepted,
      unchanged: tally.unchanged,
      rejected: tally.rejected,
      orders: tally.orders.size,
      customers: tally.records.size,
      seconds: Math.round(performance.now() - began) / 1000,
      totals,
      currency: context.currency,
      rejections: tally.rejections,
    };
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    await transaction(db, { actor: 'import' }, (tx) =>
      finishRun(tx, context.runId, { state: 'failed', totals: tally.sums, failure }),
    ).catch(() => undefined);
    throw error;
  }
}

async function open(db: Database, options: ImportOptions, shape: FileShape, map: ColumnMap) {
  const source = options.source ?? map.source ?? defaultSource;
  const sha256 = Buffer.from(shape.sha256, 'hex');
  const runId = newId();
  const hashKey = rowHashKey(db, options.kind, source, map);
  const opened = await transaction(
    db,
    { actor: 'import', timeoutMs: chunkTimeoutMs },
    async (tx) => {
      const place = await placeForImport(tx, {
        ...options,
        source,
        currency: map.constants.currency ?? options.currency,
      });
      const file = { id: newId(), kind: options.kind, source, name: nameOf(options.path) };
      const fileId = await fileOf(tx, file, sha256);
      await lockFileRow(tx, fileId);
      const sameContent = importers[options.kind]?.mode === 'snapshot' ? sha256 : null;
      const taken = collectTaken(await readTakenChunks(tx, fileId, sameContent));
      const { columns, constants } = map;
      await beginRun(tx, {
        id: runId,
        fileId,
        sha256,
        rowCount: shape.rowCount,
        map: { columns, constants },
        placeId: place?.id ?? null,
      });
      const importId = formatId('import', runId);
      tx.emit(
        importsStarted.make(
          importId,
          { importId, kind: options.kind, source, rows: shape.rowCount },
          { placeId: place?.id ?? null },
        ),
      );
      const context: KindContext = {
        source,
        fileName: file.name,
        runId,
        placeId: place?.id ?? null,
        timeZone: map.timeZone,
        currency: map.constants.currency ?? place?.currency ?? options.currency,
        map,
      };
      return { context, taken };
    },
  );
  const knownRows = await findKnownRows(options.path, shape, opened.taken, hashKey);
  return { ...opened, knownRows, hashKey };
}

/** Asks for every row whether it was taken before, over the whole file, before anything is judged edited. */
async function findKnownRows(path: string, shape: FileShape, taken: TakenRows, hashKey: string) {
  const known = new Set<number>();
  if (!taken.isEmpty) {
    for await (const raws of readRows(path, shape)) {
      for (const raw of raws) {
        if (taken.take(hashRow(hashKey, raw))) {
          known.add(raw.row);
        }
      }
    }
  }
  return known;
}

async function takeChunk(work: Work, chunk: number, raws: readonly RawRow[]): Promise<void> {
  const firstRow = raws[0]?.row ?? 1;
  const fresh: ParsedRow<never>[] = [];
  const rejections: Rejection[] = [];
  const hashes = Buffer.alloc(raws.length * 8);
  let unchanged = 0;
  for (const raw of raws) {
    if (work.knownRows.has(raw.row)) {
      unchanged += 1;
      continue;
    }
    const parsed = parseRow(work.importer.kind, work.context.map, raw);
    if (!parsed.ok) {
      rejections.push(toRejection(work, parsed.row, parsed.column, parsed.reason));
    } else if (work.importer.mode === 'append' && work.taken.wasEdited(raw.row)) {
      rejections.push({ row: raw.row, column: undefined, ...editedReason });
    } else {
      fresh.push({ row: parsed.row, value: parsed.value as never });
      hashes.writeBigUInt64BE(hashRow(work.hashKey, raw), (raw.row - firstRow) * 8);
    }
  }
  const outcome = await transaction(
    work.db,
    { actor: `import:${work.context.source}`, timeoutMs: chunkTimeoutMs },
    async (tx) => {
      const taken = await applyOrSplit(tx, work, fresh);
      let accepted = 0;
      taken.rows.forEach((row, index) => {
        const at = fresh[index]?.row ?? 0;
        if (row.kind === 'rejected') {
          rejections.push({ row: at, column: row.column, code: row.code, ja: row.ja, en: row.en });
          hashes.writeBigUInt64BE(0n, (at - firstRow) * 8);
        } else if (row.kind === 'accepted') {
          accepted += 1;
        }
      });
      const found =
        fresh.length - accepted - taken.rows.filter((row) => row.kind === 'rejected').length;
      const result = {
        chunk,
        firstRow,
        rows: raws.length,
        accepted,
        unchanged: unchanged + found,
        hashes,
      };
      await bookChunk(tx, work.context.runId, {
        ...result,
        rejections: rejections.toSorted((a, b) => a.row - b.row),
      });
      return { ...result, taken };
    },
  );
  addUp(work.tally, outcome.taken, outcome.accepted, outcome.unchanged, rejections);
}

/** Takes rows together; when the database refuses them, halves them until the one at fault stands alone. */
async function applyOrSplit(
  tx: Tx,
  work: Work,
  rows: readonly ParsedRow<never>[],
): Promise<ChunkOutcome> {
  if (rows.length === 0) {
    return { rows: [] };
  }
  await tx.client.query('SAVEPOINT import_rows');
  try {
    const outcome = await work.importer.apply(tx, work.context, rows);
    await tx.client.query('RELEASE SAVEPOINT import_rows');
    return outcome;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) {
      throw error;
    }
    await tx.client.query('ROLLBACK TO SAVEPOINT import_rows');
    if (rows.length === 1) {
      return { rows: [{ kind: 'rejected', ...reason }] };
    }
    const middle = Math.ceil(rows.length / 2);
    const left = await applyOrSplit(tx, work, rows.slice(0, middle));
    const right = await applyOrSplit(tx, work, rows.slice(middle));
    return joinOutcomes(left, right);
  }
}

function joinOutcomes(left: ChunkOutcome, right: ChunkOutcome): ChunkOutcome {
  const sums: Record<string, number> = { ...left.sums };
  for (const [name, value] of Object.entries(right.sums ?? {})) {
    sums[name] = (sums[name] ?? 0) + value;
  }
  return {
    rows: [...left.rows, ...right.rows],
    orderIds: [...(left.orderIds ?? []), ...(right.orderIds ?? [])],
    recordIds: [...(left.recordIds ?? []), ...(right.recordIds ?? [])],
    sums,
  };
}

/** Data errors and refusals are the row's fault; everything else is ours or the machine's. */
function refusalOf(error: unknown): Omit<Rejection, 'row' | 'column'> | undefined {
  if (error instanceof Refusal && error.kind !== 'unavailable') {
    return { code: error.code, ja: error.ja, en: error.en };
  }
  const state = sqlStateOf(error);
  return /^2[23]/.test(state)
    ? {
        code: `database_${state}`,
        ja: 'データベースがこの行の値を受け付けませんでした。値の範囲や重複をご確認ください。',
        en: 'The database refused a value of this row; look at its range or for a duplicate.',
      }
    : undefined;
}

async function finish(work: Work, rowCount: number): Promise<Readonly<Record<string, unknown>>> {
  const { tally, importer, context } = work;
  return transaction(work.db, { actor: 'import', timeoutMs: chunkTimeoutMs }, async (tx) => {
    const proof = (await importer.prove?.(tx, context, tally.sums)) ?? {};
    const totals = {
      ...tally.sums,
      orders: tally.orders.size,
      customers: tally.records.size,
      ...proof,
    };
    await finishRun(tx, context.runId, { state: 'finished', totals, failure: null });
    const { accepted, unchanged, rejected } = tally;
    const importId = formatId('import', context.runId);
    tx.emit(
      importsFinished.make(
        importId,
        {
          importId,
          kind: importer.kind,
          source: context.source,
          rows: rowCount,
          accepted,
          unchanged,
          rejected,
        },
        { placeId: context.placeId },
      ),
    );
    return totals;
  });
}

function addUp(
  tally: Tally,
  outcome: ChunkOutcome,
  accepted: number,
  unchanged: number,
  rejections: readonly Rejection[],
) {
  tally.accepted += accepted;
  tally.unchanged += unchanged;
  tally.rejected += rejections.length;
  tally.rejections.push(...rejections.slice(0, rejectionsTold - tally.rejections.length));
  for (const id of outcome.orderIds ?? []) {
    tally.orders.add(id);
  }
  for (const id of outcome.recordIds ?? []) {
    tally.records.add(id);
  }
  for (const [name, value] of Object.entries(outcome.sums ?? {})) {
    tally.sums[name] = (tally.sums[name] ?? 0) + value;
  }
}

/** Reasons repeat what the file holds; where that may be personal, only the sentence around it is kept. */
function toRejection(
  work: Work,
  row: number,
  column: string | undefined,
  reason: { code: string; ja: string; en: string },
): Rejection {
  const bare = (text: string) =>
    work.importer.isPersonal ? text.replaceAll(/「[^」]*」|"[^"]*"/g, '…') : text;
  return { row, column, code: reason.code, ja: bare(reason.ja), en: bare(reason.en) };
}

const editedReason = {
  code: 'row_edited',
  ja: 'この行は以前に別の内容で取り込み済みです。履歴は上書きされません。訂正は新しい行(返品など)として追加してください。',
  en: 'This row was imported before with other content. History is not overwritten; add the correction as a new row (a return, say).',
} satisfies Pick<RowOutcome & { kind: 'rejected' }, 'code' | 'ja' | 'en'>;

/** For kinds that update, another map means other content; for history it does not. */
function rowHashKey(db: Database, kind: ImportKind, source: string, map: ColumnMap): string {
  const importer = importers[kind];
  const mapped = importer?.mode !== 'append' ? JSON.stringify([map.columns, map.constants]) : '';
  const digest = createHash('sha256').update(mapped).digest('hex');
  return blindIndex(db.masters, 'imports.row', `${kind}\u0000${source}\u0000${digest}`).toString(
    'hex',
  );
}

/** Gzip or not, it is the same file. */
function nameOf(path: string): string {
  return basename(path).replace(/\.gz$/i, '').slice(0, 200);
}
