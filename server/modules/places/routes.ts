// The edge of places; opening hours, brands and companies have files of their own.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { toMask } from './capabilities.ts';
import { changePlace } from './change-place.ts';
import { placesRefusals } from './errors.ts';
import { hoursRoutes } from './hours-routes.ts';
import { openPlace } from './open-place.ts';
import { partyRoutes } from './party-routes.ts';
import { postalRoutes } from './postal-routes.ts';
import { NewPlace, Place, PlaceChange, PlaceList, PlaceQuery } from './schemas.ts';
import { toPlace } from './shape.ts';
import { findPlaceRows } from './store.ts';
import { listPlaceRows, nearestPlaces } from './views.ts';

/** Routes under /api/places. */
export function placesRoutes(app: App, house: House): void {
  readRoutes(app, house);
  writeRoutes(app, house);
  hoursRoutes(app, house);
  partyRoutes(app, house);
  postalRoutes(app);
}

function readRoutes(app: App, { db }: House): void {
  app.get(
    '/api/places',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listPlaces',
        tags: ['places'],
        summary: 'Active places, by capability if asked; nearest first when a position is given',
        querystring: PlaceQuery,
        response: { 200: PlaceList, ...problems },
      },
    },
    async (request) => {
      const { capability, latitude, longitude, limit = 200 } = request.query;
      const mask = capability === undefined ? 0 : toMask([capability]);
      if (latitude === undefined && longitude === undefined) {
        const rows = await read(db, request, (tx) => listPlaceRows(tx, mask, limit));
        return { places: rows.map((row) => toPlace(row)) };
      }
      if (latitude === undefined || longitude === undefined) {
        throw placesRefusals.position_half();
      }
      const near = await read(db, request, (tx) =>
        nearestPlaces(tx, { latitude, longitude }, { capabilityMask: mask, limit }),
      );
      return { places: near.map(({ place, distanceM }) => toPlace(place, distanceM)) };
    },
  );

  app.get(
    '/api/places/:placeId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPlace',
        tags: ['places'],
        summary: 'One place',
        params: Type.Object({ placeId: Id('place') }),
        response: { 200: Place, ...problems },
      },
    },
    async (request) => {
      const id = parseId('place', request.params.placeId);
      const [row] = await read(db, request, (tx) => findPlaceRows(tx, [id]));
      if (row === undefined) {
        throw placesRefusals.unknown();
      }
      return toPlace(row);
    },
  );
}

function writeRoutes(app: App, { db, config }: House): void {
  app.post(
    '/api/places',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'openPlace',
        tags: ['places'],
        summary: 'Open a place',
        headers: IdempotencyHeaders,
        body: NewPlace,
        response: { 201: Place, ...problems },
      },
    },
    async (request, reply) => {
      const { brandId, partyId, ...body } = request.body;
      const place = await write(db, request, async (tx) =>
        toPlace(
          await openPlace(tx, {
            ...body,
            ...(brandId === undefined ? {} : { brandId: parseId('brand', brandId) }),
            ...(partyId === undefined ? {} : { partyId: parseId('party', partyId) }),
            timeZone: body.timeZone ?? config.timeZone,
            currency: body.currency ?? config.currency,
          }),
        ),
      );
      return reply.code(201).send(place);
    },
  );

  app.patch(
    '/api/places/:placeId',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'changePlace',
        tags: ['places'],
        summary: 'Change what is known of a place, or close it for good',
        params: Type.Object({ placeId: Id('place') }),
        headers: IdempotencyHeaders,
        body: PlaceChange,
        response: { 200: Place, ...problems },
      },
    },
    async (request) => {
      const id = parseId('place', request.params.placeId);
      const { brandId, partyId, ...body } = request.body;
      return write(db, request, async (tx) =>
        toPlace(
          await changePlace(tx, id, {
            ...body,
            ...(brandId === undefined ? {} : { brandId: brandId && parseId('brand', brandId) }),
            ...(partyId === undefined ? {} : { partyId: partyId && parseId('party', partyId) }),
          }),
        ),
      );
    },
  );
}
