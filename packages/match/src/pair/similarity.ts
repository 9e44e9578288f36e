/**
 * How alike two texts are, as DuckDB answers it: over the bytes of UTF-8, so that a pair scored here
 * and the same pair scored in the store stand on the same level (expression.test.ts holds both together).
 */
const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

/** 0 … 1; a common start of up to four bytes counts, once the rest is at least 0.7 alike (Winkler 1990). */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return 1;
  const [a, b] = [bytesOf(left), bytesOf(right)];
  const jaro = jaroOf(a, b);
  if (jaro <= 0.7) return jaro;
  let start = 0;
  while (start < 4 && start < a.length && start < b.length && a[start] === b[start]) start += 1;
  return jaro + start * 0.1 * (1 - jaro);
}

function jaroOf(a: Buffer, b: Buffer): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const seenA = new Uint8Array(a.length);
  const seenB = new Uint8Array(b.length);
  let common = 0;
  for (let at = 0; at < b.length; at += 1) {
    const until = Math.min(a.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= until; other += 1) {
      if (seenA[other] === 0 && a[other] === b[at]) {
        seenA[other] = 1;
        seenB[at] = 1;
        common += 1;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let turned = 0;
  let other = 0;
  for (let at = 0; at < a.length; at += 1) {
    if (seenA[at] === 0) continue;
    while (seenB[other] === 0) other += 1;
    if (a[at] !== b[other]) turned += 1;
    other += 1;
  }
  return (common / a.length + common / b.length + (common - Math.floor(turned / 2)) / common) / 3;
}

/** Least number of insertions, deletions, changes and turned neighbours (Damerau–Levenshtein). */
export function damerauLevenshtein(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [bytesOf(left), bytesOf(right)];
  const width = b.length + 2;
  const far = a.length + b.length;
  const grid = new Int32Array((a.length + 2) * width).fill(0);
  grid[0] = far;
  for (let i = 0; i <= a.length; i += 1) {
    grid[(i + 1) * width] = far;
    grid[(i + 1) * width + 1] = i;
  }
  for (let j = 0; j <= b.length; j += 1) {
    grid[j + 1] = far;
    grid[width + j + 1] = j;
  }
  const lastRow = new Int32Array(256);
  for (let i = 1; i <= a.length; i += 1) {
    let lastColumn = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const row = lastRow[b[j - 1] ?? 0] ?? 0;
      const column = lastColumn;
      const isSame = a[i - 1] === b[j - 1];
      if (isSame) lastColumn = j;
      const at = (r: number, c: number) => grid[r * width + c] ?? far;
      grid[(i + 1) * width + j + 1] = Math.min(
        at(i, j) + (isSame ? 0 : 1),
        at(i + 1, j) + 1,
        at(i, j + 1) + 1,
        at(row, column) + (i - row - 1) + 1 + (j - column - 1),
      );
    }
    lastRow[a[i - 1] ?? 0] = i;
  }
  return grid[(a.length + 1) * width + b.length + 1] ?? far;
}

/** Places that differ; texts of different length differ everywhere. */
export function hamming(left: string, right: string): number {
  const [a, b] = [bytesOf(left), bytesOf(right)];
  if (a.length !== b.length) return Math.max(a.length, b.length);
  let differing = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) differing += 1;
  return differing;
}
