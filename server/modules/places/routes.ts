import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { fromMask, toMask } from './capabilities.ts';
import { placesRefusals } from './errors.ts';
import { openPlace } from './open-place.ts';
import { CapabilityWord, NewPlace, Place, PlaceList } from './schemas.ts';
import { findPlaceRows, listPlaceRows, type PlaceRow } from './store.ts';

/** Routes under /api/places. */
export function placesRoutes(app: App, { db, config }: House): void {
  app.get(
    '/api/places',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listPlaces',
        tags: ['places'],
        summary: 'Active places, by capability if asked',
        querystring: Type.Object({ capability: Type.Optional(CapabilityWord) }),
        response: { 200: PlaceList, ...problems },
      },
    },
    async (request) => {
      const { capability } = request.query;
      const mask = capability === undefined ? 0 : toMask([capability]);
      const rows = await read(db, request, (tx) => listPlaceRows(tx, mask));
      return { places: rows.map(toPlace) };
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
      const { brandId, ...body } = request.body;
      const place = await write(db, request, async (tx) =>
        toPlace(
          await openPlace(tx, {
            ...body,
            ...(brandId === undefined ? {} : { brandId: parseId('brand', brandId) }),
            timeZone: body.timeZone ?? config.timeZone,
            currency: body.currency ?? config.currency,
          }),
        ),
      );
      return reply.code(201).send(place);
    },
  );
}

function toPlace(row: PlaceRow): Place {
  return {
    id: formatId('place', row.id),
    code: row.code,
    kind: row.kind,
    name: { ja: row.name_ja, en: row.name_en, kana: row.name_kana },
    brandId: formatOptionalId('brand', row.brand_id),
    capabilities: fromMask(row.capabilities),
    timeZone: row.time_zone,
    currency: row.currency,
    position:
      row.latitude === null || row.longitude === null
        ? null
        : { latitude: row.latitude, longitude: row.longitude },
    postalCode: row.postal_code,
    address: row.address,
    phone: row.phone,
    isActive: row.is_active,
  };
}
