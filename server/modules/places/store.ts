// Every SQL statement of places that writes or is needed to decide a write; views.ts has the lists.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { placesRefusals } from './errors.ts';
import { rowsAsJson } from './rows-as-json.ts';

export type PlaceRow = {
  id: string;
  code: string;
  kind: string;
  name_ja: string;
  name_en: string | null;
  name_kana: string | null;
  brand_id: string | null;
  party_id: string | null;
  parent_id: string | null;
  capabilities: number;
  time_zone: string;
  currency: string;
  latitude: number | null;
  longitude: number | null;
  postal_code: string | null;
  address: string | null;
  address_kana: string | null;
  phone: string | null;
  day_ends_minute: number;
  closes_on_holidays: boolean;
  is_active: boolean;
  attributes: Readonly<Record<string, unknown>>;
};

export type BrandRow = {
  id: string;
  code: string;
  name_ja: string;
  name_en: string | null;
  is_active: boolean;
};

export type PartyKind = 'own' | 'partner' | 'wholesale' | 'maker';
export type PartyRow = BrandRow & { kind: PartyKind; invoice_number: string | null };

export const placeColumns = `id, code, kind, name_ja, name_en, name_kana, brand_id, party_id, parent_id,
  capabilities, time_zone, currency, latitude, longitude, postal_code, address, address_kana, phone,
  day_ends_minute, closes_on_holidays, is_active, attributes`;
const placeShape = `(id uuid, code text, kind text, name_ja text, name_en text, name_kana text, brand_id uuid,
  party_id uuid, parent_id uuid, capabilities int, time_zone text, currency text, latitude double precision,
  longitude double precision, postal_code text, address text, address_kana text, phone text,
  day_ends_minute smallint, closes_on_holidays boolean, is_active boolean, attributes jsonb)`;

const find = statement<PlaceRow>(
  `SELECT ${placeColumns} FROM places.place WHERE id = ANY ($1::uuid[])`,
);
const findByCode = statement<PlaceRow>(
  `SELECT ${placeColumns} FROM places.place WHERE code = ANY ($1::text[])`,
);
const lock = statement<PlaceRow>(
  `SELECT ${placeColumns} FROM places.place WHERE id = $1 FOR UPDATE`,
);
const lockKeys = statement<{ locked: string }>(
  `SELECT pg_advisory_xact_lock(hashtextextended('places ' || $1, 0))::text AS locked`,
);
const findKeys = statement<{ key: string; place_id: string }>(
  `SELECT key, place_id FROM places.place_key WHERE source = $1 AND key = ANY ($2::text[])`,
);
const findKeyed = statement<{ place_id: string }>(
  `SELECT DISTINCT place_id FROM places.place_key WHERE place_id = ANY ($1::uuid[])`,
);
const insertKeys = statement<object>(`
  INSERT INTO places.place_key (source, key, place_id, created_at)
  SELECT $1, k.key, k.place_id, $4 FROM unnest($2::text[], $3::uuid[]) AS k(key, place_id)`);
const insert = statement<object>(`
  INSERT INTO places.place (${placeColumns}, created_at, updated_at)
  SELECT ${placeColumns}, $2, $2 FROM json_to_recordset($1::json) AS r${placeShape}`);
const update = statement<object>(`
  UPDATE places.place p SET name_ja = r.name_ja, name_en = r.name_en, name_kana = r.name_kana,
    brand_id = r.brand_id, party_id = r.party_id, parent_id = r.parent_id, capabilities = r.capabilities,
    time_zone = r.time_zone, currency = r.currency, latitude = r.latitude, longitude = r.longitude,
    postal_code = r.postal_code, address = r.address, address_kana = r.address_kana, phone = r.phone,
    day_ends_minute = r.day_ends_minute, closes_on_holidays = r.closes_on_holidays,
    is_active = r.is_active, attributes = r.attributes, updated_at = $2
  FROM json_to_recordset($1::json) AS r${placeShape} WHERE p.id = r.id`);
const deleteHours = statement<object>('DELETE FROM places.hours WHERE place_id = $1');
const insertHours = statement<object>(`
  INSERT INTO places.hours (place_id, weekday, opens_minute, closes_minute)
  SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::smallint[])`);
const deleteSpecialDay = statement<object>(
  'DELETE FROM places.special_day WHERE place_id = $1 AND day = $2',
);
const insertSpecialDay = statement<object>(
  'INSERT INTO places.special_day (place_id, day, reason) VALUES ($1, $2, $3)',
);
const insertSpecialHours = statement<object>(`
  INSERT INTO places.special_hours (place_id, day, opens_minute, closes_minute)
  SELECT $1, $2, * FROM unnest($3::smallint[], $4::smallint[])`);
const insertBrand = statement<object>(`
  INSERT INTO places.brand (id, code, name_ja, name_en, created_at) VALUES ($1, $2, $3, $4, $5)`);
const insertParty = statement<object>(`
  INSERT INTO places.party (id, code, kind, name_ja, name_en, invoice_number, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`);

/** Places by id; unknown ids are left out. */
export function findPlaceRows(tx: Tx, ids: readonly string[]): Promise<PlaceRow[]> {
  return tx.all(find, [ids]);
}

export function findPlaceRowsByCode(tx: Tx, codes: readonly string[]): Promise<PlaceRow[]> {
  return tx.all(findByCode, [codes]);
}

/** The place, locked until the end of the transaction. Refuses with places.unknown. */
export async function lockPlaceRow(tx: Tx, id: string): Promise<PlaceRow> {
  const row = await tx.maybe(lock, [id]);
  if (row === undefined) {
    throw placesRefusals.unknown();
  }
  return row;
}

/** Imports of one source wait for each other. */
export async function lockPlaceSource(tx: Tx, source: string): Promise<void> {
  await tx.one(lockKeys, [source]);
}

/** key → place id of what the source named before. */
export async function findPlaceKeys(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.all(findKeys, [source, keys]);
  return new Map(rows.map((row) => [row.key, row.place_id]));
}

/** Those of the places that some system knows by a key. */
export async function findKeyedPlaceIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.all(findKeyed, [ids])).map((row) => row.place_id));
}

export async function insertPlaceKeys(
  tx: Tx,
  source: string,
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  if (keys.size > 0) {
    await tx.run(insertKeys, [source, [...keys.keys()], [...keys.values()], tx.now]);
  }
}

/** Refuses with places.code_taken, places.brand_unknown, places.party_unknown, places.unknown (parent). */
export async function insertPlaceRows(tx: Tx, rows: readonly PlaceRow[]): Promise<void> {
  if (rows.length > 0) {
    await refusing(rows[0]?.code ?? '', () => tx.run(insert, [rowsAsJson(rows), tx.now]));
  }
}

/** Refuses with places.brand_unknown, places.party_unknown. */
export async function updatePlaceRows(tx: Tx, rows: readonly PlaceRow[]): Promise<void> {
  if (rows.length > 0) {
    await refusing(rows[0]?.code ?? '', () => tx.run(update, [rowsAsJson(rows), tx.now]));
  }
}

type MinuteRow = { readonly opensMinute: number; readonly closesMinute: number };

export async function replaceHoursRows(
  tx: Tx,
  placeId: string,
  rows: readonly (MinuteRow & { readonly weekday: number })[],
): Promise<void> {
  await tx.run(deleteHours, [placeId]);
  await tx.run(insertHours, [
    placeId,
    rows.map((row) => row.weekday),
    rows.map((row) => row.opensMinute),
    rows.map((row) => row.closesMinute),
  ]);
}

/** The number of days that were special before. */
export function deleteSpecialDayRow(
  tx: Tx,
  placeId: string,
  day: Temporal.PlainDate,
): Promise<number> {
  return tx.run(deleteSpecialDay, [placeId, day]);
}

export async function replaceSpecialDayRow(
  tx: Tx,
  placeId: string,
  day: Temporal.PlainDate,
  special: { readonly intervals: readonly MinuteRow[]; readonly reason: string | null },
): Promise<void> {
  await tx.run(deleteSpecialDay, [placeId, day]);
  await tx.run(insertSpecialDay, [placeId, day, special.reason]);
  await tx.run(insertSpecialHours, [
    placeId,
    day,
    special.intervals.map((each) => each.opensMinute),
    special.intervals.map((each) => each.closesMinute),
  ]);
}

/** Refuses with places.code_taken. */
export async function insertBrandRow(tx: Tx, row: BrandRow): Promise<void> {
  const values = [row.id, row.code, row.name_ja, row.name_en, tx.now];
  await refusing(row.code, () => tx.run(insertBrand, values));
}

/** Refuses with places.code_taken. */
export async function insertPartyRow(tx: Tx, row: PartyRow): Promise<void> {
  const { id, code, kind, name_ja, name_en, invoice_number } = row;
  const values = [id, code, kind, name_ja, name_en, invoice_number, tx.now];
  await refusing(code, () => tx.run(insertParty, values));
}

async function refusing(code: string, write: () => Promise<number>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === undefined) {
      throw error;
    }
    if (constraint.endsWith('_code_key')) {
      throw placesRefusals.code_taken({ code });
    }
    if (constraint === 'place_brand_id_fkey') {
      throw placesRefusals.brand_unknown();
    }
    if (constraint === 'place_party_id_fkey') {
      throw placesRefusals.party_unknown();
    }
    throw error;
  }
}
