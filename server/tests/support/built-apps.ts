// The tablet's pages on a house of a test, built from the sources as they are.
import { serveApps } from '#kernel/apps';
import { buildAppIfNeeded, distOf } from '#kernel/apps-build';
import type { TestHouse } from './index.ts';

/** Serves the tablet; call it before the first request. */
export async function serveBuiltApps(house: TestHouse): Promise<void> {
  await buildAppIfNeeded('staff', () => undefined);
  await serveApps(house.app, { dist: { staff: distOf('staff') } });
}
