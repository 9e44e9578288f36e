// The example company comes into a house, and lives there. An installation may come without the folder examples/ (the
// container image does), so everything that needs it is imported when it is called for.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '#kernel/http';
import type { OpenHouse } from '../house.ts';
import { examplePin } from './chunk.ts';
import type { LoadOptions } from './load-example-company.ts';
import { servePicturesFrom } from './serve-pictures.ts';
import type { SimulationOptions } from './simulate-moments.ts';

export { examplePin };

const generator = join(import.meta.dirname, '..', '..', 'examples', 'company', 'index.ts');

/** Whether this installation can make the example company. */
function isHere(): boolean {
  return existsSync(generator);
}

/**
 * Loads the company of a seed into a house that holds nothing yet, or the rest of it when a start before was cut off.
 * Leaves a house with other data alone. Throws what the database throws; the next call goes on.
 */
export async function loadExampleCompany(house: OpenHouse, options: LoadOptions): Promise<void> {
  if (!isHere()) {
    options.say(
      'The example company is not part of this installation (no folder examples/company).',
    );
    return;
  }
  const { loadCompany } = await import('./load-example-company.ts');
  await loadCompany(house, options);
}

/** Whether the whole company is in this house. */
export async function isExampleCompanyIn(house: OpenHouse): Promise<boolean> {
  if (!isHere()) {
    return false;
  }
  const { isFinished } = await import('./load-example-company.ts');
  return isFinished(house);
}

/**
 * Plays moments until the signal; answers how many. Throws when the example company is not in this house, and where
 * payments or mail are real.
 */
export async function simulateMoments(
  house: OpenHouse,
  options: SimulationOptions,
): Promise<number> {
  if (!isHere()) {
    throw new Error('The example company is not part of this installation.');
  }
  const { playMoments } = await import('./simulate-moments.ts');
  return playMoments(house, options);
}

/** Serves the drawn pictures of the company; call it before the server listens. */
export function servePictures(app: App): void {
  if (isHere()) {
    servePicturesFrom(app);
  }
}
