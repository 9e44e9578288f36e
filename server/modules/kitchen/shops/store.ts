// The SQL of kitchens: which shops take orders ahead, their stations, what is paused, what of each slot is promised.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { loadKey, type SlotLoad } from '../throttle/throttle.ts';

export type ShopRow = {
  place_id: string;
  slot_minutes: number;
  ahead_minutes: number;
  has_seats: boolean;
  is_active: boolean;
};
export type StationRow = {
  place_id: string;
  code: string;
  name_ja: string;
  name_en: string;
  units_per_slot: number;
};
export type PauseRow = {
  place_id: string;
  subject: string;
  until: Temporal.Instant | null;
  paused_at: Temporal.Instant;
};

const shopColumns = 'place_id, slot_minutes, ahead_minutes, has_seats, is_active';
const shops = statement<ShopRow>(
  `SELECT ${shopColumns} FROM kitchen.shop WHERE is_active ORDER BY place_id LIMIT 2000`,
);
const shop = statement<ShopRow>(`SELECT ${shopColumns} FROM kitchen.shop WHERE place_id = $1`);
// Whoever promises a time at a shop waits here for whoever promises there too: two never take the same room.
const lockShop = statement<ShopRow>(
  `SELECT ${shopColumns} FROM kitchen.shop WHERE place_id = $1 AND is_active FOR UPDATE`,
);
const nextCall = statement<{ last_call: number }>(
  'UPDATE kitchen.shop SET last_call = last_call % 999 + 1 WHERE place_id = $1 RETURNING last_call',
);
const stations = statement<StationRow>(`
  SELECT place_id, code, name_ja, name_en, units_per_slot FROM kitchen.station
  WHERE place_id = ANY ($1::uuid[]) ORDER BY place_id, position, code`);
const pauses = statement<PauseRow>(`
  SELECT place_id, subject, until, paused_at FROM kitchen.pause
  WHERE place_id = ANY ($1::uuid[]) AND (until IS NULL OR until > $2) ORDER BY place_id, subject`);

export function listShops(tx: Tx): Promise<ShopRow[]> {
  return tx.all(shops);
}

const allShops = statement<ShopRow>(
  `SELECT ${shopColumns} FROM kitchen.shop ORDER BY is_active DESC, place_id LIMIT 2000`,
);

/** Also those that take no orders ahead for now. */
export function listAllShops(tx: Tx): Promise<ShopRow[]> {
  return tx.all(allShops);
}

export function findShop(tx: Tx, placeId: string): Promise<ShopRow | undefined> {
  return tx.maybe(shop, [placeId]);
}

/** The shop, locked until the end of the transaction; undefined when it takes no orders ahead. */
export function lockShopRow(tx: Tx, placeId: string): Promise<ShopRow | undefined> {
  return tx.maybe(lockShop, [placeId]);
}

/** The next number to be called out; the shop's row is locked. */
export async function drawCallNumber(tx: Tx, placeId: string): Promise<number> {
  return (await tx.one(nextCall, [placeId])).last_call;
}

export function findStations(tx: Tx, placeIds: readonly string[]): Promise<StationRow[]> {
  return tx.all(stations, [placeIds]);
}

/** What is paused now. */
export function findPauses(tx: Tx, placeIds: readonly string[]): Promise<PauseRow[]> {
  return tx.all(pauses, [placeIds, tx.now]);
}

const saveShop = statement<object>(`
  INSERT INTO kitchen.shop AS s (place_id, slot_minutes, ahead_minutes, has_seats, is_active, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (place_id) DO UPDATE SET slot_minutes = excluded.slot_minutes, ahead_minutes = excluded.ahead_minutes,
    has_seats = excluded.has_seats, is_active = excluded.is_active, updated_at = excluded.updated_at`);
const dropStations = statement<object>('DELETE FROM kitchen.station WHERE place_id = $1');
const saveStations = statement<object>(`
  INSERT INTO kitchen.station (place_id, code, name_ja, name_en, units_per_slot, position)
  SELECT $1, r.code, r.name_ja, r.name_en, r.units, r.number
  FROM unnest($2::text[], $3::text[], $4::text[], $5::int[]) WITH ORDINALITY AS r(code, name_ja, name_en, units, number)`);

export type StationToSet = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly unitsPerSlot: number;
};

export async function saveShopRow(
  tx: Tx,
  row: ShopRow,
  its: readonly StationToSet[],
): Promise<void> {
  const { place_id, slot_minutes, ahead_minutes, has_seats, is_active } = row;
  await tx.run(saveShop, [place_id, slot_minutes, ahead_minutes, has_seats, is_active, tx.now]);
  await tx.run(dropStations, [place_id]);
  await tx.run(saveStations, [
    place_id,
    its.map(({ code }) => code),
    its.map(({ nameJa }) => nameJa),
    its.map(({ nameEn }) => nameEn),
    its.map(({ unitsPerSlot }) => unitsPerSlot),
  ]);
}

const pause = statement<object>(`
  INSERT INTO kitchen.pause AS p (place_id, subject, until, paused_at, actor) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (place_id, subject) DO UPDATE SET until = excluded.until, paused_at = excluded.paused_at,
    actor = excluded.actor`);
const resume = statement<object>('DELETE FROM kitchen.pause WHERE place_id = $1 AND subject = $2');

export async function savePause(
  tx: Tx,
  placeId: string,
  subject: string,
  until: Temporal.Instant | null,
): Promise<void> {
  await tx.run(pause, [placeId, subject, until, tx.now, tx.actor]);
}

export async function dropPause(tx: Tx, placeId: string, subject: string): Promise<void> {
  await tx.run(resume, [placeId, subject]);
}

const taken = statement<{
  place_id: string;
  station: string;
  starts_at: Temporal.Instant;
  taken_units: number;
}>(`
  SELECT place_id, station, starts_at, taken_units FROM kitchen.slot
  WHERE place_id = ANY ($1::uuid[]) AND starts_at >= $2 AND starts_at < $3 AND taken_units > 0`);

/** Place (uuid) → `station slotMs` → units, of the slots of a span. */
export async function findTaken(
  tx: Tx,
  placeIds: readonly string[],
  fromMs: number,
  untilMs: number,
): Promise<Map<string, Map<string, number>>> {
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
  const byPlace = new Map(placeIds.map((id) => [id, new Map<string, number>()]));
  for (const row of await tx.all(taken, [placeIds, at(fromMs), at(untilMs)])) {
    const key = loadKey(row.station, row.starts_at.epochMilliseconds);
    byPlace.get(row.place_id)?.set(key, row.taken_units);
  }
  return byPlace;
}

const addTaken = statement<object>(`
  INSERT INTO kitchen.slot AS s (place_id, station, starts_at, taken_units)
  SELECT $1, l.* FROM unnest($2::text[], $3::timestamptz[], $4::int[]) AS l
  ON CONFLICT (place_id, station, starts_at) DO UPDATE SET taken_units = s.taken_units + excluded.taken_units`);
const giveBack = statement<object>(`
  UPDATE kitchen.slot s SET taken_units = greatest(0, s.taken_units - l.units)
  FROM kitchen.load l WHERE l.order_id = $2 AND s.place_id = $1 AND s.station = l.station AND s.starts_at = l.starts_at`);
const dropLoads = statement<object>('DELETE FROM kitchen.load WHERE order_id = $1');
const insertLoads = statement<object>(`
  INSERT INTO kitchen.load (order_id, station, starts_at, units)
  SELECT $1, l.* FROM unnest($2::text[], $3::timestamptz[], $4::int[]) AS l`);

/** Takes the room that was found; the shop's row is locked. */
export async function takeRoom(
  tx: Tx,
  placeId: string,
  orderId: string,
  loads: readonly SlotLoad[],
): Promise<void> {
  const columns = [
    loads.map(({ station }) => station),
    loads.map(({ startsAtMs }) => Temporal.Instant.fromEpochMilliseconds(startsAtMs)),
    loads.map(({ units }) => units),
  ];
  await tx.run(addTaken, [placeId, ...columns]);
  await tx.run(insertLoads, [orderId, ...columns]);
}

/** Gives the room of an order back; the shop's row is locked. */
export async function giveRoomBack(tx: Tx, placeId: string, orderId: string): Promise<void> {
  await tx.run(giveBack, [placeId, orderId]);
  await tx.run(dropLoads, [orderId]);
}

const loadsOf = statement<{ station: string; starts_at: Temporal.Instant; units: number }>(`
  SELECT station, starts_at, units FROM kitchen.load WHERE order_id = $1 ORDER BY station, starts_at DESC`);

/** Gives back the room that an order needs no more, the earliest first; `units` are what each station still makes. */
export async function lessenRoom(
  tx: Tx,
  placeId: string,
  orderId: string,
  units: ReadonlyMap<string, number>,
): Promise<void> {
  const left = new Map(units);
  const loads = (await tx.all(loadsOf, [orderId])).flatMap((load): SlotLoad[] => {
    const kept = Math.min(load.units, left.get(load.station) ?? 0);
    left.set(load.station, (left.get(load.station) ?? 0) - kept);
    const { station, starts_at: startsAt } = load;
    return kept === 0 ? [] : [{ station, startsAtMs: startsAt.epochMilliseconds, units: kept }];
  });
  await giveRoomBack(tx, placeId, orderId);
  await takeRoom(tx, placeId, orderId, loads);
}

const overfull = statement<{ station: string; starts_at: Temporal.Instant; taken_units: number }>(`
  SELECT s.station, s.starts_at, s.taken_units FROM kitchen.slot s
  JOIN kitchen.station t ON t.place_id = s.place_id AND t.code = s.station
  WHERE s.taken_units > t.units_per_slot
    OR s.taken_units <> coalesce((SELECT sum(l.units) FROM kitchen.load l JOIN kitchen.ticket k USING (order_id)
      WHERE k.place_id = s.place_id AND l.station = s.station AND l.starts_at = s.starts_at), 0)`);

/** Slots that hold more than their station makes, or another sum than their orders: none, ever. */
export function findBrokenSlots(tx: Tx) {
  return tx.all(overfull);
}
