// The pages of an app on a house of a test, built from the sources as they are.
import { serveApps } from '#kernel/apps';
import { buildAppIfNeeded, distOf } from '#kernel/apps-build';
import type { TestHouse } from './index.ts';

/** Serves the tablet, and the console where it is asked for; call it before the first request. */
export async function serveBuiltApps(
  house: TestHouse,
  names: readonly ('staff' | 'console')[] = ['staff'],
): Promise<void> {
  for (const name of names) {
    await buildAppIfNeeded(name, () => undefined);
  }
  const dist = Object.fromEntries(names.map((name) => [name, distOf(name)]));
  await serveApps(house.app, { dist });
}
