// Hundreds of thousands of items in a few long strings: a page of the catalogue is one text, and beside it the same
// lines folded for the search. A search is one pass of the browser's own `indexOf`; a barcode is looked up in a table
// of numbers. An object an item would take several times the memory and as long to make as to fetch.
import { foldText } from './fold.ts';
import { readLine, type TillItem } from './line.ts';

export type Page = {
  /** Lines of items in the order of their ids. */
  readonly rows: string;
  /** The same lines, folded: names, reading, code, barcodes. */
  readonly folded: string;
};

type Chunk = Page & { readonly starts: Uint32Array; readonly foldedStarts: Uint32Array };

/** Folds a page for the search. */
export function foldPage(rows: string): string {
  if (rows === '') {
    return '';
  }
  return rows
    .split('\n')
    .map((line) => {
      const [, code = '', barcodes = '', name = '', nameEn = '', kana = ''] = line.split('\t');
      return foldText(`${name} ${nameEn} ${kana} ${code} ${barcodes}`);
    })
    .join('\n');
}

/** How a code is looked up: a barcode with 14 digits, anything else folded. */
function keyOfCode(code: string): string {
  return /^\d{8}$|^\d{12,14}$/.test(code) ? code.padStart(14, '0') : foldText(code);
}

export class ShelfIndex {
  readonly #chunks: Chunk[] = [];
  /** Lines that changed since, by id; they stand instead of the older ones. */
  readonly #changed = new Map<string, string>();
  readonly #changedCodes = new Map<string, string>();
  /** Places of items by the hash of their codes; 0 is nobody. */
  #table = new Uint32Array(1 << 16);
  #codes = 0;
  #items = 0;

  get size(): number {
    return this.#items;
  }

  add(page: Page): void {
    if (page.rows === '') {
      return;
    }
    const chunk = { ...page, starts: startsOf(page.rows), foldedStarts: startsOf(page.folded) };
    this.#chunks.push(chunk);
    const lines = chunk.starts.length - 1;
    this.#items += lines;
    this.#makeRoom(lines * 3);
    for (let line = 0; line < lines; line += 1) {
      this.#enter(this.#chunks.length - 1, line);
    }
  }

  /** Takes lines that changed. */
  change(rows: string): void {
    if (rows === '') {
      return;
    }
    for (const line of rows.split('\n')) {
      const { id } = readLine(line);
      if (!this.#changed.has(id) && this.#find(id) === undefined) {
        this.#items += 1;
      }
      this.#changed.set(id, line);
      for (const code of codesOf(line)) {
        this.#changedCodes.set(keyOfCode(code), id);
      }
    }
  }

  byId(id: string): TillItem | undefined {
    const line = this.#changed.get(id) ?? this.#find(id);
    return line === undefined ? undefined : readLine(line);
  }

  /** The item of a barcode or an own code; an active one first. */
  byCode(code: string): TillItem | undefined {
    const key = keyOfCode(code);
    const changed = this.#changedCodes.get(key);
    if (changed !== undefined) {
      return this.byId(changed);
    }
    let found: TillItem | undefined;
    const mask = this.#table.length - 1;
    for (let at = hashOf(key) & mask; this.#table[at] !== 0; at = (at + 1) & mask) {
      const place = (this.#table[at] ?? 0) - 1;
      const line = this.#lineAt(Math.floor(place / 65_536), place % 65_536);
      if (codesOf(line).some((each) => keyOfCode(each) === key)) {
        const { id } = readLine(line);
        const item = this.#changed.has(id) ? undefined : readLine(line);
        if (item?.isActive === true) {
          return item;
        }
        found ??= item;
      }
    }
    return found;
  }

  /** Active items whose words hold every word asked for, at most so many. */
  search(text: string, limit: number): TillItem[] {
    const words = foldText(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    const [longest] = words.toSorted((a, b) => b.length - a.length);
    if (longest === undefined) {
      return [];
    }
    const found: TillItem[] = [];
    for (const line of this.#changed.values()) {
      const folded = foldPage(line);
      const item = words.every((word) => folded.includes(word)) ? readLine(line) : undefined;
      if (item?.isActive === true && found.length < limit) {
        found.push(item);
      }
    }
    for (const chunk of this.#chunks) {
      this.#searchChunk(chunk, words, longest, limit, found);
      if (found.length >= limit) {
        break;
      }
    }
    return found;
  }

  #searchChunk(
    chunk: Chunk,
    words: readonly string[],
    longest: string,
    limit: number,
    found: TillItem[],
  ): void {
    const { folded, foldedStarts } = chunk;
    let at = folded.indexOf(longest);
    while (at !== -1 && found.length < limit) {
      const line = lineOf(foldedStarts, at);
      const end = foldedStarts[line + 1] ?? folded.length;
      const text = words.length === 1 ? '' : folded.slice(foldedStarts[line], end);
      if (words.length === 1 || words.every((word) => text.includes(word))) {
        const item = readLine(lineIn(chunk.rows, chunk.starts, line));
        if (item.isActive && !this.#changed.has(item.id)) {
          found.push(item);
        }
      }
      at = folded.indexOf(longest, end);
    }
  }

  #find(id: string): string | undefined {
    const chunk = this.#chunks.findLast(({ rows }) => rows.slice(0, id.length) <= id);
    if (chunk === undefined) {
      return undefined;
    }
    let [low, high] = [0, chunk.starts.length - 2];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const start = chunk.starts[middle] ?? 0;
      const here = chunk.rows.slice(start, start + id.length);
      if (here === id) {
        return lineIn(chunk.rows, chunk.starts, middle);
      }
      if (here < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return undefined;
  }

  #lineAt(chunk: number, line: number): string {
    const { rows, starts } = this.#chunks[chunk] as Chunk;
    return lineIn(rows, starts, line);
  }

  #enter(chunk: number, line: number): void {
    const mask = this.#table.length - 1;
    for (const code of codesOf(this.#lineAt(chunk, line))) {
      let at = hashOf(keyOfCode(code)) & mask;
      while (this.#table[at] !== 0) {
        at = (at + 1) & mask;
      }
      this.#table[at] = chunk * 65_536 + line + 1;
      this.#codes += 1;
    }
  }

  /** At most half of the table is filled, so that a look stays short. */
  #makeRoom(more: number): void {
    let size = this.#table.length;
    while ((this.#codes + more) * 2 > size) {
      size *= 2;
    }
    if (size === this.#table.length) {
      return;
    }
    this.#table = new Uint32Array(size);
    this.#codes = 0;
    for (let chunk = 0; chunk < this.#chunks.length - 1; chunk += 1) {
      const lines = (this.#chunks[chunk]?.starts.length ?? 1) - 1;
      for (let line = 0; line < lines; line += 1) {
        this.#enter(chunk, line);
      }
    }
  }
}

/** Where each line begins, and after the last one where the text ends. */
function startsOf(text: string): Uint32Array {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  starts.push(text.length + 1);
  return Uint32Array.from(starts);
}

function lineIn(text: string, starts: Uint32Array, line: number): string {
  return text.slice(starts[line], (starts[line + 1] ?? text.length + 1) - 1);
}

function lineOf(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** The own code and the barcodes of a line. */
function codesOf(line: string): string[] {
  const code = line.indexOf('\t') + 1;
  const barcodes = line.indexOf('\t', code) + 1;
  const end = line.indexOf('\t', barcodes);
  const own = line.slice(code, barcodes - 1);
  return end === barcodes
    ? [own]
    : [
        own,
        ...line
          .slice(barcodes, end)
          .split(' ')
          .map((each) => each.split('*')[0] ?? ''),
      ];
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
