// One chunk of a file: rows are known, parsed and taken together; when the database refuses them, they are halved
// until the one at fault stands alone. What was taken and what is booked are one commit.
import type { Database } from '#kernel/db';
import { sqlStateOf } from '#kernel/db-driver';
import { Refusal } from '#kernel/errors';
import { type Tx, transaction } from '#kernel/transaction';
import type {
  ChunkOutcome,
  Finding,
  Importer,
  KindContext,
  ParsedRow,
  RowOutcome,
} from './importer.ts';
import { type ImportKind, parseRow, type RawRow } from './reading/index.ts';
import { bookChunk, type Rejection } from './store.ts';
import { hashRow, type TakenRows } from './taken-rows.ts';

/** Refused rows that the report tells at once; all of them are kept with the run. */
const rejectionsTold = 20;

/** A chunk waits for locks of a busy shop longer than a checkout does, and is still bounded. */
export const chunkTimeoutMs = 120_000;

export type Tally = {
  accepted: number;
  unchanged: number;
  rejected: number;
  created: number;
  readonly orders: Set<string>;
  readonly records: Set<string>;
  readonly sums: Record<string, number>;
  readonly rejections: Rejection[];
};

export type Work = {
  readonly db: Database;
  readonly importer: Importer<ImportKind>;
  readonly context: KindContext;
  readonly taken: TakenRows;
  readonly knownRows: ReadonlySet<number>;
  readonly hashKey: string;
  /** Every row is looked at, whatever was taken before, and none is to be known again. */
  readonly isFresh: boolean;
  readonly tally: Tally;
};

/** Takes one chunk in one transaction: every row of it is taken, known or refused with a reason. */
export async function takeChunk(work: Work, chunk: number, raws: readonly RawRow[]): Promise<void> {
  const firstRow = raws[0]?.row ?? 1;
  const fresh: ParsedRow<never>[] = [];
  const rejections: Rejection[] = [];
  const hashes = Buffer.alloc(raws.length * 8);
  let unchanged = 0;
  const findings: (Finding & { readonly row: number })[] = [];
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
          if (row.finding !== undefined) {
            findings.push({ row: at, ...row.finding });
          }
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
        hashes: work.isFresh ? null : hashes,
        created: findings.filter(({ isNew }) => isNew).length,
        findings: work.context.trials === undefined ? [] : findings,
      };
      await bookChunk(tx, work.context.runId, {
        ...result,
        rejections: rejections.toSorted((a, b) => a.row - b.row),
      });
      return { ...result, taken };
    },
  );
  work.tally.created += outcome.created;
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
