// The moment simulator: the shops of the example company live, so that the screens do. Which moments come follows the
// seed; when they come is the clock's.
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenHouse } from '../house.ts';
import { type MomentKind, playMoment, type Theatre } from './play-moment.ts';
import { setStage } from './stage.ts';

export type SimulationOptions = {
  /** Moments a minute, on average; they come as they come, not evenly. */
  readonly perMinute: number;
  /** The seed of the company that was loaded. */
  readonly seed: number;
  /** Ends the simulation. */
  readonly signal: AbortSignal;
  /** Told of each moment that was played. */
  readonly report?: (kind: MomentKind) => void;
};

/**
 * Plays moments until the signal; answers how many. Throws when the example company is not in this house. Orders,
 * stock and moments are written as real ones are: not for a house in use.
 */
export async function playMoments(
  house: OpenHouse,
  { perMinute, seed, signal, report }: SimulationOptions,
): Promise<number> {
  if (!(perMinute > 0 && perMinute <= 6000)) {
    throw new Error('Say how many moments a minute: more than 0, at most 6000.');
  }
  refuseReal(house);
  const theatre: Theatre = { house, stage: await setStage(house, seed), open: [] };
  const { random } = theatre.stage;
  let played = 0;
  while (!signal.aborted) {
    const pauseMs = (-Math.log(1 - random.next()) * 60_000) / perMinute;
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) {
      break;
    }
    const kind = await playMoment(theatre);
    if (kind !== undefined) {
      played += 1;
      report?.(kind);
    }
  }
  return played;
}

/** Invented orders must neither ask for real money nor send real mail. */
function refuseReal({ config }: OpenHouse): void {
  if (config.stripeSecretKey !== undefined || config.smtpUrl !== undefined) {
    throw new Error(
      'This house takes real payments or sends real mail; moments are simulated only where it does neither.',
    );
  }
}
