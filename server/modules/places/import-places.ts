// A file of shops becomes places. Another system's key is kept beside the place: what was imported before is
// found by it, and a key that is another place's code does not take that place over.
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { usualCapabilities } from './capabilities.ts';
import { announceChanged, changedColumns } from './change-place.ts';
import { placesRefusals } from './errors.ts';
import { announceOpened, newPlaceRow, refuseUnknownTimeZone } from './open-place.ts';
import {
  findKeyedPlaceIds,
  findPlaceKeys,
  findPlaceRows,
  findPlaceRowsByCode,
  insertPlaceKeys,
  insertPlaceRows,
  lockPlaceSource,
  type PlaceRow,
  updatePlaceRows,
} from './store.ts';

export type PlaceToImport = {
  /** What the source calls it. */
  readonly code: string;
  readonly name: string;
  /** One of ours (`store`, `warehouse` …); other words and none are a store. */
  readonly kind?: string | undefined;
  readonly nameKana?: string | undefined;
  readonly phone?: string | undefined;
  readonly postalCode?: string | undefined;
  /** Prefecture and city go before the address unless it begins with them. */
  readonly prefecture?: string | undefined;
  readonly city?: string | undefined;
  readonly address?: string | undefined;
  readonly addressKana?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly timeZone?: string | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
};

export type PlaceImportOptions = {
  readonly source: string;
  readonly timeZone: string;
  readonly currency: string;
};

export type PlaceImportOutcome =
  | { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly placeId: string }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/**
 * Brings shops in; one outcome a row, in order. What a row does not say stays as it is. Refused rows
 * (places.position_half, places.position_impossible, places.time_zone_unknown) leave the others be.
 */
export async function importPlaces(
  tx: Tx,
  options: PlaceImportOptions,
  rows: readonly PlaceToImport[],
): Promise<PlaceImportOutcome[]> {
  await lockPlaceSource(tx, options.source);
  const known = await loadKnown(tx, options.source, rows);
  const created = new Map<string, PlaceRow>();
  const updated = new Map<string, { row: PlaceRow; columns: readonly string[] }>();
  const keys = new Map<string, string>();
  const outcomes = rows.map((row): PlaceImportOutcome => {
    const refusal = refuseRow(row);
    if (refusal !== undefined) {
      return { outcome: 'refused', refusal };
    }
    const before = known.byKey.get(row.code);
    const next = applyRow(before ?? newRow(options, row, known.takenCodes), row);
    known.byKey.set(row.code, next);
    if (before === undefined) {
      created.set(next.id, next);
      keys.set(row.code, next.id);
      return { outcome: 'created', placeId: next.id };
    }
    if (!known.keyed.has(row.code) && !created.has(next.id)) {
      keys.set(row.code, next.id);
    }
    const columns = changedColumns(before, next);
    if (columns.length === 0) {
      return { outcome: 'unchanged', placeId: next.id };
    }
    if (created.has(next.id)) {
      created.set(next.id, next);
    } else {
      const earlier = updated.get(next.id)?.columns ?? [];
      updated.set(next.id, { row: next, columns: [...new Set([...earlier, ...columns])] });
    }
    return { outcome: 'updated', placeId: next.id };
  });
  await insertPlaceRows(tx, [...created.values()]);
  await updatePlaceRows(
    tx,
    [...updated.values()].map((each) => each.row),
  );
  await insertPlaceKeys(tx, options.source, keys);
  for (const row of created.values()) {
    announceOpened(tx, row, options.source);
  }
  for (const { row, columns } of updated.values()) {
    announceChanged(tx, row.id, columns);
  }
  return outcomes;
}

type Known = {
  readonly byKey: Map<string, PlaceRow>;
  /** Keys that the source used before. */
  readonly keyed: ReadonlySet<string>;
  readonly takenCodes: ReadonlySet<string>;
};

async function loadKnown(tx: Tx, source: string, rows: readonly PlaceToImport[]): Promise<Known> {
  const codes = [...new Set(rows.map((row) => row.code))];
  const keys = await findPlaceKeys(tx, source, codes);
  const places = await findPlaceRows(tx, [...keys.values()]);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const byKey = new Map<string, PlaceRow>();
  for (const [key, id] of keys) {
    const place = placeOf.get(id);
    if (place !== undefined) {
      byKey.set(key, place);
    }
  }
  const sameCode = await findPlaceRowsByCode(tx, codes);
  const others = await findKeyedPlaceIds(
    tx,
    sameCode.map((place) => place.id),
  );
  for (const place of sameCode) {
    // Opened by hand under this very code, or because an imported order named it: the file means that one.
    if (!byKey.has(place.code) && !others.has(place.id)) {
      byKey.set(place.code, place);
    }
  }
  const takenCodes = new Set(sameCode.map((place) => place.code));
  return { byKey, keyed: new Set(keys.keys()), takenCodes };
}

function newRow(
  options: PlaceImportOptions,
  row: PlaceToImport,
  takenCodes: ReadonlySet<string>,
): PlaceRow {
  return newPlaceRow({
    code: takenCodes.has(row.code) ? `${options.source}-${row.code}` : row.code,
    kind: row.kind !== undefined && row.kind in usualCapabilities ? row.kind : 'store',
    nameJa: row.name,
    timeZone: row.timeZone ?? options.timeZone,
    currency: options.currency,
  });
}

function applyRow(place: PlaceRow, row: PlaceToImport): PlaceRow {
  return {
    ...place,
    name_ja: row.name,
    name_kana: row.nameKana ?? place.name_kana,
    phone: row.phone ?? place.phone,
    postal_code: row.postalCode ?? place.postal_code,
    address: wholeAddress(row) ?? place.address,
    address_kana: row.addressKana ?? place.address_kana,
    latitude: row.latitude ?? place.latitude,
    longitude: row.longitude ?? place.longitude,
    time_zone: row.timeZone ?? place.time_zone,
    attributes: { ...place.attributes, ...row.attributes },
  };
}

function wholeAddress(row: PlaceToImport): string | undefined {
  const { prefecture = '', city = '', address } = row;
  if (address === undefined) {
    return prefecture + city === '' ? undefined : prefecture + city;
  }
  const withCity = address.includes(city) ? address : city + address;
  return withCity.startsWith(prefecture) ? withCity : prefecture + withCity;
}

function refuseRow(row: PlaceToImport): Refusal | undefined {
  const { latitude, longitude, timeZone } = row;
  if ((latitude === undefined) !== (longitude === undefined)) {
    return placesRefusals.position_half();
  }
  if (latitude !== undefined && longitude !== undefined) {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      return placesRefusals.position_impossible({ latitude, longitude });
    }
  }
  try {
    refuseUnknownTimeZone(timeZone ?? 'UTC');
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
}
