// The room of a kitchen as it stands: which times can be promised there, within its hours and its capacity.
import { dayOf } from '#kernel/clock';
import type { Tx } from '#kernel/transaction';
import { findPlaceHours, isOpenAt, nextOpening, type PlaceHours, type PlaceRow } from '#places';
import { type Fit, type FitAsked, firstFit, fitInto, slotReadyAt } from '../throttle/throttle.ts';
import { findStations, findTaken, type ShopRow } from './store.ts';

export type ShopRoom = {
  readonly place: PlaceRow;
  readonly shop: ShopRow;
  readonly hours: PlaceHours;
  readonly stations: readonly { readonly code: string; readonly unitsPerSlot: number }[];
  readonly taken: ReadonlyMap<string, number>;
  readonly nowMs: number;
};

export type WorkAsked = {
  readonly units: ReadonlyMap<string, number>;
  readonly prepareMs: number;
};

/** The rooms of shops, in one look at the slots of as long as can be ordered ahead. */
export async function loadRooms(
  tx: Tx,
  shops: readonly ShopRow[],
  places: ReadonlyMap<string, PlaceRow>,
): Promise<Map<string, ShopRoom>> {
  const here = shops.flatMap((shop) => {
    const place = places.get(shop.place_id);
    return place === undefined || !place.is_active ? [] : [{ shop, place }];
  });
  const ids = here.map(({ place }) => place.id);
  const nowMs = tx.now.epochMilliseconds;
  const aheadMs = Math.max(0, ...here.map(({ shop }) => shop.ahead_minutes)) * 60_000;
  // Of each shop its own today, by its own clock.
  const todays = here.map(({ place }) => dayOf(tx.now, place.time_zone));
  const [today = dayOf(tx.now, 'UTC')] = todays.toSorted((a, b) =>
    Temporal.PlainDate.compare(a, b),
  );
  const hours = await findPlaceHours(
    tx,
    here.map(({ place }) => place),
    today,
    today.add({ days: Math.ceil(aheadMs / 86_400_000) + 2 }),
  );
  const stations = Map.groupBy(await findStations(tx, ids), (row) => row.place_id);
  // A slot that has begun still counts; the longest is 30 minutes.
  const taken = await findTaken(tx, ids, nowMs - 30 * 60_000, nowMs + aheadMs + 3_600_000);
  return new Map(
    here.flatMap(({ shop, place }) => {
      const its = hours.get(place.id);
      const room = {
        place,
        shop,
        stations: (stations.get(place.id) ?? []).map(({ code, units_per_slot }) => ({
          code,
          unitsPerSlot: units_per_slot,
        })),
        taken: taken.get(place.id) ?? new Map<string, number>(),
        nowMs,
      };
      return its === undefined ? [] : [[place.id, { ...room, hours: its }] as const];
    }),
  );
}

export function isOpen(room: ShopRoom, atMs = room.nowMs): boolean {
  return isOpenAt(room.hours, Temporal.Instant.fromEpochMilliseconds(atMs));
}

/** As soon as it can be, while it is open; undefined when it is closed, or full until it closes. */
export function soonest(room: ShopRoom, work: WorkAsked): Fit | undefined {
  if (!isOpen(room)) {
    return undefined;
  }
  const opening = nextOpening(room.hours, instantOf(room.nowMs));
  if (opening === undefined) {
    return undefined;
  }
  const aheadMs = room.nowMs + room.shop.ahead_minutes * 60_000;
  return firstFit(
    askOf(room, work, opening.opensAt.epochMilliseconds),
    room.nowMs + work.prepareMs,
    Math.min(opening.closesAt.epochMilliseconds, aheadMs),
  );
}

export type TimeRefused = 'closed' | 'full' | 'odd';

/** Ready at the end of the slot in which `wantedMs` lies, or why not. */
export function readyAt(room: ShopRoom, work: WorkAsked, wantedMs: number): Fit | TimeRefused {
  const { slot_minutes, ahead_minutes } = room.shop;
  const slotMs = slot_minutes * 60_000;
  if (wantedMs > room.nowMs + ahead_minutes * 60_000 || wantedMs < room.nowMs) {
    return 'odd';
  }
  const startMs = slotReadyAt(wantedMs, slotMs);
  // It is made while the shop is open, and she finds it open.
  if (!isOpen(room, Math.max(startMs, room.nowMs)) || !isOpen(room, startMs + slotMs - 1)) {
    return 'closed';
  }
  const opensAt = nextOpening(room.hours, instantOf(startMs))?.opensAt.epochMilliseconds ?? startMs;
  return fitInto(askOf(room, work, opensAt), startMs) ?? 'full';
}

/** The next time at or after `fromMs` that can be promised, also of the next day. */
export function nextFree(room: ShopRoom, work: WorkAsked, fromMs: number): Fit | undefined {
  const untilMs = room.nowMs + room.shop.ahead_minutes * 60_000;
  const slotMs = room.shop.slot_minutes * 60_000;
  let atMs = Math.max(fromMs, room.nowMs + work.prepareMs);
  while (atMs <= untilMs) {
    const opening = nextOpening(room.hours, instantOf(atMs));
    if (opening === undefined) {
      return undefined;
    }
    const opensMs = Math.max(opening.opensAt.epochMilliseconds + slotMs, atMs);
    const closesMs = Math.min(opening.closesAt.epochMilliseconds, untilMs);
    const ask = askOf(room, work, opening.opensAt.epochMilliseconds);
    const fit = firstFit(ask, opensMs, closesMs);
    if (fit !== undefined) {
      return fit;
    }
    atMs = opening.closesAt.epochMilliseconds + slotMs;
  }
  return undefined;
}

/** Times that can be chosen, the soonest first. */
export function freeTimes(room: ShopRoom, work: WorkAsked, limit: number): number[] {
  const times: number[] = [];
  let fit = nextFree(room, work, room.nowMs);
  while (fit !== undefined && times.length < limit) {
    times.push(fit.readyAtMs);
    fit = nextFree(room, work, fit.readyAtMs + 1);
  }
  return times;
}

function askOf(room: ShopRoom, work: WorkAsked, opensMs: number): FitAsked {
  return {
    opensMs,
    stations: room.stations,
    taken: room.taken,
    units: work.units,
    slotMs: room.shop.slot_minutes * 60_000,
    nowMs: room.nowMs,
    prepareMs: work.prepareMs,
  };
}

function instantOf(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
