// At most so many offers a person in a day and in a week, over all channels and all her records. One offer that goes to
// several of her browsers is one. What is over the limit waits until there is room again, or is given up when it is of no
// use by then. What she asked for herself (service) is never counted and never held back.
import { findCompanions } from '#customers';
import type { Tx } from '#kernel/transaction';
import type { MessageRow } from '../store.ts';
import { findLimits, lockOffersOf, type OfferLimits, offerTimes } from './store.ts';

const dayHours = 24;
const weekHours = 24 * 7;

/** The first moment at which the limits allow one more; undefined: now. */
export function roomFrom(
  { perDay, perWeek }: OfferLimits,
  /** When others went to her, the latest first. */
  sent: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const moments = [
    [perDay, dayHours],
    [perWeek, weekHours],
  ] as const;
  const waits = moments.flatMap(([most, hours]) => {
    // So many fit: the one that is that many back has to have left the window.
    const blocking = most === null ? undefined : sent[most - 1];
    const until = blocking?.add({ hours });
    return until !== undefined && Temporal.Instant.compare(until, now) > 0 ? [until] : [];
  });
  return waits.toSorted((a, b) => Temporal.Instant.compare(b, a))[0];
}

/** When an offer may go to whom it is for, by the limits; undefined: now. Two offers at once to one person wait for each other. */
export async function offerFrom(tx: Tx, row: MessageRow): Promise<Temporal.Instant | undefined> {
  const limits = await findLimits(tx);
  if (row.record_id === null || (limits.perDay === null && limits.perWeek === null)) {
    return undefined;
  }
  const hers = (await findCompanions(tx, [row.record_id])).get(row.record_id) ?? [row.record_id];
  const [first = row.record_id] = hers.toSorted();
  await lockOffersOf(tx, first);
  const since = tx.now.subtract({ hours: weekHours });
  return roomFrom(limits, await offerTimes(tx, row.id, hers, since), tx.now);
}
