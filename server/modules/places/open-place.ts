// A place comes into being: by a person, by an import, or because an imported history needs one.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type Capability, toMask, usualCapabilities } from './capabilities.ts';
import { placesOpened } from './events.ts';
import { findPlaceRowsByCode, insertPlaceRow, type PlaceRow } from './store.ts';

export type PlaceToOpen = {
  readonly code: string;
  readonly kind: string;
  readonly nameJa: string;
  readonly nameEn?: string;
  readonly nameKana?: string;
  /** uuid */
  readonly brandId?: string;
  readonly capabilities?: readonly Capability[];
  readonly timeZone: string;
  readonly currency: string;
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly postalCode?: string;
  readonly address?: string;
  readonly phone?: string;
  /** Where an import took it from. */
  readonly source?: string;
};

/** Opens a place. Refuses with places.code_taken, places.brand_unknown. */
export async function openPlace(tx: Tx, place: PlaceToOpen): Promise<PlaceRow> {
  const words = place.capabilities ?? usualCapabilities[place.kind] ?? [];
  const row = await insertPlaceRow(tx, {
    id: newId(),
    code: place.code,
    kind: place.kind,
    name_ja: place.nameJa,
    name_en: place.nameEn ?? null,
    name_kana: place.nameKana ?? null,
    brand_id: place.brandId ?? null,
    capabilities: toMask(words),
    time_zone: place.timeZone,
    currency: place.currency,
    latitude: place.position?.latitude ?? null,
    longitude: place.position?.longitude ?? null,
    postal_code: place.postalCode ?? null,
    address: place.address ?? null,
    phone: place.phone ?? null,
  });
  const placeId = formatId('place', row.id);
  tx.emit(
    placesOpened.make(
      placeId,
      { placeId, code: row.code, kind: row.kind, name: row.name_ja, source: place.source ?? null },
      { placeId: row.id },
    ),
  );
  return row;
}

/** The place with this code, opened when there is none. */
export async function ensurePlace(tx: Tx, place: PlaceToOpen): Promise<PlaceRow> {
  const [known] = await findPlaceRowsByCode(tx, [place.code]);
  return known ?? openPlace(tx, place);
}
