// Lighthouse against a running server, as on a phone with a slow line and a slow processor (its own preset).
import lighthouse from 'lighthouse';

export type Scores = Readonly<Record<string, number>>;

/** Scores from 0 to 1 by category; the browser listens for it on `port` and comes with `cookie` (`name=value`). */
export async function scoresOf(url: string, port: number, cookie?: string): Promise<Scores> {
  const run = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    ...(cookie === undefined ? {} : { extraHeaders: { Cookie: cookie } }),
  });
  const categories = run?.lhr.categories ?? {};
  return Object.fromEntries(
    Object.values(categories).map(({ id, score }) => [id, score ?? 0] as const),
  );
}
