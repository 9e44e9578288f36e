// When a delivery is tried again: the schedule of the Standard Webhooks specification, about three days.

const waitSeconds = [
  5,
  5 * 60,
  30 * 60,
  2 * 3600,
  5 * 3600,
  10 * 3600,
  14 * 3600,
  20 * 3600,
  24 * 3600,
] as const;

/** From the first attempt to the last, in hours. */
export const retryHours = Math.ceil(
  waitSeconds.reduce<number>((sum, seconds) => sum + seconds, 0) / 3600,
);

/**
 * Seconds to the next attempt after `attempts` that failed, undefined when it was the last one. Up to a
 * tenth is added, so that what failed together does not come back together; `random` is from 0 to 1.
 */
export function secondsToNext(attempts: number, random: number): number | undefined {
  const seconds = waitSeconds[attempts - 1];
  return seconds === undefined ? undefined : seconds * (1 + random / 10);
}
