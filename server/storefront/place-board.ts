// The shops and their hours in memory, kept by the log of places; distances and "open now" are reckoned when asked.

import { formatId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { transaction } from '#kernel/transaction';
import {
  capabilities,
  distanceBetweenM,
  findPlaceHours,
  isOpenAt,
  listPlaces,
  nextOpening,
  openingOf,
  type PlaceHours,
  type PlaceRow,
  type Position,
} from '#places';
import type { Language, NearPlace, PlaceCard } from './contract.ts';
import { prefectures } from './prefectures.ts';

export type PlaceBoard = {
  /** All active places. */
  readonly places: ReadonlyMap<string, PlaceRow>;
  /** Where the web shop may sell from: web places, or without one any place that sells. */
  readonly webs: readonly PlaceRow[];
  /** Shops that a person can walk into, nearest first when it is known from where. */
  near(
    from: Position | undefined,
  ): { readonly place: PlaceRow; readonly distanceM: number | null }[];
  toNear(place: PlaceRow, distanceM: number | null, language: Language): NearPlace;
  toCard(place: PlaceRow, distanceM: number | null, language: Language, mine?: string): PlaceCard;
};

export type KeptPlaceBoard = {
  readonly current: PlaceBoard;
  refresh(): Promise<void>;
  stop(): void;
};

const walkedInto: ReadonlySet<string> = new Set(['store', 'cafe', 'event', 'lounge']);
/** Special days are read for so long ahead; the board is read anew each day at least. */
const daysAhead = 31;
const readEveryMs = 60 * 60_000;

export async function keepPlaceBoard(house: House): Promise<KeptPlaceBoard> {
  let current = await readBoard(house);
  const refresh = async () => {
    current = await readBoard(house);
  };
  const again = () =>
    void refresh().catch((error: unknown) => {
      house.db.log.warn({ error: String(error) }, 'the board of places stays as it was');
    });
  const unsubscribe = house.log.subscribe(house.log.head, (events) => {
    if (events.some((event) => event.type.startsWith('places.'))) {
      again();
    }
  });
  const timer = setInterval(again, readEveryMs);
  timer.unref();
  return {
    get current() {
      return current;
    },
    refresh,
    stop: () => {
      unsubscribe();
      clearInterval(timer);
    },
  };
}

async function readBoard(house: House): Promise<PlaceBoard> {
  const { clock } = house.db;
  const today = clock.now().toZonedDateTimeISO(house.config.timeZone).toPlainDate();
  return transaction(house.db, { readOnly: true, actor: 'system' }, async (tx) => {
    const rows = await listPlaces(tx, 0);
    const hours = await findPlaceHours(tx, rows, today, today.add({ days: daysAhead }));
    return toBoard(rows, hours, () => clock.now());
  });
}

function toBoard(
  rows: readonly PlaceRow[],
  hoursOf: ReadonlyMap<string, PlaceHours>,
  now: () => Temporal.Instant,
): PlaceBoard {
  const can = (place: PlaceRow, capability: keyof typeof capabilities) =>
    (place.capabilities & capabilities[capability]) !== 0;
  const webs = rows.filter((place) => place.kind === 'web' && can(place, 'sells'));
  const shops = rows.filter((place) => walkedInto.has(place.kind));
  const toNear: PlaceBoard['toNear'] = (place, distanceM, language) => {
    const hours = hoursOf.get(place.id);
    const at = now();
    const isOpen = hours === undefined || isOpenAt(hours, at);
    const next = hours === undefined || isRoundTheClock(hours) ? undefined : nextOpening(hours, at);
    return {
      id: formatId('place', place.id),
      name: nameIn(place, language),
      distanceM,
      isOpen,
      changesAt: (isOpen ? next?.closesAt : next?.opensAt)?.toString() ?? null,
    };
  };
  return {
    places: new Map(rows.map((row) => [row.id, row])),
    webs: webs.length > 0 ? webs : rows.filter((place) => can(place, 'sells')).slice(0, 1),
    near: (from) =>
      shops
        .map((place) => ({ place, distanceM: distanceOf(from, place) }))
        .toSorted((a, b) => (a.distanceM ?? far) - (b.distanceM ?? far)),
    toNear,
    toCard: (place, distanceM, language, mine) => {
      const hours = hoursOf.get(place.id);
      return {
        ...toNear(place, distanceM, language),
        prefecture: prefectureOf(place.address, language),
        postalCode: place.postal_code?.replace(/^(\d{3})(\d{4})$/, '$1-$2') ?? null,
        address: place.address,
        phone: place.phone,
        handsOver: can(place, 'hands_over'),
        week: hours === undefined ? [] : weekOf(hours, now()),
        isAlwaysOpen: hours === undefined || isRoundTheClock(hours),
        isMine: place.id === mine,
      };
    },
  };
}

function prefectureOf(address: string | null, language: Language): PlaceCard['prefecture'] {
  const at = prefectures.findIndex(({ ja }) => address?.startsWith(ja) === true);
  const found = prefectures[at];
  return found === undefined
    ? null
    : { key: String(at + 1).padStart(2, '0'), name: found[language] };
}

const far = Number.MAX_SAFE_INTEGER;

function isRoundTheClock(hours: PlaceHours): boolean {
  return hours.weekly.length === 0 && hours.specialDays.size === 0;
}

/** The coming seven days by weekday, so that a holiday of this week is already in. */
function weekOf(hours: PlaceHours, at: Temporal.Instant): PlaceCard['week'] {
  const today = at.toZonedDateTimeISO(hours.timeZone).toPlainDate();
  return Array.from({ length: 7 }, (_, offset) => {
    const day = today.add({ days: offset });
    const midnight = day.toZonedDateTime(hours.timeZone).toInstant();
    const minutes = (instant: Temporal.Instant) =>
      Math.round((instant.epochMilliseconds - midnight.epochMilliseconds) / 60_000);
    return {
      weekday: day.dayOfWeek,
      intervals: openingOf(hours, day).intervals.map(({ opensAt, closesAt }) => ({
        opens: minutes(opensAt),
        closes: minutes(closesAt),
      })),
    };
  }).toSorted((a, b) => a.weekday - b.weekday);
}

export function nameIn(
  of: { readonly name_ja: string; readonly name_en: string | null },
  language: Language,
): string {
  return language === 'en' ? (of.name_en ?? of.name_ja) : of.name_ja;
}

function distanceOf(from: Position | undefined, place: PlaceRow): number | null {
  const { latitude, longitude } = place;
  return from === undefined || latitude === null || longitude === null
    ? null
    : Math.round(distanceBetweenM(from, { latitude, longitude }));
}
