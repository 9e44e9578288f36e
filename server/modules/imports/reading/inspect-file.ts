/**
 * Reads a file once from end to end before anything is imported: what it is, how many rows, and its
 * SHA-256, which is half of every row's identity. Counting uses the same cutters as reading, so row
 * numbers always agree.
 */
import { createHash } from 'node:crypto';
import { type Compression, lookAtFile, readBytes } from './byte-source.ts';
import { type CsvRecord, createCsvCutter, type Delimiter } from './csv-records.ts';
import { decodeStrictly, type Encoding, tallyEncodings, transcodeUtf16 } from './encoding.ts';
import { createJsonCutter, flattenElement, type JsonShape } from './json-elements.ts';
import { ReadingError } from './reading-error.ts';
import {
  assertIsText,
  type ByteOrderMark,
  type Format,
  findByteOrderMark,
  HEAD_BYTES,
  sniffFormat,
} from './sniff-format.ts';

export interface FileShape {
  readonly path: string;
  readonly format: 'csv' | 'json';
  /** Only for JSON: a list, a list inside one object, or one element a line. */
  readonly json?: JsonShape;
  readonly compression: Compression;
  readonly encoding: Encoding;
  readonly hasByteOrderMark: boolean;
  readonly delimiter: Delimiter;
  readonly isCarriageReturnOnly: boolean;
  /** As written in the file; a repeated name carries its count: `送料 (2)`. */
  readonly headers: readonly string[];
  /**
   * Names that occur more than once. A column that is mapped by such a name is refused as
   * ambiguous.
   */
  readonly duplicateHeaders: readonly string[];
  /** Data rows: header and blank lines not counted, broken rows counted. */
  readonly rowCount: number;
  /** Of the decompressed bytes, in hex: the same export is the same file however it was packed. */
  readonly sha256: string;
  /** Decompressed. */
  readonly sizeBytes: number;
}

export interface InspectOptions {
  /** Overrides the detection. */
  readonly encoding?: 'utf-8' | 'cp932';
  readonly delimiter?: Delimiter;
}

/** Columns of a JSON file beyond this are a nested document, not a table. */
const JSON_COLUMNS_MAX = 2_000;

/** Throws ReadingError when the file as a whole cannot be imported. */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<FileShape> {
  const { compression } = await lookAtFile(path);
  const head = await readHead(path, compression);
  const mark = findByteOrderMark(head);
  const isUtf16 = mark === 'utf-16le' || mark === 'utf-16be';
  if (!isUtf16) assertIsText(path, head);
  const text = headText(head, mark);
  const format = sniffFormat(text);
  const delimiter = options.delimiter ?? format.delimiter;

  const hash = createHash('sha256');
  const tally = tallyEncodings();
  const counter = format.json
    ? countElements(path, format.json)
    : countRecords(path, cutHeader(text, format, delimiter), delimiter);
  let sizeBytes = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const block of readBytes(path, compression)) {
      hash.update(block);
      sizeBytes += block.length;
      yield block;
    }
  }
  const blocks = isUtf16 ? transcodeUtf16(measured(), mark) : measured();
  const isWeighed = !isUtf16 && mark === 'none' && format.json === undefined;
  for await (const block of textBlocks(
    blocks,
    mark,
    format,
    isWeighed ? (bytes) => tally.add(bytes) : undefined,
  )) {
    counter.add(block, false);
  }
  counter.add('', true);
  const encoding = isUtf16 ? mark : isWeighed ? (options.encoding ?? tally.decide()) : 'utf-8';
  const { headers, rowCount } = counter.finish(encoding);
  return {
    path,
    format: format.json === undefined ? 'csv' : 'json',
    ...(format.json === undefined ? {} : { json: format.json }),
    compression,
    encoding,
    hasByteOrderMark: mark !== 'none',
    delimiter,
    isCarriageReturnOnly: format.isCarriageReturnOnly,
    ...nameColumns(headers),
    rowCount,
    sha256: hash.digest('hex'),
    sizeBytes,
  };
}

/** Latin-1 view of the blocks: byte order mark cut off, old Macintosh line ends made newlines. */
export async function* textBlocks(
  blocks: AsyncIterable<Buffer>,
  mark: ByteOrderMark,
  format: Pick<Format, 'isCarriageReturnOnly'>,
  onBlock?: (block: Buffer) => void,
): AsyncGenerator<string> {
  // The decoder of UTF-16 drops the mark itself.
  let skipBytes = mark === 'utf-8' ? 3 : 0;
  for await (const block of blocks) {
    onBlock?.(block);
    const text = block.toString('latin1', Math.min(skipBytes, block.length));
    skipBytes = Math.max(0, skipBytes - block.length);
    yield format.isCarriageReturnOnly ? text.replaceAll('\r', '\n') : text;
  }
}

async function readHead(path: string, compression: Compression): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const block of readBytes(path, compression)) {
    parts.push(block);
    sizeBytes += block.length;
    if (sizeBytes >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

function headText(head: Buffer, mark: ByteOrderMark): string {
  if (mark === 'utf-8') return head.toString('latin1', 3);
  if (mark === 'none') return head.toString('latin1');
  return Buffer.from(new TextDecoder(mark).decode(head)).toString('latin1');
}

interface Counter {
  add(text: string, isEnd: boolean): void;
  /** Header cells decoded, and rows; throws when there is nothing to import. */
  finish(encoding: Encoding): { headers: string[]; rowCount: number };
}

function countRecords(path: string, header: CsvRecord | undefined, delimiter: Delimiter): Counter {
  if (header === undefined) throw emptyError(path);
  if (header.problem !== undefined) throw brokenHeaderError(path, header.line);
  const cutter = createCsvCutter(delimiter);
  cutter.expectColumns(header.cells.length);
  // The header comes by once more with the records.
  let rowCount = -1;
  return {
    add(text, isEnd) {
      rowCount += cutter.cut(text, isEnd).length;
    },
    finish(encoding) {
      if (rowCount <= 0) throw noRowsError(path);
      const headers = header.cells.map((cell) => decodeStrictly(cell, encoding));
      if (!headers.every((name) => name !== undefined)) throw brokenHeaderError(path, header.line);
      return { headers, rowCount };
    },
  };
}

/** The first record of the head; one that is longer than the head has an open quote. */
function cutHeader(head: string, format: Format, delimiter: Delimiter): CsvRecord | undefined {
  const text = format.isCarriageReturnOnly ? head.replaceAll('\r', '\n') : head;
  return createCsvCutter(delimiter).cut(text, true)[0];
}

function countElements(path: string, shape: JsonShape): Counter {
  const cutter = createJsonCutter(shape);
  const names = new Set<string>();
  let rowCount = 0;
  return {
    add(text, isEnd) {
      for (const element of cutter.cut(text, isEnd)) {
        rowCount += 1;
        const cells = flattenElement(decodeStrictly(element, 'utf-8') ?? '');
        for (const name of cells?.keys() ?? []) {
          if (names.size < JSON_COLUMNS_MAX) names.add(name);
        }
      }
    },
    finish() {
      if (!cutter.isComplete()) {
        throw new ReadingError('json_is_truncated', {
          ja: `「${path}」の JSON が途中で終わっています（${rowCount} 件まで読めました）。もう一度書き出してください。`,
          en: `The JSON of "${path}" ends in the middle, after ${rowCount} whole elements. Export it again.`,
        });
      }
      if (rowCount === 0 || names.size === 0) throw noRowsError(path);
      return { headers: [...names], rowCount };
    },
  };
}

function nameColumns(cells: readonly string[]): Pick<FileShape, 'headers' | 'duplicateHeaders'> {
  const counts = new Map<string, number>();
  const duplicates = new Set<string>();
  const headers = cells.map((cell, index) => {
    const name = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count === 1) return name;
    duplicates.add(name);
    return `${name} (${count})`;
  });
  return { headers, duplicateHeaders: [...duplicates] };
}

function emptyError(path: string): ReadingError {
  return new ReadingError('file_is_empty', {
    ja: `「${path}」は空です。書き出しが終わっているか確かめてください。`,
    en: `"${path}" is empty. Check that the export has finished.`,
  });
}

function noRowsError(path: string): ReadingError {
  return new ReadingError('file_has_no_rows', {
    ja: `「${path}」には見出しだけで、取り込む行がありません。書き出しの条件を確かめてください。`,
    en: `"${path}" has no rows to import. Check the filter the export was made with.`,
  });
}

function brokenHeaderError(path: string, line: number): ReadingError {
  return new ReadingError('header_is_broken', {
    ja: `「${path}」の見出し（${line} 行目）が読めません。閉じていない引用符か、文字コードの誤りを直してください。`,
    en: `The header of "${path}" (line ${line}) cannot be read. Mend the open quote or the wrong encoding.`,
  });
}
