// Hundreds of thousands of items in a few long strings: a page of the catalogue is one text, and beside it the same
// lines folded for the search. A search is one pass of the browser's own `indexOf`; a barcode is looked up in a table
// of numbers. An object an item would take several times the memory and as long to make as to fetch.
import { foldText } from './fold.ts';
import { readLine, type TillItem } from './line.ts';

/** A page of the catalogue as it is kept: everything that opening it again would have to reckon is reckoned once. */
export type Page = {
  /** Lines of items in the order of their ids, as UTF-8: half of what a string takes. */
  readonly rows: Uint8Array<ArrayBuffer>;
  /** Where each line begins, and one more at the end. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** The same lines, folded: names, reading, code, barcodes. */
  readonly folded: string;
  readonly foldedStarts: Uint32Array<ArrayBuffer>;
  /** The hash of each code, and the line it stands in. */
  readonly hashes: Uint32Array<ArrayBuffer>;
  readonly hashLines: Uint16Array<ArrayBuffer>;
};

const writer = new TextEncoder();
const reader = new TextDecoder();

/** Makes a page of its lines; at most 65,536. */
export function pageOf(text: string): Page {
  const lines = text === '' ? [] : text.split('\n');
  const folded = lines.map(foldLine).join('\n');
  const rows = writer.encode(text);
  const hashes: number[] = [];
  const hashLines: number[] = [];
  for (const [line, each] of lines.entries()) {
    for (const code of codesOf(each)) {
      hashes.push(hashOf(keyOfCode(code)));
      hashLines.push(line);
    }
  }
  return {
    rows,
    starts: startsIn(lines.length, rows.length, (at) => rows.indexOf(0x0a, at)),
    folded,
    foldedStarts: startsIn(lines.length, folded.length, (at) => folded.indexOf('\n', at)),
    hashes: Uint32Array.from(hashes),
    hashLines: Uint16Array.from(hashLines),
  };
}

function foldLine(line: string): string {
  const [, code = '', barcodes = '', name = '', nameEn = '', kana = ''] = line.split('\t');
  return foldText(`${name} ${nameEn} ${kana} ${code} ${barcodes}`);
}

/** How a code is looked up: a barcode with 14 digits, anything else folded. */
function keyOfCode(code: string): string {
  return /^\d{8}$|^\d{12,14}$/.test(code) ? code.padStart(14, '0') : foldText(code);
}

export class ShelfIndex {
  readonly #chunks: Page[] = [];
  /** Lines that changed since, by id, and folded; they stand instead of the older ones. */
  readonly #changed = new Map<string, { readonly line: string; readonly folded: string }>();
  readonly #changedCodes = new Map<string, string>();
  /** Places of items by the hash of their codes; 0 is nobody. */
  #table = new Uint32Array(1 << 16);
  #codes = 0;
  #items = 0;

  get size(): number {
    return this.#items;
  }

  /** Makes room for so many items at once. */
  reserve(items: number): void {
    this.#makeRoom(items * 2);
  }

  add(page: Page): void {
    const lines = page.starts.length - 1;
    if (lines < 1) {
      return;
    }
    this.#chunks.push(page);
    this.#items += lines;
    this.#makeRoom(page.hashes.length);
    this.#enter(this.#chunks.length - 1);
  }

  /**
   * Takes lines that changed; answers those that do. The house tells of some again, to be sure that none is missed:
   * after an import of the whole catalogue that is all of it.
   */
  change(rows: string): string {
    const news = rows === '' ? [] : rows.split('\n').filter((line) => this.#changeLine(line));
    return news.join('\n');
  }

  #changeLine(line: string): boolean {
    const id = line.slice(0, line.indexOf('\t'));
    const before = this.#lineOf(id);
    if (before === line) {
      return false;
    }
    this.#items += before === undefined ? 1 : 0;
    this.#changed.set(id, { line, folded: foldLine(line) });
    for (const code of codesOf(line)) {
      this.#changedCodes.set(keyOfCode(code), id);
    }
    return true;
  }

  byId(id: string): TillItem | undefined {
    const line = this.#lineOf(id);
    return line === undefined ? undefined : readLine(line);
  }

  #lineOf(id: string): string | undefined {
    return this.#changed.get(id)?.line ?? this.#find(id);
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
    for (const { line, folded } of this.#changed.values()) {
      if (found.length >= limit) {
        return found;
      }
      const item = words.every((word) => folded.includes(word)) ? readLine(line) : undefined;
      if (item?.isActive === true) {
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
    chunk: Page,
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
        const item = readLine(lineIn(chunk, line));
        if (item.isActive && !this.#changed.has(item.id)) {
          found.push(item);
        }
      }
      at = folded.indexOf(longest, end);
    }
  }

  #find(id: string): string | undefined {
    const chunk = this.#chunks.findLast((each) => idAt(each, 0, id.length) <= id);
    if (chunk === undefined) {
      return undefined;
    }
    let [low, high] = [0, chunk.starts.length - 2];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = idAt(chunk, middle, id.length);
      if (here === id) {
        return lineIn(chunk, middle);
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
    return lineIn(this.#chunks[chunk] as Page, line);
  }

  #enter(chunk: number): void {
    const mask = this.#table.length - 1;
    const { hashes, hashLines } = this.#chunks[chunk] as Page;
    for (let index = 0; index < hashes.length; index += 1) {
      let at = (hashes[index] ?? 0) & mask;
      while (this.#table[at] !== 0) {
        at = (at + 1) & mask;
      }
      this.#table[at] = chunk * 65_536 + (hashLines[index] ?? 0) + 1;
    }
    this.#codes += hashes.length;
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
    const entered = this.#codes;
    this.#codes = 0;
    for (let chunk = 0; this.#codes < entered; chunk += 1) {
      this.#enter(chunk);
    }
  }
}

function startsIn(
  lines: number,
  length: number,
  nextBreak: (at: number) => number,
): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(lines === 0 ? 0 : lines + 1);
  for (let line = 1; line < lines; line += 1) {
    starts[line] = nextBreak(starts[line - 1] ?? 0) + 1;
  }
  if (lines > 0) {
    starts[lines] = length + 1;
  }
  return starts;
}

function idAt({ rows, starts }: Page, line: number, length: number): string {
  const start = starts[line] ?? 0;
  return reader.decode(rows.subarray(start, start + length));
}

function lineIn({ rows, starts }: Page, line: number): string {
  return reader.decode(rows.subarray(starts[line], (starts[line + 1] ?? rows.length + 1) - 1));
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
