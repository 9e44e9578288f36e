// Words that are spelt almost alike, found by the pairs of letters they share: of 100,000 words a few hundred are
// then compared letter by letter. Only what is spelt by sound is kept here (kana and romaji folded to a–z); kanji
// carry a meaning each, and a code that is almost right is another code.

export type Typo = { readonly wordId: number; readonly distance: number };

export class Typos {
  readonly #words = new Map<number, string>();
  readonly #byPair = new Map<string, number[]>();
  #counts = new Uint8Array(1024);

  /** Whether a slip in it may be forgiven. */
  static isSpeltBySound(word: string): boolean {
    return /^[a-z]{4,30}$/.test(word);
  }

  add(wordId: number, word: string): void {
    if (this.#words.has(wordId)) {
      return;
    }
    this.#words.set(wordId, word);
    for (const pair of pairsOf(word)) {
      const list = this.#byPair.get(pair);
      if (list === undefined) {
        this.#byPair.set(pair, [wordId]);
      } else {
        list.push(wordId);
      }
    }
  }

  /** Known words with one letter wrong, too many, missing or swapped; two in words of eight and more. */
  near(word: string): Typo[] {
    const distanceMax = word.length < 8 ? 1 : 2;
    const pairs = pairsOf(word);
    const sharedMin = Math.max(1, pairs.size - 2 * distanceMax - 1);
    const met: number[] = [];
    for (const pair of pairs) {
      for (const wordId of this.#byPair.get(pair) ?? []) {
        if (wordId >= this.#counts.length) {
          this.#grow(wordId);
        }
        const count = (this.#counts[wordId] ?? 0) + 1;
        this.#counts[wordId] = count;
        if (count === 1) {
          met.push(wordId);
        }
      }
    }
    const found: Typo[] = [];
    for (const wordId of met) {
      const shared = this.#counts[wordId] ?? 0;
      this.#counts[wordId] = 0;
      const other = this.#words.get(wordId) ?? '';
      if (shared >= sharedMin && Math.abs(other.length - word.length) <= distanceMax) {
        const distance = distanceOf(word, other, distanceMax);
        if (distance > 0 && distance <= distanceMax) {
          found.push({ wordId, distance });
        }
      }
    }
    return found;
  }

  #grow(wordId: number): void {
    const counts = new Uint8Array(Math.max(wordId + 1, this.#counts.length * 2));
    counts.set(this.#counts);
    this.#counts = counts;
  }
}

/** With the first letter as a pair of its own: it is seldom the wrong one. */
function pairsOf(word: string): Set<string> {
  const pairs = new Set([`^${word[0]}`]);
  for (let at = 0; at < word.length - 1; at += 1) {
    pairs.add(word.slice(at, at + 2));
  }
  return pairs;
}

const rows = [new Uint8Array(40), new Uint8Array(40), new Uint8Array(40)] as const;

/** Optimal string alignment (Damerau–Levenshtein of neighbours); more than `max` once it is certain. */
export function distanceOf(a: string, b: string, max: number): number {
  let [before, last, row]: readonly [Uint8Array, Uint8Array, Uint8Array] = rows;
  for (let j = 0; j <= b.length; j += 1) {
    last[j] = j;
  }
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > max) {
      return max + 1;
    }
    [before, last, row] = [last, row, before];
  }
  return last[b.length] ?? 0;
}
