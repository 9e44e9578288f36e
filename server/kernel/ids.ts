// Ids. Inside the server and in Postgres an id is a plain UUIDv7 (16 bytes, time-ordered). At every edge
// (HTTP, events, files) it is written with its type in front, as `@engawa/shapes` does it for server and apps alike:
// `ord_01jd…`. See docs/decisions/0004-ids.md.
import { randomUUIDv7 } from 'node:crypto';
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

/**
 * A new UUIDv7, monotonic within this process: Node's own ids of one millisecond come in any order, so the 12
 * bits after the time count up within it (RFC 9562, section 6.2, method 1).
 */
export function newId(): string {
  const random = randomUUIDv7();
  const ms = Number.parseInt(random.slice(0, 8) + random.slice(9, 13), 16);
  if (ms > lastMs) {
    lastMs = ms;
    // Half of the range stays free for counting.
    counter = Number.parseInt(random.slice(15, 18), 16) & 0x7ff;
  } else if (counter < 0xfff) {
    counter += 1;
  } else {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${random.slice(19)}`;
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
