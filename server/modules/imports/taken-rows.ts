// How a row is known again. Identity = source + file + row: by its content within the file, as often as it
// was there before (so true duplicates are kept, a second run changes nothing, and a mended or grown file
// brings only its new rows), and by its place for a row whose content was edited after it had been taken.
import { hash as cryptoHash } from 'node:crypto';
import type { RawRow } from './reading/index.ts';

/** What earlier runs of a file have taken. */
export type TakenRows = {
  readonly isEmpty: boolean;
  /** True, and used up once, when a row of this content was taken before. */
  take(hash: bigint): boolean;
  /** After all rows were asked: whether another content was taken at this place that is not in the file now. */
  wasEdited(row: number): boolean;
};

/** A 64-bit keyed hash of a row's cells, never zero. Keyed, so that nothing can be guessed from it. */
export function hashRow(key: string, raw: RawRow): bigint {
  const text = raw.cells.map((cell) => (cell === undefined ? '\u0001' : cell)).join('\u0000');
  // One call a row: an HMAC object for each of a million rows costs three times as much.
  const digest = cryptoHash('sha256', `${key}${text}`, 'buffer');
  const hash = digest.readBigUInt64BE(0);
  return hash === 0n ? 1n : hash;
}

/** Collects the chunks that earlier runs booked. */
export function collectTaken(
  chunks: readonly { readonly first_row: number; readonly hashes: Buffer }[],
): TakenRows {
  const left = new Map<bigint, number>();
  const atRow = new Map<number, bigint>();
  for (const { first_row: firstRow, hashes } of chunks) {
    for (let index = 0; index * 8 < hashes.length; index += 1) {
      const hash = hashes.readBigUInt64BE(index * 8);
      if (hash !== 0n) {
        left.set(hash, (left.get(hash) ?? 0) + 1);
        atRow.set(firstRow + index, hash);
      }
    }
  }
  return {
    isEmpty: left.size === 0,
    take: (hash) => {
      const count = left.get(hash) ?? 0;
      if (count === 0) {
        return false;
      }
      left.set(hash, count - 1);
      return true;
    },
    wasEdited: (row) => {
      const hash = atRow.get(row);
      return hash !== undefined && (left.get(hash) ?? 0) > 0;
    },
  };
}
