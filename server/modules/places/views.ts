// Read-only queries of places: lists, the nearest, hours.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { earthRadiusM, type Position } from './distance.ts';
import type { PlaceHours, SpecialDay } from './opening.ts';
import { type BrandRow, type PartyRow, type PlaceRow, placeColumns } from './store.ts';

const list = statement<PlaceRow>(`
  SELECT ${placeColumns} FROM places.place
  WHERE is_active AND (capabilities & $1) = $1 ORDER BY name_ja COLLATE kernel.ja, id LIMIT $2`);
// The same formula as distance.ts; a thousand places take 4 ms, so no index over positions.
const nearest = statement<PlaceRow & { distance_m: number }>(`
  SELECT * FROM (
    SELECT ${placeColumns}, 2 * $5::double precision * asin(sqrt(least(1,
      sin(radians(latitude - $2) / 2) ^ 2
      + cos(radians(latitude)) * cos(radians($2)) * sin(radians(longitude - $3) / 2) ^ 2))) AS distance_m
    FROM places.place WHERE is_active AND (capabilities & $1) = $1 AND latitude IS NOT NULL
  ) near WHERE distance_m <= coalesce($6::double precision, 'infinity') ORDER BY distance_m, id LIMIT $4`);
const weekly = statement<{
  place_id: string;
  weekday: number;
  opens_minute: number;
  closes_minute: number;
}>(`
  SELECT place_id, weekday, opens_minute, closes_minute FROM places.hours
  WHERE place_id = ANY ($1::uuid[]) ORDER BY place_id, weekday, opens_minute`);
const special = statement<{
  place_id: string;
  day: Temporal.PlainDate;
  reason: string | null;
  opens_minute: number | null;
  closes_minute: number | null;
}>(`
  SELECT d.place_id, d.day, d.reason, h.opens_minute, h.closes_minute FROM places.special_day d
  LEFT JOIN places.special_hours h ON h.place_id = d.place_id AND h.day = d.day
  WHERE d.place_id = ANY ($1::uuid[]) AND d.day BETWEEN $2 AND $3
  ORDER BY d.place_id, d.day, h.opens_minute`);
const brands = statement<BrandRow>(`
  SELECT id, code, name_ja, name_en, is_active FROM places.brand
  WHERE is_active ORDER BY name_ja COLLATE kernel.ja, id LIMIT 1000`);
const parties = statement<PartyRow>(`
  SELECT id, code, kind, name_ja, name_en, invoice_number, is_active FROM places.party
  WHERE is_active AND ($1::text IS NULL OR kind = $1)
  ORDER BY name_ja COLLATE kernel.ja, id LIMIT 5000`);

// The place's own party, else the company itself: the oldest party of kind `own`.
const seller = statement<PartyRow>(`
  SELECT id, code, kind, name_ja, name_en, invoice_number, is_active FROM places.party
  WHERE id = coalesce((SELECT party_id FROM places.place WHERE id = $1),
    (SELECT id FROM places.party WHERE kind = 'own' AND is_active ORDER BY created_at, id LIMIT 1))`);

const partyById = statement<PartyRow>(`
  SELECT id, code, kind, name_ja, name_en, invoice_number, is_active FROM places.party WHERE id = $1`);

export function findParty(tx: Tx, id: string): Promise<PartyRow | undefined> {
  return tx.maybe(partyById, [id]);
}

/** Who sells at a place (uuid): the party whose name and registration number stand on its receipts. */
export function findSeller(tx: Tx, placeId: string): Promise<PartyRow | undefined> {
  return tx.maybe(seller, [placeId]);
}

/** Active places that have every capability of the mask (0: all), in Japanese order of their names. */
export function listPlaceRows(
  db: Executor,
  capabilityMask: number,
  limit = 2000,
): Promise<PlaceRow[]> {
  return db.all(list, [capabilityMask, limit]);
}

export type NearbyPlace = { readonly place: PlaceRow; readonly distanceM: number };

export type NearestOptions = {
  /** Bits of capabilities.ts; 0 is all. */
  readonly capabilityMask?: number;
  readonly limit?: number;
  readonly withinM?: number;
};

/** Active places with a position, nearest first; distances in metres along the great circle. */
export async function nearestPlaces(
  tx: Tx,
  from: Position,
  options: NearestOptions = {},
): Promise<NearbyPlace[]> {
  const { capabilityMask = 0, limit = 20, withinM = null } = options;
  const { latitude, longitude } = from;
  const parameters = [capabilityMask, latitude, longitude, limit, earthRadiusM, withinM];
  const rows = await tx.all(nearest, parameters);
  return rows.map(({ distance_m, ...place }) => ({ place, distanceM: distance_m }));
}

/**
 * The hours of places by id, with the special days from `from` to `to` and the day before and after them;
 * give them to `openingOf` and `isOpenAt`.
 */
export async function findPlaceHours(
  tx: Tx,
  places: readonly PlaceRow[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate = from,
): Promise<Map<string, PlaceHours>> {
  const ids = places.map((place) => place.id);
  const week = await tx.all(weekly, [ids]);
  const days = await tx.all(special, [ids, from.subtract({ days: 1 }), to.add({ days: 1 })]);
  const weekOf = Map.groupBy(week, (row) => row.place_id);
  const daysOf = Map.groupBy(days, (row) => row.place_id);
  return new Map(
    places.map((place) => [
      place.id,
      {
        timeZone: place.time_zone,
        closesOnHolidays: place.closes_on_holidays,
        weekly: (weekOf.get(place.id) ?? []).map((row) => ({
          weekday: row.weekday,
          opensMinute: row.opens_minute,
          closesMinute: row.closes_minute,
        })),
        specialDays: specialDaysOf(daysOf.get(place.id) ?? []),
      },
    ]),
  );
}

type SpecialRow = NonNullable<(typeof special)['row']>;

function specialDaysOf(rows: readonly SpecialRow[]): Map<string, SpecialDay> {
  const days = Map.groupBy(rows, (row) => row.day.toString());
  return new Map(
    [...days].map(([day, ofDay]) => [
      day,
      {
        reason: ofDay[0]?.reason ?? null,
        intervals: ofDay.flatMap(({ opens_minute, closes_minute }) =>
          opens_minute === null || closes_minute === null
            ? []
            : [{ opensMinute: opens_minute, closesMinute: closes_minute }],
        ),
      },
    ]),
  );
}

export function listBrandRows(tx: Tx): Promise<BrandRow[]> {
  return tx.all(brands);
}

/** Of one kind, or all. */
export function listPartyRows(tx: Tx, kind: string | null): Promise<PartyRow[]> {
  return tx.all(parties, [kind]);
}
