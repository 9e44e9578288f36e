// An index from words to items in this process: postings are numbers in typed arrays, the vocabulary is sorted for
// prefixes and known by pairs of letters for typos. A library was tried first (MiniSearch): with 100,000 items it
// took 176 MB and 5 to 200 ms a search, against some 30 MB and well below a millisecond here (bench/README.md).
//
// A hit's rank is the sum of what each word of the query was found as, 0 the best; within a rank hits stand by
// name. So a rank does not depend on what else is sold, and pages can be followed by a cursor.
import { Typos } from './typos.ts';

export const fields = { nameBegin: 0, name: 1, code: 1, reading: 2, more: 3, category: 5 } as const;
const asPrefix = 1;
const asTypo = 6;
const penaltyBits = 3;
const rankMax = 255;
const prefixesMax = 300;
const rankStep = 2 ** 24;

export type Entry = {
  readonly id: string;
  /** Hits of one rank stand in its order, then by id. */
  readonly sortKey: string;
  /** Words by what they are of; a word may be in several, its best counts. */
  readonly words: readonly { readonly field: keyof typeof fields; readonly word: string }[];
};

export type Hit = { readonly id: string; readonly rank: number; readonly sortKey: string };

type Posting = { list: Uint32Array; size: number };
type Expansion = { readonly wordId: number; readonly extra: number };

export class WordIndex {
  readonly #wordIds = new Map<string, number>();
  /** A posting, or the only entry of a word as a number. */
  readonly #postings: (Posting | number)[] = [];
  readonly #typos = new Typos();
  #vocabulary: string[] = [];
  #freshWords: string[] = [];

  readonly #docs = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #sortKeys: string[] = [];
  #isDead = new Uint8Array(1024);
  #dead = 0;
  #sorted = new Uint32Array(0);
  #freshDocs: number[] = [];
  #placeOf = new Uint32Array(0);

  #mark = new Uint32Array(0);
  #rank = new Uint16Array(0);
  #last = new Uint8Array(0);
  #epoch = 0;

  /** Living entries. */
  get size(): number {
    return this.#docs.size;
  }

  /** True when so much has been replaced that building anew frees memory. */
  get isWorn(): boolean {
    return this.#dead > 10_000 && this.#dead > this.#docs.size;
  }

  /** Puts an entry in or anew; found after the next `commit`. */
  put(entry: Entry): void {
    this.remove(entry.id);
    const doc = this.#ids.length;
    this.#docs.set(entry.id, doc);
    this.#ids.push(entry.id);
    this.#sortKeys.push(entry.sortKey);
    if (doc >= this.#isDead.length) {
      const isDead = new Uint8Array(this.#isDead.length * 2);
      isDead.set(this.#isDead);
      this.#isDead = isDead;
    }
    this.#freshDocs.push(doc);
    const best = new Map<string, number>();
    for (const { field, word } of entry.words) {
      best.set(word, Math.min(best.get(word) ?? rankMax, fields[field]));
      if (field !== 'code' && Typos.isSpeltBySound(word)) {
        this.#typos.add(this.#idOf(word), word);
      }
    }
    for (const [word, penalty] of best) {
      this.#post(this.#idOf(word), doc * 2 ** penaltyBits + penalty);
    }
  }

  remove(id: string): void {
    const doc = this.#docs.get(id);
    if (doc !== undefined) {
      this.#docs.delete(id);
      this.#isDead[doc] = 1;
      this.#dead += 1;
    }
  }

  /** Makes what was put and removed since the last time count. */
  commit(): void {
    const fresh = this.#freshDocs.filter((doc) => this.#isDead[doc] === 0);
    fresh.sort((a, b) => this.#compare(a, b));
    this.#freshDocs = [];
    const old = this.#sorted.filter((doc) => this.#isDead[doc] === 0);
    const sorted = new Uint32Array(old.length + fresh.length);
    for (let at = 0, i = 0, j = 0; at < sorted.length; at += 1) {
      const a = old[i];
      const b = fresh[j];
      const isOld = b === undefined || (a !== undefined && this.#compare(a, b) < 0);
      sorted[at] = (isOld ? a : b) ?? 0;
      i += isOld ? 1 : 0;
      j += isOld ? 0 : 1;
    }
    this.#sorted = sorted;
    const docs = this.#ids.length;
    if (this.#placeOf.length < docs) {
      const room = Math.ceil(docs * 1.2) + 64;
      this.#placeOf = new Uint32Array(room);
      this.#mark = new Uint32Array(room);
      this.#rank = new Uint16Array(room);
      this.#last = new Uint8Array(room);
      this.#epoch = 0;
    }
    for (let at = 0; at < sorted.length; at += 1) {
      this.#placeOf[sorted[at] ?? 0] = at;
    }
    if (this.#freshWords.length > 500) {
      this.#vocabulary = [...this.#vocabulary, ...this.#freshWords].toSorted();
      this.#freshWords = [];
    }
  }

  /**
   * The best entries that have every word, as a word, as its beginning, or with a slip of the pen; `count` at most,
   * after a hit of before.
   */
  find(words: readonly string[], count: number, after?: Hit): Hit[] {
    const known = words.map((word) => this.#expand(word));
    const hits = this.#match(known, count, after);
    if (hits.length > 0 || after !== undefined) {
      return hits;
    }
    // A slip can make another word of it: 湯のみ and 海苔 begin alike in romaji.
    const loose = words.map((word, at) => [...(known[at] ?? []), ...this.#slips(word)]);
    return this.#match(loose, count, after);
  }

  #idOf(word: string): number {
    let wordId = this.#wordIds.get(word);
    if (wordId === undefined) {
      wordId = this.#postings.length;
      this.#wordIds.set(word, wordId);
      this.#postings.push(-1);
      this.#freshWords.push(word);
    }
    return wordId;
  }

  #post(wordId: number, value: number): void {
    const posting = this.#postings[wordId] ?? -1;
    if (typeof posting !== 'number') {
      if (posting.size === posting.list.length) {
        const list = new Uint32Array(posting.size * 2);
        list.set(posting.list);
        posting.list = list;
      }
      posting.list[posting.size] = value;
      posting.size += 1;
    } else if (posting < 0) {
      this.#postings[wordId] = value;
    } else {
      this.#postings[wordId] = { list: Uint32Array.of(posting, value, 0, 0), size: 2 };
    }
  }

  #expand(word: string): Expansion[] {
    const found = this.#known(word);
    return found.length > 0 ? found : this.#slips(word);
  }

  #known(word: string): Expansion[] {
    const own = this.#wordIds.get(word);
    const found: Expansion[] = own === undefined ? [] : [{ wordId: own, extra: 0 }];
    const isShort = word.length < 2 && /[a-z0-9]/.test(word);
    if (isShort) {
      return found;
    }
    const add = (other: string) => {
      const wordId = this.#wordIds.get(other);
      if (wordId !== undefined && other !== word) {
        found.push({ wordId, extra: asPrefix });
      }
    };
    for (let at = lowerBound(this.#vocabulary, word); found.length < prefixesMax; at += 1) {
      const other = this.#vocabulary[at];
      if (other?.startsWith(word) !== true) {
        break;
      }
      add(other);
    }
    for (const other of this.#freshWords) {
      if (other.startsWith(word)) {
        add(other);
      }
    }
    return found;
  }

  #slips(word: string): Expansion[] {
    return Typos.isSpeltBySound(word)
      ? this.#typos.near(word).map(({ wordId, distance }) => ({ wordId, extra: asTypo * distance }))
      : [];
  }

  #match(words: readonly (readonly Expansion[])[], count: number, after: Hit | undefined): Hit[] {
    if (words.length === 0 || words.some((expansions) => expansions.length === 0)) {
      return [];
    }
    if (this.#epoch > 2 ** 32 - 64) {
      this.#mark.fill(0);
      this.#epoch = 0;
    }
    // The rarest word first: what it does not have need not be looked at.
    const bySize = words.toSorted((a, b) => this.#sizeOf(a) - this.#sizeOf(b));
    const candidates: number[] = [];
    for (const [turn, expansions] of bySize.entries()) {
      for (const { wordId, extra } of expansions) {
        const posting = this.#postings[wordId] ?? -1;
        if (typeof posting !== 'number') {
          for (let at = 0; at < posting.size; at += 1) {
            this.#meet(posting.list[at] ?? 0, extra, turn, candidates);
          }
        } else if (posting >= 0) {
          this.#meet(posting, extra, turn, candidates);
        }
      }
    }
    const all = this.#epoch + words.length;
    this.#epoch = all;
    const floor = after === undefined ? -1 : this.#keyOf(after);
    return this.#best(candidates, all, count, floor).map((key) => {
      const doc = this.#sorted[key % rankStep] ?? 0;
      return {
        id: this.#ids[doc] ?? '',
        rank: Math.floor(key / rankStep),
        sortKey: this.#sortKeys[doc] ?? '',
      };
    });
  }

  #meet(entry: number, extra: number, turn: number, candidates: number[]): void {
    const doc = entry >>> penaltyBits;
    const penalty = (entry & (2 ** penaltyBits - 1)) + extra;
    const mark = this.#mark[doc] ?? 0;
    const before = this.#epoch + turn;
    if (mark === before + 1) {
      const last = this.#last[doc] ?? 0;
      if (penalty < last) {
        this.#rank[doc] = (this.#rank[doc] ?? 0) - last + penalty;
        this.#last[doc] = penalty;
      }
      return;
    }
    if (turn === 0 ? this.#isDead[doc] === 1 : mark !== before) {
      return;
    }
    if (turn === 0) {
      candidates.push(doc);
      this.#rank[doc] = 0;
    }
    this.#mark[doc] = before + 1;
    this.#rank[doc] = (this.#rank[doc] ?? 0) + penalty;
    this.#last[doc] = penalty;
  }

  /** The lowest keys above a floor, in order; few of many are chosen without sorting the rest. */
  #best(candidates: readonly number[], all: number, count: number, floor: number): number[] {
    const keys: number[] = [];
    let worst = Number.POSITIVE_INFINITY;
    for (const doc of candidates) {
      if (this.#mark[doc] !== all) {
        continue;
      }
      const rank = Math.min(this.#rank[doc] ?? 0, rankMax);
      const key = rank * rankStep + (this.#placeOf[doc] ?? 0);
      if (key <= floor || key >= worst) {
        continue;
      }
      keys.push(key);
      if (keys.length >= count * 2 + 64) {
        keys.sort((a, b) => a - b);
        keys.length = count;
        worst = keys[count - 1] ?? worst;
      }
    }
    return keys.toSorted((a, b) => a - b).slice(0, count);
  }

  #keyOf({ rank, sortKey, id }: Hit): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const doc = this.#sorted[middle] ?? 0;
      const key = this.#sortKeys[doc] ?? '';
      const isUpTo = key < sortKey || (key === sortKey && (this.#ids[doc] ?? '') <= id);
      low = isUpTo ? middle + 1 : low;
      high = isUpTo ? high : middle;
    }
    return rank * rankStep + low - 1;
  }

  #compare(a: number, b: number): number {
    const [keyA = '', keyB = ''] = [this.#sortKeys[a], this.#sortKeys[b]];
    if (keyA !== keyB) {
      return keyA < keyB ? -1 : 1;
    }
    return (this.#ids[a] ?? '') < (this.#ids[b] ?? '') ? -1 : 1;
  }

  #sizeOf(expansions: readonly Expansion[]): number {
    return expansions.reduce((sum, { wordId }) => {
      const posting = this.#postings[wordId] ?? -1;
      return sum + (typeof posting === 'number' ? 1 : posting.size);
    }, 0);
  }
}

/** Where a word stands or would stand in a sorted list. */
function lowerBound(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? '') < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
