// Runs one file through: inspect, map, read in chunks, one transaction a chunk that takes the good rows and
// books every row. Stopped anywhere, it is run again and goes on with what is not taken yet.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Database } from '#kernel/db';
import { formatId, newId } from '#kernel/ids';
import { blindIndex } from '#kernel/sealing';
import { transaction } from '#kernel/transaction';
import { importsRefusals } from './errors.ts';
import { importsFinished, importsStarted } from './events.ts';
import type { Importer, KindContext } from './importer.ts';
import { importers } from './importers.ts';
import { placeForImport } from './place-for-import.ts';
import { type Proves, readProves } from './proves.ts';
import {
  applyMap,
  type ColumnMap,
  type FileShape,
  guessColumns,
  type ImportKind,
  inspectFile,
  readRows,
} from './reading/index.ts';
import {
  beginRun,
  fileOf,
  finishRun,
  lockFileRow,
  type Rejection,
  readTakenChunks,
} from './store.ts';
import { chunkTimeoutMs, type Tally, takeChunk, type Work } from './take-chunk.ts';
import { collectTaken, hashRow, type TakenRows } from './taken-rows.ts';

export type ImportOptions = {
  readonly kind: ImportKind;
  readonly path: string;
  /** Parsed map.json; the columns are guessed where it says nothing. */
  readonly map?: unknown;
  /** The code or typed id of a place; a web place of the source is made when none is named. */
  readonly place?: string;
  readonly source?: string;
  /** See `readProves`. */
  readonly proves?: string;
  /**
   * What came in through a browser: its name, the id (uuid) of the run, and whether it is only tried. Every row of it is
   * looked at anew, since somebody may have changed meanwhile what an earlier file brought.
   */
  readonly upload?: {
    readonly id: string;
    readonly runId: string;
    readonly fileName: string;
    readonly isTrial: boolean;
  };
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

/** Files of one system speak of each other's customers and items; another system is named by --source. */
const defaultSource = 'import';

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
    created: 0,
    orders: new Set(),
    records: new Set(),
    sums: {},
    rejections: [],
  };
  const importer = importers[options.kind] as unknown as Importer<ImportKind>;
  const isFresh = options.upload !== undefined;
  const work: Work = { db, importer, context, taken, knownRows, hashKey, isFresh, tally };
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
  const { upload } = options;
  const runId = upload?.runId ?? newId();
  const isTrial = upload?.isTrial === true;
  if (isTrial && importers[options.kind].canTry !== true) {
    throw importsRefusals.cannot_try({ kind: options.kind });
  }
  const proves = readProves(options.proves ?? '');
  const hashKey = rowHashKey(db, options.kind, source, map, proves);
  const opened = await transaction(
    db,
    { actor: 'import', timeoutMs: chunkTimeoutMs },
    async (tx) => {
      const place = await placeForImport(tx, {
        ...options,
        source,
        currency: map.constants.currency ?? options.currency,
      });
      const name = nameOf(upload?.fileName ?? options.path);
      const file = { id: newId(), kind: options.kind, source, name };
      const fileId = await fileOf(tx, file, sha256);
      await lockFileRow(tx, fileId);
      const sameContent = importers[options.kind]?.mode === 'snapshot' ? sha256 : null;
      const before = upload === undefined ? await readTakenChunks(tx, fileId, sameContent) : [];
      const taken = collectTaken(before);
      const { columns, constants } = map;
      await beginRun(tx, {
        id: runId,
        fileId,
        sha256,
        rowCount: shape.rowCount,
        map: { columns, constants },
        placeId: place?.id ?? null,
        isTrial,
        uploadId: upload?.id ?? null,
      });
      const importId = formatId('import', runId);
      if (!isTrial) {
        const told = { importId, kind: options.kind, source, rows: shape.rowCount };
        tx.emit(importsStarted.make(importId, told, { placeId: place?.id ?? null }));
      }
      const context: KindContext = {
        source,
        fileName: file.name,
        runId,
        placeId: place?.id ?? null,
        timeZone: map.timeZone,
        currency: map.constants.currency ?? place?.currency ?? options.currency,
        map,
        proves,
        trials: isTrial ? new Map() : undefined,
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

async function finish(work: Work, rowCount: number): Promise<Readonly<Record<string, unknown>>> {
  const { tally, importer, context } = work;
  return transaction(work.db, { actor: 'import', timeoutMs: chunkTimeoutMs }, async (tx) => {
    const proof = (await importer.prove?.(tx, context, tally.sums)) ?? {};
    const totals = {
      ...tally.sums,
      currency: context.currency,
      orders: tally.orders.size,
      customers: tally.records.size,
      ...proof,
    };
    await finishRun(tx, context.runId, { state: 'finished', totals, failure: null });
    const { accepted, unchanged, rejected } = tally;
    const importId = formatId('import', context.runId);
    if (context.trials !== undefined) {
      return totals;
    }
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

/** For kinds that update, another map means other content; for history it does not. */
/** What is proved belongs to a row: the same file is taken anew when its source proves more. */
function rowHashKey(
  db: Database,
  kind: ImportKind,
  source: string,
  map: ColumnMap,
  proves: Proves,
): string {
  const importer = importers[kind];
  const mapped =
    importer?.mode !== 'append'
      ? JSON.stringify([
          map.columns,
          map.constants,
          ...(Object.keys(proves).length === 0 ? [] : [proves]),
        ])
      : '';
  const digest = createHash('sha256').update(mapped).digest('hex');
  return blindIndex(db.masters, 'imports.row', `${kind}\u0000${source}\u0000${digest}`).toString(
    'hex',
  );
}

/** Gzip or not, it is the same file. */
function nameOf(path: string): string {
  return basename(path).replace(/\.gz$/i, '').slice(0, 200);
}
