// What can be booked is changed: its words and bounds, its week, single days, and whether it takes bookings at all. Bookings
// that are made stay as they are.
import type { Tx } from '#kernel/transaction';
import { bookingsRefusals } from './errors.ts';
import type { SlotRule } from './slots.ts';
import { insertSlotRules, lockResourceRow, type ResourceRow } from './store.ts';
import {
  changeResourceRow,
  clearSpecialDayRow,
  dropSlotRules,
  type SpecialDayRow,
  setSpecialDayRow,
} from './store-resources.ts';

export type ResourceChange = Partial<
  Pick<
    ResourceRow,
    | 'name_ja'
    | 'name_en'
    | 'capacity'
    | 'lead_minutes'
    | 'horizon_days'
    | 'cancel_minutes'
    | 'is_active'
  >
> & { readonly rules?: readonly SlotRule[] };

/** Refuses with bookings.rules_odd: hours that end before they begin, or two that begin together. */
export function refuseOddRules(rules: readonly SlotRule[]): void {
  const starts = new Set(rules.map((rule) => `${rule.weekday} ${rule.opensMinute}`));
  const isOdd = rules.some((rule) => rule.closesMinute <= rule.opensMinute);
  if (isOdd || starts.size < rules.length) {
    throw bookingsRefusals.rules_odd();
  }
}

/** Locked, so that no booking is decided by what it was. Refuses with bookings.resource_unknown. */
export async function openResource(tx: Tx, id: string): Promise<ResourceRow> {
  const resource = await lockResourceRow(tx, id);
  if (resource === undefined) {
    throw bookingsRefusals.resource_unknown();
  }
  return resource;
}

/** Refuses with bookings.rules_odd. */
export async function changeResource(
  tx: Tx,
  resource: ResourceRow,
  { rules, ...change }: ResourceChange,
): Promise<void> {
  await changeResourceRow(tx, { ...resource, ...change });
  if (rules !== undefined) {
    refuseOddRules(rules);
    await dropSlotRules(tx, resource.id);
    await insertSlotRules(tx, resource.id, rules);
  }
}

/** Hours of one day instead of those of its weekday; none: nothing can be booked. Refuses with bookings.rules_odd. */
export async function setSpecialDay(
  tx: Tx,
  resource: ResourceRow,
  day: SpecialDayRow,
): Promise<void> {
  refuseOddRules(day.hours.map((hours) => ({ ...hours, weekday: day.day.dayOfWeek })));
  await setSpecialDayRow(tx, resource.id, day);
}

export async function clearSpecialDay(
  tx: Tx,
  resource: ResourceRow,
  day: Temporal.PlainDate,
): Promise<void> {
  await clearSpecialDayRow(tx, resource.id, day);
}
