// How fast one device may send: a bucket that fills evenly. In memory of this process and never written down,
// since an address on a network says something of a person.

export type Pace = {
  /** Takes `count` from the bucket of `key`; false when there is not so much in it. */
  take(key: string, count: number, nowMs: number): boolean;
};

/** Buckets of `perMinute`, filled again within a minute; the longest unused of `keysMax` are forgotten. */
export function createPace(perMinute: number, keysMax = 20_000): Pace {
  const buckets = new Map<string, { level: number; atMs: number }>();
  return {
    take: (key, count, nowMs) => {
      const bucket = buckets.get(key) ?? { level: perMinute, atMs: nowMs };
      const filled = bucket.level + ((nowMs - bucket.atMs) / 60_000) * perMinute;
      const level = Math.min(perMinute, Math.max(filled, 0));
      const isEnough = level >= count;
      buckets.delete(key);
      buckets.set(key, { level: isEnough ? level - count : level, atMs: nowMs });
      const [oldest] = buckets.keys();
      if (buckets.size > keysMax && oldest !== undefined) {
        buckets.delete(oldest);
      }
      return isEnough;
    },
  };
}
