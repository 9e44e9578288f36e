// What a bench answers, and how load is made and timed.

export type BenchResult = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly p50_ms?: number;
  readonly p99_ms?: number;
  readonly ratios?: Readonly<Record<string, number>>;
  /** Further facts of the run: oversold, statements, requests. */
  readonly [fact: string]: unknown;
};

export type BenchOptions = { readonly seconds: number; readonly say: (text: string) => void };
export type BenchRun = (options: BenchOptions) => Promise<readonly BenchResult[]>;

export type Load = {
  readonly perSecond: number;
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/**
 * Keeps `concurrency` calls under way for some seconds, after a warm-up of half of it: what runs has been running for a
 * while. `size` is how many things one call does.
 */
export async function loadWith(
  options: { readonly seconds: number; readonly concurrency: number; readonly size?: number },
  call: (worker: number) => Promise<unknown>,
): Promise<Load> {
  const warmUntil = performance.now() + options.seconds * 500;
  await Promise.all(
    Array.from({ length: options.concurrency }, async (_, worker) => {
      while (performance.now() < warmUntil) {
        await call(worker);
      }
    }),
  );
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + options.seconds * 1000;
  await Promise.all(
    Array.from({ length: options.concurrency }, async (_, worker) => {
      while (performance.now() < until) {
        const at = performance.now();
        await call(worker);
        times.push(performance.now() - at);
      }
    }),
  );
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const count = times.length * (options.size ?? 1);
  return {
    perSecond: count / took,
    count,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}
