/**
 * Which encoding a file is in, and the text of its cells.
 *
 * The head of a file decides nothing: a shop's export may hold 50,000 ASCII lines before the first
 * 髙. So the whole file is weighed line by line: strict UTF-8 throughout is UTF-8; otherwise the
 * encoding that leaves fewer broken lines wins, so one damaged line makes one bad row and not a
 * file of mojibake.
 *
 * Structure is read from bytes shown as Latin-1 (one char a byte): delimiter, quote and line end
 * are never the second byte of a CP932 character (those start at 0x40) nor part of a UTF-8 one.
 * Cells are decoded afterwards, each strictly, so a wrong byte can neither eat a comma nor spoil
 * its neighbour.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type Encoding = 'utf-8' | 'cp932' | 'utf-16le' | 'utf-16be';

const NEWLINE = 0x0a;
const HIGH_BYTE = /[\x80-\xff]/;

/** True when the text (Latin-1 view) needs decoding. */
export function hasHighBytes(text: string): boolean {
  return HIGH_BYTE.test(text);
}

/** Decodes one run of bytes (Latin-1 view) strictly; undefined when a byte does not belong. */
export function decodeStrictly(latin1: string, encoding: Encoding): string | undefined {
  if (!hasHighBytes(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  if (encoding !== 'cp932') return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  return decodeCp932(bytes);
}

function decodeCp932(bytes: Buffer): string | undefined {
  const text = iconv.decode(bytes, 'cp932');
  // CP932 has no U+FFFD of its own, and 0x80 is unassigned (iconv-lite lets it through as U+0080).
  return text.includes('\uFFFD') || text.includes('\u0080') ? undefined : text;
}

interface EncodingTally {
  add(block: Buffer): void;
  decide(): 'utf-8' | 'cp932';
}

/** Weighs UTF-8 against CP932 over all blocks of a file. */
export function tallyEncodings(): EncodingTally {
  let rest: Buffer = Buffer.alloc(0);
  let wideUtf8Lines = 0;
  let narrowUtf8Lines = 0;
  let notUtf8Lines = 0;
  let notCp932Lines = 0;

  function weighLine(line: Buffer): void {
    if (isAscii(line)) return;
    if (!isUtf8(line)) notUtf8Lines += 1;
    else if (line.some((byte) => byte >= 0xe0)) wideUtf8Lines += 1;
    else narrowUtf8Lines += 1;
    // Only files that are not clean UTF-8 need the second opinion.
    if (notUtf8Lines > 0 && decodeCp932(line) === undefined) notCp932Lines += 1;
  }

  function weigh(block: Buffer): void {
    if (isAscii(block)) return;
    let start = 0;
    while (start < block.length) {
      const newline = block.indexOf(NEWLINE, start);
      const end = newline === -1 ? block.length : newline + 1;
      weighLine(block.subarray(start, end));
      start = end;
    }
  }

  return {
    add(block) {
      const lastNewline = block.lastIndexOf(NEWLINE);
      if (lastNewline === -1) {
        rest = Buffer.concat([rest, block]);
        return;
      }
      weigh(Buffer.concat([rest, block.subarray(0, lastNewline + 1)]));
      rest = Buffer.from(block.subarray(lastNewline + 1));
    },
    decide() {
      weigh(rest);
      rest = Buffer.alloc(0);
      if (notUtf8Lines === 0 || wideUtf8Lines > notUtf8Lines) return 'utf-8';
      // Two half-width kana of CP932 can look like one two-byte character: weak evidence, so much is asked.
      if (wideUtf8Lines + narrowUtf8Lines > 20 * notUtf8Lines) return 'utf-8';
      return notCp932Lines < notUtf8Lines ? 'cp932' : 'utf-8';
    },
  };
}

/**
 * UTF-16 is turned into UTF-8 bytes at the door, so everything after it sees one kind of structure.
 */
export async function* transcodeUtf16(
  blocks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const block of blocks) yield Buffer.from(decoder.decode(block, { stream: true }));
  const last = decoder.decode();
  if (last !== '') yield Buffer.from(last);
}
