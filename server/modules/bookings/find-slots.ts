// The slots of a resource with what is free in each.
import type { Tx } from '#kernel/transaction';
import { findPlaceHours, findPlaces, openingOf } from '#places';
import { mostTaken, type Slot, slotsOf } from './slots.ts';
import { findSlotRules, findTakenOf, type ResourceRow } from './store.ts';
import { findSpecialDays } from './store-resources.ts';

export type FreeSlot = Slot & { readonly free: number };

/** Slots of `days` days from `from`, as the rules and the place's hours have it, whether free or not. */
async function findSlots(
  tx: Tx,
  resource: ResourceRow,
  from: Temporal.PlainDate,
  days: number,
): Promise<Slot[]> {
  const [place] = await findPlaces(tx, [resource.place_id]);
  if (place === undefined) {
    return [];
  }
  const until = from.add({ days: days - 1 });
  const hours = (await findPlaceHours(tx, [place], from, until)).get(place.id);
  if (hours === undefined) {
    return [];
  }
  const rules = await findSlotRules(tx, resource.id);
  const special = await findSpecialDays(tx, resource.id, from, until);
  const specialDays = new Map(special.map((each) => [each.day.toString(), each.hours]));
  const slots: Slot[] = [];
  for (let offset = 0; offset < days; offset += 1) {
    const opening = openingOf(hours, from.add({ days: offset }));
    const day = {
      day: opening.day,
      isHoliday: opening.holiday !== null,
      open: opening.intervals,
    };
    slots.push(
      ...slotsOf({ capacity: resource.capacity, rules, specialDays }, day, place.time_zone),
    );
  }
  return slots;
}

/** Bookable slots of a time: not before the lead, not past the horizon, each with what is free in it. */
export async function findFreeSlots(
  tx: Tx,
  resource: ResourceRow,
  from: Temporal.PlainDate,
  days: number,
): Promise<FreeSlot[]> {
  const slots = (await findSlots(tx, resource, from, days)).filter((slot) =>
    isBookable(tx, resource, slot.startsAt),
  );
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) {
    return [];
  }
  const taken = await findTakenOf(tx, resource.id, first.startsAt, last.endsAt);
  return slots.map((slot) => {
    const free = Math.max(0, slot.capacity - mostTaken(taken, slot.startsAt, slot.endsAt));
    return { startsAt: slot.startsAt, endsAt: slot.endsAt, capacity: slot.capacity, free };
  });
}

/** The slot that begins at a moment, if it can be booked now. */
export async function findSlotAt(
  tx: Tx,
  resource: ResourceRow,
  startsAt: Temporal.Instant,
): Promise<Slot | undefined> {
  if (!isBookable(tx, resource, startsAt)) {
    return undefined;
  }
  const [place] = await findPlaces(tx, [resource.place_id]);
  const day = startsAt.toZonedDateTimeISO(place?.time_zone ?? 'UTC').toPlainDate();
  // A slot after midnight belongs to the day before.
  const slots = await findSlots(tx, resource, day.subtract({ days: 1 }), 2);
  return slots.find((slot) => slot.startsAt.equals(startsAt));
}

function isBookable(tx: Tx, resource: ResourceRow, startsAt: Temporal.Instant): boolean {
  const earliest = tx.now.add({ minutes: resource.lead_minutes });
  const latest = tx.now.add({ hours: 24 * resource.horizon_days });
  return (
    resource.is_active &&
    Temporal.Instant.compare(startsAt, earliest) >= 0 &&
    Temporal.Instant.compare(startsAt, latest) <= 0
  );
}
