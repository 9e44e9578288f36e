// Chance that can be repeated: sfc32 (Chris Doty-Humphrey's small fast counter, PractRand), seeded by splitmix32.
// Every part of the company draws from a stream of its own, so that a change in one leaves the others as they are.

export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<Value>(values: readonly Value[]): Value;
  chance(probability: number): boolean;
  /** About normal: mean 0, deviation 1. */
  normal(): number;
  /** Shuffles in place. */
  shuffle<Value>(values: Value[]): Value[];
};

/** A stream of chance; the same seed and name give the same stream. */
export function createRandom(seed: number, name: string): Random {
  const next = sfc32(seed >>> 0, hashOf(name));
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: <Value>(values: readonly Value[]): Value => {
      if (values.length === 0) {
        throw new Error('there is nothing to pick from');
      }
      return values[int(0, values.length - 1)] as Value;
    },
    chance: (probability) => next() < probability,
    // The sum of twelve is near enough to a bell for shops.
    normal: () => Array.from({ length: 12 }, next).reduce((sum, each) => sum + each, -6),
    shuffle: (values) => {
      for (let index = values.length - 1; index > 0; index -= 1) {
        const other = int(0, index);
        const kept = values[index] as (typeof values)[number];
        values[index] = values[other] as (typeof values)[number];
        values[other] = kept;
      }
      return values;
    },
  };
}

function sfc32(seed: number, salt: number): () => number {
  let mix = (seed ^ salt) >>> 0;
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  let [a, b, c, counter] = [splitmix(), splitmix(), splitmix(), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 15; round += 1) {
    next();
  }
  return next;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

export type Weighted = readonly (readonly [value: number, weight: number])[];

/**
 * A pack of cards in the measured proportions, dealt in any order: over the whole company the shares come out as
 * they were measured, which drawing each order by itself would only do roughly.
 */
export function createDeck(random: Random, weights: Weighted, size = 2000): () => number {
  const cards = dealExactly(random, weights, size);
  let at = cards.length;
  return () => {
    if (at === cards.length) {
      random.shuffle(cards);
      at = 0;
    }
    at += 1;
    return cards[at - 1] ?? 0;
  };
}

/** `size` values in the given proportions, shuffled; what is left by rounding goes to the largest remainders. */
export function dealExactly(random: Random, weights: Weighted, size: number): number[] {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const shares = weights.map(([value, weight]) => {
    const exact = (weight / total) * size;
    return { value, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  const missing = size - shares.reduce((sum, { whole }) => sum + whole, 0);
  const extra = new Set(shares.toSorted((a, b) => b.rest - a.rest).slice(0, missing));
  const cards = shares.flatMap((share) =>
    Array.from({ length: share.whole + (extra.has(share) ? 1 : 0) }, () => share.value),
  );
  return random.shuffle(cards);
}

/** `[3, 5]` → `[[0, 3], [1, 5]]`, without what never happens. */
export function weightsOf(curve: readonly number[]): Weighted {
  return curve.flatMap((weight, value) => (weight === 0 ? [] : [[value, weight] as const]));
}

/** Draws an index by weights, in logarithmic time. */
export function createChooser(random: Random, weights: readonly number[]): () => number {
  const sums: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    sums.push(total);
  }
  return () => {
    const wanted = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  };
}
