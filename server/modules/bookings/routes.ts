// Booking, and changing a booking. Who may change one: the shop's staff, the customer whose record it is, or
// whoever has the token of its link. What is kept for a repetition names nobody.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { maskProfile, refuseStopped } from '#customers';
import { type App, lookAt, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { languageOf } from '#kernel/problem';
import { isAllowed } from '#kernel/roles';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { logOpenPage } from '#privacy';
import { book } from './book.ts';
import { bookingToken, isBookingToken } from './booking-token.ts';
import { renderCalendar } from './calendar.ts';
import { type Asker, cancelBooking, moveBooking, noteBooking } from './change-booking.ts';
import { openContacts } from './contact.ts';
import { bookingsRefusals } from './errors.ts';
import { readDay, readMoment } from './read-time.ts';
import {
  Booking,
  BookingList,
  BookingListQuery,
  BookingParams,
  Cancel,
  MadeBooking,
  Move,
  NewBooking,
  TokenQuery,
} from './schemas.ts';
import { toBooking } from './shape.ts';
import { findBookingRow, findResourceRow, listBookingRows } from './store.ts';

export function bookingRoutes(app: App, house: House): void {
  bookRoute(app, house);
  changeRoutes(app, house);
  dayRoutes(app, house);
  lookRoutes(app, house);
}

function bookRoute(app: App, { db }: House): void {
  app.post(
    '/api/bookings',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'makeBooking',
        tags: ['bookings'],
        summary: 'Book a slot',
        headers: IdempotencyHeaders,
        body: NewBooking,
        response: { 201: MadeBooking, ...problems },
      },
    },
    async (request, reply) => {
      const { resourceId, startsAt, recordId, contact, partySize = 1, units = 1 } = request.body;
      const { principal } = request;
      const ownRecord = principal.kind === 'customer' ? principal.id : undefined;
      const asked =
        isStaff(principal) && recordId !== undefined ? parseId('record', recordId) : undefined;
      const record = ownRecord ?? asked;
      const made = await write(db, request, async (tx) => {
        await refuseStopped(tx, record === undefined ? [] : [record]);
        return toBooking(
          await book(tx, {
            resourceId: parseId('resource', resourceId),
            startsAt: readMoment(startsAt),
            partySize,
            units,
            ...(record === undefined ? {} : { recordId: record }),
            ...(contact === undefined ? {} : { contact }),
            channel: isStaff(principal) ? 'staff' : 'web',
            language: languageOf(request.headers['accept-language']),
          }),
        );
      });
      const token = bookingToken(db.masters, parseId('booking', made.id));
      return reply.code(201).send({ ...made, token });
    },
  );
}

function changeRoutes(app: App, { db }: House): void {
  app.post(
    '/api/bookings/:bookingId/move',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'moveBooking',
        tags: ['bookings'],
        summary: 'Move a booking to another slot',
        params: BookingParams,
        headers: IdempotencyHeaders,
        body: Move,
        response: { 200: Booking, ...problems },
      },
    },
    (request) => {
      const id = parseId('booking', request.params.bookingId);
      const { startsAt, token } = request.body;
      return write(db, request, async (tx) => {
        const asker = await admit(tx, request, id, token);
        return toBooking(await moveBooking(tx, id, readMoment(startsAt), asker));
      });
    },
  );

  app.post(
    '/api/bookings/:bookingId/cancel',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'cancelBooking',
        tags: ['bookings'],
        summary: 'Cancel a booking',
        params: BookingParams,
        headers: IdempotencyHeaders,
        body: Cancel,
        response: { 200: Booking, ...problems },
      },
    },
    (request) => {
      const id = parseId('booking', request.params.bookingId);
      const { token, reason } = request.body;
      return write(db, request, async (tx) => {
        const asker = await admit(tx, request, id, token);
        const why = reason ?? (asker === 'shop' ? 'by_shop' : 'by_person');
        return toBooking(await cancelBooking(tx, id, why, asker));
      });
    },
  );
}

const dayWords = [
  ['arrive', 'arrived', 'noteArrival', 'She is here'],
  ['fulfil', 'fulfilled', 'noteFulfilment', 'It is done'],
  ['miss', 'noshow', 'noteNoShow', 'She did not come'],
] as const;

function dayRoutes(app: App, { db }: House): void {
  for (const [verb, state, operationId, summary] of dayWords) {
    app.post(
      `/api/bookings/:bookingId/${verb}`,
      {
        config: { access: 'bookings.write' },
        schema: {
          operationId,
          tags: ['bookings'],
          summary,
          params: BookingParams,
          headers: IdempotencyHeaders,
          response: { 200: Booking, ...problems },
        },
      },
      (request) => {
        const id = parseId('booking', request.params.bookingId);
        return write(db, request, async (tx) => {
          const row = await noteBooking(tx, id, state);
          refuseOtherPlace(request.principal, row.place_id);
          return toBooking(row);
        });
      },
    );
  }
}

/** Who receives people sees their names; who only reads the book of a shop sees them masked. */
function nameFor({ roles }: Principal): (name: string | undefined) => string | null {
  const isWhole = isAllowed(roles, 'bookings.write');
  return (name) =>
    (isWhole || name === undefined ? name : maskProfile({ fullName: name }).fullName) ?? null;
}

function lookRoutes(app: App, { db }: House): void {
  app.get(
    '/api/bookings',
    {
      config: { access: 'bookings.read' },
      schema: {
        operationId: 'listBookings',
        tags: ['bookings'],
        summary: 'The bookings of a place, by day',
        querystring: BookingListQuery,
        response: { 200: BookingList, ...problems },
      },
    },
    async (request) => {
      const { placeId, from, days = 1 } = request.query;
      const day = readDay(from);
      const id = parseId('place', placeId);
      // It names people: whoever is bound to a shop reads that shop's.
      refuseOtherPlace(request.principal, id);
      return lookAt(db, request, async (tx) => {
        const [place] = await findPlaces(tx, [id]);
        if (place === undefined) {
          throw bookingsRefusals.place_unknown();
        }
        const start = (of: Temporal.PlainDate) => of.toZonedDateTime(place.time_zone).toInstant();
        const rows = await listBookingRows(tx, id, start(day), start(day.add({ days })));
        const contacts = await openContacts(
          tx,
          rows.map((row) => row.id),
        );
        await logOpenPage(
          tx,
          rows.map((row) => row.record_id),
          'bookings.list',
        );
        const shown = nameFor(request.principal);
        return {
          bookings: rows.map((row) =>
            Object.assign(toBooking(row), { name: shown(contacts.get(row.id)?.name) }),
          ),
        };
      });
    },
  );

  app.get(
    '/api/bookings/:bookingId/calendar.ics',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'getBookingCalendar',
        tags: ['bookings'],
        summary: 'A booking as iCalendar (RFC 5545)',
        params: BookingParams,
        querystring: TokenQuery,
        response: { 200: Type.String(), ...problems },
      },
    },
    async (request, reply) => {
      const id = parseId('booking', request.params.bookingId);
      const text = await read(db, request, async (tx) => {
        await admit(tx, request, id, request.query.token);
        const row = await findBookingRow(tx, id);
        const resource = row === undefined ? undefined : await findResourceRow(tx, row.resource_id);
        const [place] = row === undefined ? [] : await findPlaces(tx, [row.place_id]);
        if (row === undefined || resource === undefined || place === undefined) {
          throw bookingsRefusals.unknown();
        }
        return renderCalendar(row, resource, place);
      });
      return reply
        .header('content-disposition', `attachment; filename="${formatId('booking', id)}.ics"`)
        .type('text/calendar; charset=utf-8')
        .send(text);
    },
  );
}

/** Refuses strangers as if there were no such booking. */
async function admit(
  tx: Tx,
  request: FastifyRequest,
  bookingId: string,
  token: string | undefined,
): Promise<Asker> {
  const { principal } = request;
  if (isStaff(principal)) {
    const found = await findBookingRow(tx, bookingId);
    refuseOtherPlace(principal, found?.place_id ?? principal.placeId);
    return 'shop';
  }
  if (token !== undefined && isBookingToken(tx.masters, bookingId, token)) {
    return 'person';
  }
  const row = principal.kind === 'customer' ? await findBookingRow(tx, bookingId) : undefined;
  if (row === undefined || row.record_id !== principal.id) {
    throw bookingsRefusals.unknown();
  }
  return 'person';
}

function isStaff(principal: Principal): boolean {
  return principal.kind !== 'customer' && isAllowed(principal.roles, 'bookings.write');
}
