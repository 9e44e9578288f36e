// Ids. Inside the server and in Postgres an id is a plain UUIDv7 (16 bytes, time-ordered). At every edge
// (HTTP, events, files) it is written with its type in front, as `@engawa/shapes` does it for server and apps alike:
// `ord_01jd…`. See docs/decisions/0004-ids.md.
import { randomFillSync } from 'node:crypto';
import { type IdKind, idPrefixes, tryParseId } from '@engawa/shapes';
import { Refusal } from './errors.ts';

export {
  formatId,
  formatOptionalId,
  type IdKind,
  tryParseId,
} from '@engawa/shapes';

let lastMs = 0;
let counter = 0;

// Texts are put together byte by byte and become a string once: joined of pieces, ids were a sixth of the memory that a
// checkout leaves behind.
const hexDigits = Buffer.from('0123456789abcdef', 'latin1');
const written = Buffer.alloc(36);
const hyphen = 45;

/** Two bytes begin the count, eight are the end of the id. */
const entropyBytes = 10;
const entropy = Buffer.alloc(entropyBytes * 400);
let entropyAt = entropy.length;

/**
 * A new UUIDv7, monotonic within this process: the 12 bits after the time count up within a millisecond (RFC 9562,
 * section 6.2, method 1).
 */
export function newId(): string {
  if (entropyAt === entropy.length) {
    randomFillSync(entropy);
    entropyAt = 0;
  }
  const ms = Date.now();
  if (ms > lastMs) {
    lastMs = ms;
    // Half of the range stays free for counting.
    counter = entropy.readUInt16BE(entropyAt) & 0x7ff;
  } else if (counter < 0xfff) {
    counter += 1;
  } else {
    lastMs += 1;
    counter = 0;
  }
  const low = lastMs % 65_536;
  const high = (lastMs - low) / 65_536;
  writeHex(high >>> 16, 0);
  writeHex(high & 0xffff, 4);
  writeHex(low, 9);
  writeHex(0x7000 | counter, 14);
  writeHex(0x8000 | (entropy.readUInt16BE(entropyAt + 2) & 0x3fff), 19);
  writeHex(entropy.readUInt16BE(entropyAt + 4), 24);
  writeHex(entropy.readUInt16BE(entropyAt + 6), 28);
  writeHex(entropy.readUInt16BE(entropyAt + 8), 32);
  written[8] = hyphen;
  written[13] = hyphen;
  written[18] = hyphen;
  written[23] = hyphen;
  entropyAt += entropyBytes;
  return written.toString('latin1', 0, 36);
}

/** Four digits of 16 bits. */
function writeHex(value: number, at: number): void {
  written[at] = hexDigits[value >>> 12] ?? 0;
  written[at + 1] = hexDigits[(value >>> 8) & 15] ?? 0;
  written[at + 2] = hexDigits[(value >>> 4) & 15] ?? 0;
  written[at + 3] = hexDigits[value & 15] ?? 0;
}

/**
 * `parseId('order', 'ord_01jd…')` → uuid.
 * Refuses with `kernel.id_malformed` when the text is not an id of that kind.
 */
export function parseId(kind: IdKind, text: string): string {
  const uuid = tryParseId(kind, text);
  if (uuid === undefined) {
    throw new Refusal({
      code: 'kernel.id_malformed',
      kind: 'invalid',
      en: `"${text.slice(0, 40)}" is not a ${kind} id; it must look like ${idPrefixes[kind]}_01jd….`,
      ja: `「${text.slice(0, 40)}」は${kind}のIDではありません(${idPrefixes[kind]}_ で始まります)。`,
    });
  }
  return uuid;
}
