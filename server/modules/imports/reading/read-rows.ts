/**
 * The rows of a file in chunks, at a bounded memory: one block of text and one chunk of rows, and
 * the next block is read when the chunk has been taken. A row that cannot be read becomes a row
 * with a problem; reading goes on.
 */
import { readBytes } from './byte-source.ts';
import { type CsvRecord, createCsvCutter } from './csv-records.ts';
import { decodeStrictly, type Encoding, hasHighBytes, transcodeUtf16 } from './encoding.ts';
import { type FileShape, textBlocks } from './inspect-file.ts';
import { createJsonCutter, flattenElement, type JsonShape } from './json-elements.ts';
import type { Reason } from './reason.ts';

export interface RawRow {
  /** Data row from 1; the header is not counted. */
  readonly row: number;
  /** Aligned to `shape.headers`; undefined where the row has no such cell. */
  readonly cells: readonly (string | undefined)[];
  readonly problem?: RowProblem;
}

export interface RowProblem {
  /** Header of the column, or undefined when the row as a whole is wrong. */
  readonly column: string | undefined;
  readonly reason: Reason;
}

export interface ReadOptions {
  /** Rows a chunk; 5,000 unless told. */
  readonly chunkRows?: number;
  /** First row to yield, from 1: where an interrupted import goes on. */
  readonly fromRow?: number;
}

const CHUNK_ROWS = 5_000;
/**
 * Joins the cells of a record for one decoding; a row that holds it is refused (PostgreSQL text
 * cannot).
 */
const NUL = '\0';

/** Throws ReadingError when the file vanishes or breaks while it is read. */
export async function* readRows(
  path: string,
  shape: FileShape,
  options: ReadOptions = {},
): AsyncGenerator<RawRow[]> {
  const chunkRows = options.chunkRows ?? CHUNK_ROWS;
  const cutter = shape.json === undefined ? csvRows(shape) : jsonRows(shape, shape.json);
  const fromRow = options.fromRow ?? 1;
  let chunk: RawRow[] = [];
  let row = 0;
  for await (const text of shapeText(path, shape)) {
    for (const make of cutter(text.text, text.isEnd)) {
      row += 1;
      if (row < fromRow) continue;
      chunk.push(make(row));
      if (chunk.length === chunkRows) {
        yield chunk;
        chunk = [];
      }
    }
  }
  if (chunk.length > 0) yield chunk;
}

interface TextBlock {
  readonly text: string;
  readonly isEnd: boolean;
}

async function* shapeText(path: string, shape: FileShape): AsyncGenerator<TextBlock> {
  const bytes = readBytes(path, shape.compression);
  const isUtf16 = shape.encoding === 'utf-16le' || shape.encoding === 'utf-16be';
  const blocks = isUtf16 ? transcodeUtf16(bytes, shape.encoding) : bytes;
  const mark = shape.hasByteOrderMark && !isUtf16 ? 'utf-8' : 'none';
  for await (const text of textBlocks(blocks, mark, shape)) yield { text, isEnd: false };
  yield { text: '', isEnd: true };
}

/** Cuts text into rows that are built only when they are wanted: skipped rows cost no decoding. */
type RowCutter = (text: string, isEnd: boolean) => Iterable<(row: number) => RawRow>;

function csvRows(shape: FileShape): RowCutter {
  const cutter = createCsvCutter(shape.delimiter);
  cutter.expectColumns(shape.headers.length);
  let isHeaderSeen = false;
  return function* cutRows(text, isEnd) {
    for (const record of cutter.cut(text, isEnd)) {
      if (isHeaderSeen) yield (row) => rowOfRecord(row, record, shape);
      isHeaderSeen = true;
    }
  };
}

function rowOfRecord(row: number, record: CsvRecord, shape: FileShape): RawRow {
  if (record.problem !== undefined) {
    return { row, cells: [], problem: { column: undefined, reason: recordReason(record) } };
  }
  const { headers, encoding } = shape;
  const raw = record.cells;
  // Spreadsheets leave empty cells behind the last column.
  while (raw.length > headers.length && raw.at(-1) === '') raw.pop();
  const joined = raw.join(NUL);
  const decoded = hasHighBytes(joined) ? decodeStrictly(joined, encoding) : joined;
  if (decoded === undefined) return undecodableRow(row, raw, headers, encoding);
  const cells = decoded === joined ? raw : decoded.split(NUL);
  if (raw.length !== headers.length) {
    return { row, cells, problem: { column: undefined, reason: widthReason(raw.length, shape) } };
  }
  if (cells.length !== raw.length || (joined.includes(NUL) && raw.some((c) => c.includes(NUL)))) {
    const at = raw.findIndex((cell) => cell.includes(NUL));
    return { row, cells: [], problem: { column: headers[at], reason: NUL_REASON } };
  }
  return { row, cells };
}

function undecodableRow(
  row: number,
  raw: readonly string[],
  headers: readonly string[],
  encoding: Encoding,
): RawRow {
  const cells = raw.map((cell) => decodeStrictly(cell, encoding));
  const at = cells.indexOf(undefined);
  return { row, cells, problem: { column: headers[at], reason: encodingReason(encoding) } };
}

function jsonRows(shape: FileShape, json: JsonShape): RowCutter {
  const cutter = createJsonCutter(json);
  return function* cutRows(text, isEnd) {
    for (const element of cutter.cut(text, isEnd)) {
      yield (row) => rowOfElement(row, element, shape);
    }
  };
}

function rowOfElement(row: number, element: string, shape: FileShape): RawRow {
  const text = decodeStrictly(element, 'utf-8');
  if (text === undefined) {
    return { row, cells: [], problem: { column: undefined, reason: encodingReason('utf-8') } };
  }
  const values = flattenElement(text);
  if (values === undefined) {
    return { row, cells: [], problem: { column: undefined, reason: JSON_REASON } };
  }
  return { row, cells: shape.headers.map((name) => values.get(name)) };
}

const JSON_REASON: Reason = {
  code: 'json_is_broken',
  ja: 'JSON のオブジェクトとして読めません。',
  en: 'This element is not a JSON object that can be read.',
};

const NUL_REASON: Reason = {
  code: 'text_has_nul',
  ja: '文字ではないデータ（NUL）が入っています。',
  en: 'The cell holds a NUL character, which is no text.',
};

function encodingReason(encoding: Encoding): Reason {
  const name = encoding === 'cp932' ? 'Shift_JIS (CP932)' : 'UTF-8';
  return {
    code: 'encoding_is_wrong',
    ja: `文字コードが壊れています。ファイルの他の行は ${name} です。`,
    en: `The characters are damaged: bytes that are not ${name}, which the file is in.`,
  };
}

function widthReason(count: number, shape: FileShape): Reason {
  const wanted = shape.headers.length;
  return {
    code: count < wanted ? 'cells_are_missing' : 'cells_are_too_many',
    ja: `列が ${count} 個あります。見出しは ${wanted} 列です。`,
    en: `The row has ${count} cells, the header ${wanted}.`,
  };
}

function recordReason(record: CsvRecord): Reason {
  if (record.problem === 'length') {
    return {
      code: 'row_is_too_long',
      ja: `${record.line} 行目が長すぎます（1 MiB まで）。`,
      en: `Line ${record.line} is longer than 1 MiB.`,
    };
  }
  return {
    code: 'quote_is_open',
    ja: `${record.line} 行目の引用符 " が閉じていないか、余分です。`,
    en: `A quote " on line ${record.line} is not closed, or is one too many.`,
  };
}
