// The SQL of what can be booked as headquarters sees it: paused ones too, their week, and the days that differ.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { SlotRule } from './slots.ts';
import type { ResourceRow } from './store.ts';

export type SpecialDayRow = {
  day: Temporal.PlainDate;
  hours: readonly DayHours[];
  reason: string | null;
};
/** Hours of one day, without a weekday. */
export type DayHours = Omit<SlotRule, 'weekday'>;

const list = statement<ResourceRow>(`
  SELECT id, place_id, code, kind, name_ja, name_en, capacity, lead_minutes, horizon_days, cancel_minutes, is_active
  FROM bookings.resource WHERE place_id = $1 ORDER BY is_active DESC, code LIMIT 500`);
const change = statement<object>(`
  UPDATE bookings.resource SET name_ja = $2, name_en = $3, capacity = $4, lead_minutes = $5, horizon_days = $6,
    cancel_minutes = $7, is_active = $8 WHERE id = $1`);
const dropRules = statement<object>('DELETE FROM bookings.rule WHERE resource_id = $1');
const specialDays = statement<SpecialDayRow>(`
  SELECT day, hours, reason FROM bookings.special_day
  WHERE resource_id = $1 AND day BETWEEN $2 AND $3 ORDER BY day LIMIT 1000`);
const setDay = statement<object>(`
  INSERT INTO bookings.special_day (resource_id, day, hours, reason) VALUES ($1, $2, $3, $4)
  ON CONFLICT (resource_id, day) DO UPDATE SET hours = excluded.hours, reason = excluded.reason`);
const clearDay = statement<object>(
  'DELETE FROM bookings.special_day WHERE resource_id = $1 AND day = $2',
);

/** What can be booked at a place, and what could be. */
export function listAllResources(tx: Tx, placeId: string): Promise<ResourceRow[]> {
  return tx.all(list, [placeId]);
}

export async function changeResourceRow(tx: Tx, row: ResourceRow): Promise<void> {
  await tx.run(change, [
    row.id,
    row.name_ja,
    row.name_en,
    row.capacity,
    row.lead_minutes,
    row.horizon_days,
    row.cancel_minutes,
    row.is_active,
  ]);
}

export async function dropSlotRules(tx: Tx, resourceId: string): Promise<void> {
  await tx.run(dropRules, [resourceId]);
}

/** The days of a resource that differ from its week, both ends included. */
export function findSpecialDays(
  tx: Tx,
  resourceId: string,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<SpecialDayRow[]> {
  return tx.all(specialDays, [resourceId, from, until]);
}

export async function setSpecialDayRow(
  tx: Tx,
  resourceId: string,
  row: SpecialDayRow,
): Promise<void> {
  await tx.run(setDay, [resourceId, row.day, JSON.stringify(row.hours), row.reason]);
}

export async function clearSpecialDayRow(
  tx: Tx,
  resourceId: string,
  day: Temporal.PlainDate,
): Promise<void> {
  await tx.run(clearDay, [resourceId, day]);
}
