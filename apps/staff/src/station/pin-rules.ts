// When a PIN may be tried without a line: as the house counts attempts, and for a few days only, since nobody can tell
// the tablet that somebody has left. Pure.

/** How it stands with the PIN of a colleague on this tablet. */
export type PinStanding = {
  /** When the house last said that it was right. */
  readonly checkedMs: number;
  /** Wrong ones in a row. */
  readonly failures: number;
  readonly triedMs: number;
};

/** A long weekend; who has not been here since needs the line once. */
const goodMs = 5 * 86_400_000;
/** A clock that was set back would make it good for ever. */
const backMs = 3 * 3_600_000;
const freeMax = 5;
/** After so many the tablet forgets it. */
const failuresMax = 12;
const waitMsFirst = 10_000;
const waitMsMax = 900_000;

export type PinAnswer =
  | { readonly may: true }
  | { readonly may: false; readonly why: 'over' }
  | { readonly may: false; readonly why: 'wait'; readonly seconds: number };

/** Whether a PIN may be tried now: five are free, then each wrong one doubles the wait from 10 seconds to 15 minutes. */
export function mayTry({ checkedMs, failures, triedMs }: PinStanding, nowMs: number): PinAnswer {
  const isOver = nowMs > checkedMs + goodMs || nowMs < checkedMs - backMs;
  if (isOver || failures >= failuresMax) {
    return { may: false, why: 'over' };
  }
  const waitMs =
    failures < freeMax ? 0 : Math.min(waitMsMax, waitMsFirst * 2 ** (failures - freeMax));
  const leftMs = triedMs + waitMs - nowMs;
  // A clock that was set back must not lock longer than the wait itself.
  return leftMs > 0
    ? { may: false, why: 'wait', seconds: Math.ceil(Math.min(leftMs, waitMs) / 1000) }
    : { may: true };
}
