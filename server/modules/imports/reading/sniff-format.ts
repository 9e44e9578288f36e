/**
 * What kind of file this is, by its first 64 kB: byte order mark, JSON or CSV, delimiter, line
 * ends.
 */
import { createCsvCutter, type Delimiter } from './csv-records.ts';
import { type JsonShape, sniffJson } from './json-elements.ts';
import { ReadingError } from './reading-error.ts';

export const HEAD_BYTES = 64 * 1024;

export type ByteOrderMark = 'utf-8' | 'utf-16le' | 'utf-16be' | 'none';

export function findByteOrderMark(head: Buffer): ByteOrderMark {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'none';
}

export interface Format {
  readonly json?: JsonShape;
  readonly delimiter: Delimiter;
  /** Old Macintosh line ends: a carriage return alone. */
  readonly isCarriageReturnOnly: boolean;
}

/** `head` is the Latin-1 view without the byte order mark. */
export function sniffFormat(head: string): Format {
  const json = sniffJson(head);
  const isCarriageReturnOnly = !head.includes('\n') && head.includes('\r');
  const text = isCarriageReturnOnly ? head.replaceAll('\r', '\n') : head;
  const delimiter = sniffDelimiter(text);
  return json === undefined
    ? { delimiter, isCarriageReturnOnly }
    : { json, delimiter, isCarriageReturnOnly };
}

/** The delimiter that cuts the header into most columns; commas win a tie. */
function sniffDelimiter(head: string): Delimiter {
  let best: Delimiter = ',';
  let bestCount = 0;
  const candidates: readonly Delimiter[] = [',', '\t', ';'];
  for (const delimiter of candidates) {
    const header = createCsvCutter(delimiter).cut(head, true)[0];
    const isBroken = header?.problem !== undefined;
    const cells = isBroken ? head.split('\n', 1)[0]?.split(delimiter) : header?.cells;
    const count = cells?.length ?? 0;
    if (count > bestCount) {
      best = delimiter;
      bestCount = count;
    }
  }
  return best;
}

/** Throws when the head is no text: a workbook, a PDF, a picture. */
export function assertIsText(path: string, head: Buffer): void {
  const start = head.subarray(0, 4).toString('latin1');
  if (start.startsWith('PK\u0003\u0004') || start === '\xd0\xcf\x11\xe0') {
    throw new ReadingError('file_is_binary', {
      ja: `「${path}」は Excel ブックか ZIP です。Excel で「CSV UTF-8（コンマ区切り）」として保存してから取り込んでください。`,
      en: `"${path}" is an Excel workbook or a ZIP. Save it as "CSV UTF-8 (comma delimited)" and import that.`,
    });
  }
  if (start === '%PDF' || head.includes(0)) {
    throw new ReadingError('file_is_binary', {
      ja: `「${path}」は文字のファイルではありません。CSV か JSON を指定してください。`,
      en: `"${path}" is not a text file. Name a CSV or JSON file.`,
    });
  }
}
