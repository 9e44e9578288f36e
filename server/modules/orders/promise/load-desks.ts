// What promises need to know of places: hours, special days and the rule of each, remembered with the goods of a
// checkout. Only places with a limit are locked; an order that is not a pickup asks the database nothing.
import type { Tx } from '#kernel/transaction';
import { capabilities, findPlaceHours, type PlaceRow } from '#places';
import type { OrderToPlace } from '../checkout/order-to-place.ts';
import { type Desk, type Promised, promiseDaysMax, usualRule, workOf } from './desk.ts';
import { findRules, type HourTaken, lockTaken, type Taken } from './store.ts';

/** Places that hand over, with what they can promise. */
export async function loadDesks(
  tx: Tx,
  places: readonly PlaceRow[],
): Promise<ReadonlyMap<string, Desk>> {
  const shops = places.filter((place) => (place.capabilities & capabilities.hands_over) !== 0);
  if (shops.length === 0) {
    return new Map();
  }
  const today = tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const [rules, hours] = await Promise.all([
    findRules(
      tx,
      shops.map((place) => place.id),
    ),
    findPlaceHours(tx, shops, today, today.add({ days: promiseDaysMax + 2 })),
  ]);
  return new Map(
    [...hours].map(([id, ofPlace]) => [
      id,
      { rule: rules.get(id) ?? usualRule, hours: ofPlace, days: new Map() },
    ]),
  );
}

/** What has been promised is true as long as the locks are held. */
export type PromiseFacts = {
  readonly desks: ReadonlyMap<string, Desk>;
  readonly taken: Taken;
};

/** Locks the hours of every place with a limit that one of these orders is collected at, last of all. */
export async function loadPromises(
  tx: Tx,
  inputs: readonly OrderToPlace[],
  desks: ReadonlyMap<string, Desk>,
): Promise<PromiseFacts> {
  const limited = new Set<string>();
  for (const input of inputs) {
    const placeId = deskOf(input);
    const rule = placeId === undefined ? undefined : desks.get(placeId)?.rule;
    if (placeId !== undefined && rule !== undefined && rule.hourCapacity !== null) {
      limited.add(placeId);
    }
  }
  const placeIds = [...limited].toSorted();
  return { desks, taken: placeIds.length === 0 ? new Map() : await lockTaken(tx, placeIds) };
}

/** The place (uuid) that promises a pickup; what is made for a day has its day, what has happened needs no promise. */
export function deskOf(
  input: Pick<OrderToPlace, 'fulfilment' | 'handoverPlaceId' | 'happenedAt' | 'lines'>,
): string | undefined {
  return input.fulfilment === 'pickup' &&
    input.happenedAt === undefined &&
    input.lines.every((line) => line.day === undefined)
    ? input.handoverPlaceId
    : undefined;
}

/** The work of an order at a desk. */
export function workAt(desk: Desk, input: Pick<OrderToPlace, 'lines'>): number {
  return workOf(desk.rule, input.lines.length);
}

/** Marks the hours of a promise as taken, in memory; `insertTakes` writes them. */
export function takeHours(
  { taken }: Pick<PromiseFacts, 'taken'>,
  placeId: string,
  orderId: string,
  promised: Promised,
): HourTaken[] {
  const ofPlace = taken.get(placeId) ?? new Map<number, number>();
  taken.set(placeId, ofPlace);
  return promised.takes.map(({ hourMs, amount }) => {
    ofPlace.set(hourMs, (ofPlace.get(hourMs) ?? 0) + amount);
    return { orderId, placeId, hourMs, amount };
  });
}
