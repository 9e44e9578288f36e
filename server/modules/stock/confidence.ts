// How sure we are that pieces which stand in the books stand on the shelf. A count is certain; afterwards pieces are lost
// unseen (theft, breakage nobody booked) and handling is booked wrongly, up as often as down. Both are Poisson, so the
// error since the count is the difference of two Poisson variables (Skellam), and the question "are at least n there?"
// has an exact answer. The two processes, loss and transaction error, are those of "Inventory Systems with Record
// Inaccuracy: Transaction Errors vs. Unobservable Loss" (M&SOM, doi 10.1287/msom.2023.0274); a probability over what
// really stands there instead of one number is DeHoratius, Mersereau and Schrage, "Retail Inventory Management When
// Records Are Inaccurate" (M&SOM 10(2), 2008, doi 10.1287/msom.1070.0203). What a sale that found nothing would teach
// is left out: here a sale is a fact that always posts, so it corrects the books by itself.
import type { StockBalance } from './balance.ts';

/**
 * Lost of what moves, or stands for a year, where nobody measured it: 1.5%. Surveys of retailers put shrinkage at 1 to 2% of
 * sales; counts of the house's own replace it (learn-shrinkage.ts).
 */
export const usualShrinkageBp = 150;

/** Of what moves, booked wrongly: on the neighbour, or one too many or too few. */
const handlingErrorShare = 0.01;

/** What nobody ever counted is as old as this. */
const uncountedDays = 365;
const yearDays = 365;

export type Countable = Pick<
  StockBalance,
  'onHandMilli' | 'movedMilli' | 'countedAt' | 'shrinkageBp' | 'pieceMilli'
>;

/** What was at risk since the newest count, in thousandths: all that moved, and what stands there for its share of a year. */
export function exposureMilli(balance: Countable, now: Temporal.Instant): number {
  const { countedAt } = balance;
  const days =
    countedAt === null
      ? uncountedDays
      : Math.max(0, (now.epochMilliseconds - countedAt.epochMilliseconds) / 86_400_000);
  return balance.movedMilli + (Math.max(0, balance.onHandMilli) * days) / yearDays;
}

/**
 * The probability (0 to 1) that at least `wantedMilli` really stand there. With b pieces in the books, e at risk since the
 * count, of which m moved, and shrinkage s: P(L − E ≤ b − wanted), L ~ Poisson(s·e + h·m/2), E ~ Poisson(h·m/2), h = 1%.
 */
export function confidenceOf(
  balance: Countable,
  wantedMilli: number,
  now: Temporal.Instant,
): number {
  const spare = Math.floor((balance.onHandMilli - wantedMilli) / balance.pieceMilli);
  const pieces = exposureMilli(balance, now) / balance.pieceMilli;
  const lost = ((balance.shrinkageBp ?? usualShrinkageBp) / 10_000) * pieces;
  const wrong = (handlingErrorShare * balance.movedMilli) / balance.pieceMilli / 2;
  return skellamAtMost(spare, lost + wrong, wrong);
}

/** Beyond these means a normal curve is as good, and its cost does not grow. */
const exactMeanMax = 300;

/** P(D − U ≤ limit) of two independent Poisson variables with these means. */
export function skellamAtMost(limit: number, downMean: number, upMean: number): number {
  if (downMean + upMean > exactMeanMax) {
    return normalAtMost((limit + 0.5 - (downMean - upMean)) / Math.sqrt(downMean + upMean));
  }
  if (limit > beyond(downMean)) {
    return 1;
  }
  if (limit < -beyond(upMean)) {
    return 0;
  }
  const upMax = Math.ceil(beyond(upMean));
  let probability = 0;
  let ofUp = Math.exp(-upMean);
  let ofDown = Math.exp(-downMean);
  // The sum of D up to limit + u, grown along with u.
  let at = 0;
  let downAtMost = ofDown;
  for (let up = 0; up <= upMax; up += 1) {
    for (; at < limit + up; ) {
      at += 1;
      ofDown *= downMean / at;
      downAtMost += ofDown;
    }
    probability += limit + up < 0 ? 0 : ofUp * downAtMost;
    ofUp *= upMean / (up + 1);
  }
  return Math.min(1, probability);
}

/** More than this never comes of such a mean: less than once in a million million. */
function beyond(mean: number): number {
  return mean + 10 * Math.sqrt(mean) + 20;
}

/** The normal distribution: Abramowitz and Stegun 26.2.17, wrong by less than 1e-7. */
function normalAtMost(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
