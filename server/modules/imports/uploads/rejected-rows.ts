// The refused rows of an uploaded file as a file to mend: as they were, with their number and what is wrong.
import type { Database } from '#kernel/db';
import { transaction } from '#kernel/transaction';
import { type CsvWriter, csvWriter } from '../catalog-file/write-csv.ts';
import { inspectFile, type RawRow, readRows, unguard } from '../reading/index.ts';
import { listRejections, type RejectionRow } from '../views.ts';
import { openUploadFile } from './upload-file.ts';

const mendingColumns = {
  ja: ['行', '直す列', '理由'],
  en: ['row', 'column to mend', 'reason'],
} as const;

const ofMending: ReadonlySet<string> = new Set([...mendingColumns.ja, ...mendingColumns.en]);

/** In the encoding of the file; the last columns are ignored when it comes in again. */
export async function* rejectedRows(
  db: Database,
  asked: { readonly uploadId: string; readonly runId: string; readonly language: 'ja' | 'en' },
): AsyncGenerator<Buffer> {
  const { uploadId, runId, language } = asked;
  await using file = await openUploadFile(db, uploadId);
  const shape = await inspectFile(file.path);
  const kept = shape.headers.flatMap((name, index) => (ofMending.has(name) ? [] : [index]));
  const csv: CsvWriter = csvWriter(shape.encoding === 'cp932' ? 'shift_jis' : 'utf-8');
  yield csv.head([...kept.map((index) => shape.headers[index] ?? ''), ...mendingColumns[language]]);
  const rejections = pagesOf(db, runId);
  let next = await rejections.next();
  for await (const rows of readRows(file.path, shape)) {
    const told: string[][] = [];
    for (const row of rows) {
      const rejection = next.done === true ? undefined : next.value;
      if (rejection?.row === row.row) {
        told.push(toLine(row, kept, rejection, language));
        next = await rejections.next();
      }
    }
    if (told.length > 0) {
      yield csv.rows(told);
    }
  }
}

function toLine(
  { row, cells }: RawRow,
  kept: readonly number[],
  rejection: RejectionRow,
  language: 'ja' | 'en',
): string[] {
  const reason = language === 'ja' ? rejection.reason_ja : rejection.reason_en;
  const own = kept.map((index) => unguard(cells[index] ?? ''));
  return [...own, String(row), rejection.column_name ?? '', reason];
}

async function* pagesOf(db: Database, runId: string): AsyncGenerator<RejectionRow> {
  let after = 0;
  for (;;) {
    const page = await transaction(db, { readOnly: true }, (tx) =>
      listRejections(tx, runId, after, 1000),
    );
    yield* page;
    const last = page.at(-1);
    if (last === undefined) {
      return;
    }
    after = last.row;
  }
}
