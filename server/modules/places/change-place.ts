// Facts about a place change; its code and kind stay, since others know it by them.
import { isDeepStrictEqual } from 'node:util';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type Capability, toMask } from './capabilities.ts';
import type { Position } from './distance.ts';
import { placesChanged } from './events.ts';
import { lockPlaceRow, type PlaceRow, updatePlaceRows } from './store.ts';

/** What is left out stays; null empties. */
export type PlaceChange = {
  readonly nameJa?: string;
  readonly nameEn?: string | null;
  readonly nameKana?: string | null;
  /** uuid */
  readonly brandId?: string | null;
  /** uuid */
  readonly partyId?: string | null;
  readonly capabilities?: readonly Capability[];
  readonly position?: Position | null;
  readonly postalCode?: string | null;
  readonly address?: string | null;
  readonly addressKana?: string | null;
  readonly phone?: string | null;
  readonly dayEndsMinute?: number;
  readonly closesOnHolidays?: boolean;
  readonly isActive?: boolean;
};

/** Refuses with places.unknown, places.brand_unknown, places.party_unknown. */
export async function changePlace(tx: Tx, placeId: string, change: PlaceChange): Promise<PlaceRow> {
  const place = await lockPlaceRow(tx, placeId);
  const next = applyChange(place, change);
  const changed = changedColumns(place, next);
  if (changed.length > 0) {
    await updatePlaceRows(tx, [next]);
    announceChanged(tx, placeId, changed);
  }
  return next;
}

function applyChange(place: PlaceRow, change: PlaceChange): PlaceRow {
  const { position } = change;
  return {
    ...place,
    name_ja: change.nameJa ?? place.name_ja,
    name_en: kept(change.nameEn, place.name_en),
    name_kana: kept(change.nameKana, place.name_kana),
    brand_id: kept(change.brandId, place.brand_id),
    party_id: kept(change.partyId, place.party_id),
    capabilities:
      change.capabilities === undefined ? place.capabilities : toMask(change.capabilities),
    latitude: position === undefined ? place.latitude : (position?.latitude ?? null),
    longitude: position === undefined ? place.longitude : (position?.longitude ?? null),
    postal_code: kept(change.postalCode, place.postal_code),
    address: kept(change.address, place.address),
    address_kana: kept(change.addressKana, place.address_kana),
    phone: kept(change.phone, place.phone),
    day_ends_minute: change.dayEndsMinute ?? place.day_ends_minute,
    closes_on_holidays: change.closesOnHolidays ?? place.closes_on_holidays,
    is_active: change.isActive ?? place.is_active,
  };
}

function kept<Value>(change: Value | null | undefined, now: Value | null): Value | null {
  return change === undefined ? now : change;
}

/** The columns in which two rows differ. */
export function changedColumns(before: PlaceRow, after: PlaceRow): string[] {
  const names = Object.keys(after) as (keyof PlaceRow)[];
  return names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
}

export function announceChanged(tx: Tx, id: string, changed: readonly string[]): void {
  const placeId = formatId('place', id);
  tx.emit(placesChanged.make(placeId, { placeId, changed: [...changed] }, { placeId: id }));
}
