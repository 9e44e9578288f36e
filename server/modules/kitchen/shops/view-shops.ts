// The cafés as she chooses among them: how far, how long until a cup is ready, open or not. And when she stands far from the
// one that she chose, she is told before she pays.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { distanceBetweenM, findPlaces, nextOpening, type Position } from '#places';
import { isOpen, loadRooms, nextFree, type ShopRoom, soonest, type WorkAsked } from './room.ts';
import { findPauses, findShop, findStations, listShops } from './store.ts';

export type ShopShown = {
  /** Typed id. */
  readonly placeId: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly address: string | null;
  readonly distanceM: number | null;
  readonly isOpen: boolean;
  readonly isPaused: boolean;
  /** When one ordinary drink would be ready; null when none can be promised today. */
  readonly readyAt: string | null;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly hasSeats: boolean;
};

/** Farther than this she is warned: more than twenty minutes on foot. */
export const farM = 1500;

/** Nearest first, when it is known from where. */
export async function viewShops(
  tx: Tx,
  from: Position | undefined,
  only?: string,
): Promise<ShopShown[]> {
  const one = only === undefined ? undefined : await findShop(tx, only);
  const shops = only === undefined ? await listShops(tx) : one?.is_active === true ? [one] : [];
  const ids = shops.map(({ place_id }) => place_id);
  const places = new Map((await findPlaces(tx, ids)).map((place) => [place.id, place]));
  const rooms = await loadRooms(tx, shops, places);
  const paused = new Set(
    (await findPauses(tx, ids))
      .filter(({ subject }) => subject === 'shop')
      .map(({ place_id }) => place_id),
  );
  return [...rooms.values()]
    .map((room) => toShown(room, from, paused.has(room.place.id)))
    .toSorted((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0));
}

function toShown(room: ShopRoom, from: Position | undefined, isPaused: boolean): ShopShown {
  const { place } = room;
  const { latitude, longitude } = place;
  const now = Temporal.Instant.fromEpochMilliseconds(room.nowMs);
  const open = isOpen(room);
  const opening = nextOpening(room.hours, now);
  const work = oneDrink(room);
  const fit = isPaused ? undefined : open ? soonest(room, work) : nextFree(room, work, room.nowMs);
  return {
    placeId: formatId('place', place.id),
    nameJa: place.name_ja,
    nameEn: place.name_en ?? place.name_ja,
    address: place.address,
    distanceM:
      from === undefined || latitude === null || longitude === null
        ? null
        : Math.round(distanceBetweenM(from, { latitude, longitude })),
    isOpen: open,
    isPaused,
    readyAt:
      fit === undefined ? null : Temporal.Instant.fromEpochMilliseconds(fit.readyAtMs).toString(),
    opensAt: open ? null : (opening?.opensAt.toString() ?? null),
    // Midnight is no closing time where nobody ever closes.
    closesAt: open && !isAlwaysOpen(room) ? (opening?.closesAt.toString() ?? null) : null,
    hasSeats: room.shop.has_seats,
  };
}

function isAlwaysOpen({ hours }: ShopRoom): boolean {
  return hours.weekly.length === 0 && hours.specialDays.size === 0;
}

function oneDrink(room: ShopRoom): WorkAsked {
  const [first] = room.stations;
  return {
    units: new Map(first === undefined ? [] : [[first.code, 1]]),
    prepareMs: 90_000,
  };
}

/** The stations of a shop (uuid), in their order. */
export async function viewStations(tx: Tx, placeId: string) {
  return (await findStations(tx, [placeId])).map((row) => ({
    code: row.code,
    nameJa: row.name_ja,
    nameEn: row.name_en,
    unitsPerSlot: row.units_per_slot,
  }));
}
