// Every SQL statement of places.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { placesRefusals } from './errors.ts';

export type PlaceRow = {
  id: string;
  code: string;
  kind: string;
  name_ja: string;
  name_en: string | null;
  name_kana: string | null;
  brand_id: string | null;
  capabilities: number;
  time_zone: string;
  currency: string;
  latitude: number | null;
  longitude: number | null;
  postal_code: string | null;
  address: string | null;
  phone: string | null;
  day_ends_minute: number;
  is_active: boolean;
};

const columns = `id, code, kind, name_ja, name_en, name_kana, brand_id, capabilities, time_zone, currency,
  latitude, longitude, postal_code, address, phone, day_ends_minute, is_active`;

const list = statement<PlaceRow>(`
  SELECT ${columns} FROM places.place
  WHERE is_active AND (capabilities & $1) = $1 ORDER BY name_ja COLLATE kernel.ja, id LIMIT 2000`);
const find = statement<PlaceRow>(`SELECT ${columns} FROM places.place WHERE id = ANY ($1::uuid[])`);
const findByCode = statement<PlaceRow>(
  `SELECT ${columns} FROM places.place WHERE code = ANY ($1::text[])`,
);
const insert = statement<PlaceRow>(`
  INSERT INTO places.place (id, code, kind, name_ja, name_en, name_kana, brand_id, capabilities, time_zone,
    currency, latitude, longitude, postal_code, address, phone, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
  RETURNING ${columns}`);

/** Active places that have every capability of the mask (0: all), in Japanese order of their names. */
export function listPlaceRows(tx: Tx, capabilityMask: number): Promise<PlaceRow[]> {
  return tx.all(list, [capabilityMask]);
}

export function findPlaceRows(tx: Tx, ids: readonly string[]): Promise<PlaceRow[]> {
  return tx.all(find, [ids]);
}

export function findPlaceRowsByCode(tx: Tx, codes: readonly string[]): Promise<PlaceRow[]> {
  return tx.all(findByCode, [codes]);
}

export type PlaceToInsert = Omit<PlaceRow, 'day_ends_minute' | 'is_active'>;

/** Refuses with places.code_taken, places.brand_unknown. */
export async function insertPlaceRow(tx: Tx, place: PlaceToInsert): Promise<PlaceRow> {
  try {
    return await tx.one(insert, [
      place.id,
      place.code,
      place.kind,
      place.name_ja,
      place.name_en,
      place.name_kana,
      place.brand_id,
      place.capabilities,
      place.time_zone,
      place.currency,
      place.latitude,
      place.longitude,
      place.postal_code,
      place.address,
      place.phone,
      tx.now,
    ]);
  } catch (error) {
    if (violatedConstraint(error) === 'place_code_key') {
      throw placesRefusals.code_taken({ code: place.code });
    }
    if (violatedConstraint(error) === 'place_brand_id_fkey') {
      throw placesRefusals.brand_unknown();
    }
    throw error;
  }
}
