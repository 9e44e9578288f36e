// One seeded source of chance for the generated tables.
export type Random = ReturnType<typeof createRandom>;

/** xorshift32: small, seeded, the same everywhere. */
export function createRandom(seed: number) {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    isLucky: (chance: number) => next() < chance,
    pick: <T>(list: readonly T[]): T => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    /** The first are much likelier than the last, as with names. */
    pickCommon: <T>(list: readonly T[]): T => {
      const found = list[Math.floor(list.length * next() ** 2.6)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
