// A place comes into being: by a person, by an import, or because an imported history needs one.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type Capability, toMask, usualCapabilities } from './capabilities.ts';
import type { Position } from './distance.ts';
import { placesRefusals } from './errors.ts';
import { placesOpened } from './events.ts';
import type { WeekdayInterval } from './opening.ts';
import { checkWeekly } from './set-hours.ts';
import { findPlaceRowsByCode, insertPlaceRows, type PlaceRow, replaceHoursRows } from './store.ts';

export type PlaceToOpen = {
  readonly code: string;
  readonly kind: string;
  readonly nameJa: string;
  readonly nameEn?: string;
  readonly nameKana?: string;
  /** uuid */
  readonly brandId?: string;
  /** uuid */
  readonly partyId?: string;
  readonly capabilities?: readonly Capability[];
  readonly timeZone: string;
  readonly currency: string;
  readonly position?: Position;
  readonly postalCode?: string;
  readonly address?: string;
  readonly addressKana?: string;
  readonly phone?: string;
  /** Until which minute of the night it is still the business day before: 300 is 29:00. */
  readonly dayEndsMinute?: number;
  readonly closesOnHolidays?: boolean;
  /** None: open round the clock. */
  readonly hours?: readonly WeekdayInterval[];
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Where an import took it from. */
  readonly source?: string;
};

/**
 * Opens a place. Refuses with places.code_taken, places.brand_unknown, places.party_unknown,
 * places.time_zone_unknown, places.hours_overlap, places.hours_reversed.
 */
export async function openPlace(tx: Tx, place: PlaceToOpen): Promise<PlaceRow> {
  refuseUnknownTimeZone(place.timeZone);
  checkWeekly(place.hours ?? []);
  const row = newPlaceRow(place);
  await insertPlaceRows(tx, [row]);
  if (place.hours !== undefined && place.hours.length > 0) {
    await replaceHoursRows(tx, row.id, place.hours);
  }
  announceOpened(tx, row, place.source ?? null);
  return row;
}

/** The place with this code, opened when there is none. */
export async function ensurePlace(tx: Tx, place: PlaceToOpen): Promise<PlaceRow> {
  const [known] = await findPlaceRowsByCode(tx, [place.code]);
  return known ?? openPlace(tx, place);
}

/** The row of a new place; what nobody said is what its kind usually is. */
export function newPlaceRow(place: PlaceToOpen): PlaceRow {
  return {
    id: newId(),
    code: place.code,
    kind: place.kind,
    name_ja: place.nameJa,
    name_en: place.nameEn ?? null,
    name_kana: place.nameKana ?? null,
    brand_id: place.brandId ?? null,
    party_id: place.partyId ?? null,
    parent_id: null,
    capabilities: toMask(place.capabilities ?? usualCapabilities[place.kind] ?? []),
    time_zone: place.timeZone,
    currency: place.currency,
    latitude: place.position?.latitude ?? null,
    longitude: place.position?.longitude ?? null,
    postal_code: place.postalCode ?? null,
    address: place.address ?? null,
    address_kana: place.addressKana ?? null,
    phone: place.phone ?? null,
    day_ends_minute: place.dayEndsMinute ?? 0,
    closes_on_holidays: place.closesOnHolidays ?? false,
    is_active: true,
    attributes: place.attributes ?? {},
  };
}

export function announceOpened(tx: Tx, row: PlaceRow, source: string | null): void {
  const placeId = formatId('place', row.id);
  const data = { placeId, code: row.code, kind: row.kind, name: row.name_ja, source };
  tx.emit(placesOpened.make(placeId, data, { placeId: row.id }));
}

export function refuseUnknownTimeZone(timeZone: string): void {
  try {
    Temporal.Now.zonedDateTimeISO(timeZone);
  } catch {
    throw placesRefusals.time_zone_unknown({ timeZone: timeZone.slice(0, 60) });
  }
}
