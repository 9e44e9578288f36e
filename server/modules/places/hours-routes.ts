// The edge of opening hours: days are told as moments, set as minutes.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, PlainDate, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { placesRefusals } from './errors.ts';
import { isOpenAt, openingOf } from './opening.ts';
import { Hours, HoursQuery, HoursToSet, SpecialDayToSet } from './schemas.ts';
import { clearSpecialDay, setSpecialDay, setWeeklyHours } from './set-hours.ts';
import { toOpeningOfDay } from './shape.ts';
import { findPlaceRows, type PlaceRow } from './store.ts';
import { findPlaceHours } from './views.ts';

const PlaceParams = Type.Object({ placeId: Id('place') });
const DayParams = Type.Object({ placeId: Id('place'), day: PlainDate });

/** Routes under /api/places/:placeId that tell and set opening hours. */
export function hoursRoutes(app: App, { db }: House): void {
  app.get(
    '/api/places/:placeId/hours',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPlaceHours',
        tags: ['places'],
        summary: 'Weekly hours, and the hours of so many days from a day, holidays regarded',
        params: PlaceParams,
        querystring: HoursQuery,
        response: { 200: Hours, ...problems },
      },
    },
    async (request) => {
      const { from, days = 7 } = request.query;
      const day = from === undefined ? undefined : readDay(from);
      return read(db, request, (tx) =>
        tellHours(tx, parseId('place', request.params.placeId), day, days),
      );
    },
  );

  app.put(
    '/api/places/:placeId/hours',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'setPlaceHours',
        tags: ['places'],
        summary: 'Replace the weekly hours; none means open round the clock',
        params: PlaceParams,
        headers: IdempotencyHeaders,
        body: HoursToSet,
        response: { 200: Hours, ...problems },
      },
    },
    async (request) => {
      const id = parseId('place', request.params.placeId);
      return write(db, request, async (tx) => {
        const place = await setWeeklyHours(tx, id, request.body);
        return tellHoursOf(tx, place, undefined, 7);
      });
    },
  );

  specialDayRoutes(app, db);
}

function specialDayRoutes(app: App, db: House['db']): void {
  app.put(
    '/api/places/:placeId/special-days/:day',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'setPlaceSpecialDay',
        tags: ['places'],
        summary: 'Give a day hours of its own, or close it',
        params: DayParams,
        headers: IdempotencyHeaders,
        body: SpecialDayToSet,
        response: { 200: Hours, ...problems },
      },
    },
    async (request) => {
      const id = parseId('place', request.params.placeId);
      const day = readDay(request.params.day);
      const { intervals, reason = null } = request.body;
      return write(db, request, async (tx) => {
        const place = await setSpecialDay(tx, id, day, { intervals, reason });
        return tellHoursOf(tx, place, day, 1);
      });
    },
  );

  app.delete(
    '/api/places/:placeId/special-days/:day',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'clearPlaceSpecialDay',
        tags: ['places'],
        summary: 'Let a day be like any other again',
        params: DayParams,
        headers: IdempotencyHeaders,
        response: { 200: Hours, ...problems },
      },
    },
    async (request) => {
      const id = parseId('place', request.params.placeId);
      const day = readDay(request.params.day);
      return write(db, request, async (tx) =>
        tellHoursOf(tx, await clearSpecialDay(tx, id, day), day, 1),
      );
    },
  );
}

/** The form of a date lets 2026-02-30 through, and years the database does not know. */
function readDay(text: string): Temporal.PlainDate {
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' });
    if (day.year >= 1900 && day.year <= 2999) {
      return day;
    }
  } catch {
    // Refused below, with the text.
  }
  throw placesRefusals.day_impossible({ day: text.slice(0, 40) });
}

async function tellHours(
  tx: Tx,
  placeId: string,
  from: Temporal.PlainDate | undefined,
  days: number,
): Promise<Hours> {
  const [place] = await findPlaceRows(tx, [placeId]);
  if (place === undefined) {
    throw placesRefusals.unknown();
  }
  return tellHoursOf(tx, place, from, days);
}

async function tellHoursOf(
  tx: Tx,
  place: PlaceRow,
  from: Temporal.PlainDate | undefined,
  days: number,
): Promise<Hours> {
  const today = tx.now.toZonedDateTimeISO(place.time_zone).toPlainDate();
  const first = from ?? today;
  const last = first.add({ days: days - 1 });
  const hours = (await findPlaceHours(tx, [place], first, last)).get(place.id);
  const hoursNow = (await findPlaceHours(tx, [place], today)).get(place.id);
  if (hours === undefined || hoursNow === undefined) {
    throw placesRefusals.unknown();
  }
  return {
    placeId: formatId('place', place.id),
    timeZone: place.time_zone,
    closesOnHolidays: place.closes_on_holidays,
    isOpenNow: place.is_active && isOpenAt(hoursNow, tx.now),
    weekly: [...hours.weekly],
    days: Array.from({ length: days }, (_, offset) =>
      toOpeningOfDay(openingOf(hours, first.add({ days: offset }))),
    ),
  };
}
