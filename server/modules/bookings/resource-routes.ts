// What can be booked, and when it is free.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { refuseOddRules } from './change-resource.ts';
import { bookingsRefusals } from './errors.ts';
import { findFreeSlots } from './find-slots.ts';
import { readDay } from './read-time.ts';
import { NewResource, Resource, ResourceList, SlotList, SlotQuery } from './schemas.ts';
import { toResource } from './shape.ts';
import { findResourceRow, insertResourceRow, listResourceRows } from './store.ts';

const usual = { leadMinutes: 0, horizonDays: 60, cancelMinutes: 24 * 60 } as const;

export function resourceRoutes(app: App, { db }: House): void {
  app.get(
    '/api/bookings/resources',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listResources',
        tags: ['bookings'],
        summary: 'What can be booked, of one place if asked',
        querystring: Type.Object({ placeId: Type.Optional(Id('place')) }),
        response: { 200: ResourceList, ...problems },
      },
    },
    async (request) => {
      const { placeId } = request.query;
      const id = placeId === undefined ? null : parseId('place', placeId);
      const rows = await read(db, request, (tx) => listResourceRows(tx, id));
      return { resources: rows.map(toResource) };
    },
  );

  app.post(
    '/api/bookings/resources',
    {
      config: { access: 'bookings.write' },
      schema: {
        operationId: 'addResource',
        tags: ['bookings'],
        summary: 'Add something that can be booked, with its weekly slots',
        headers: IdempotencyHeaders,
        body: NewResource,
        response: { 201: Resource, ...problems },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const rules = body.rules.map((rule) => ({ ...rule, capacity: rule.capacity ?? null }));
      refuseOddRules(rules);
      const row = await write(db, request, async (tx) =>
        toResource(
          await insertResourceRow(
            tx,
            {
              id: newId(),
              place_id: parseId('place', body.placeId),
              code: body.code,
              kind: String(body.kind),
              name_ja: body.nameJa,
              name_en: body.nameEn ?? null,
              capacity: body.capacity,
              staff_id: null,
              lead_minutes: body.leadMinutes ?? usual.leadMinutes,
              horizon_days: body.horizonDays ?? usual.horizonDays,
              cancel_minutes: body.cancelMinutes ?? usual.cancelMinutes,
            },
            rules,
          ),
        ),
      );
      return reply.code(201).send(row);
    },
  );

  app.get(
    '/api/bookings/slots',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listSlots',
        tags: ['bookings'],
        summary: 'Slots that can be booked, with what is free in each',
        querystring: SlotQuery,
        response: { 200: SlotList, ...problems },
      },
    },
    async (request) => {
      const { resourceId, from, days = 7 } = request.query;
      const day = readDay(from);
      const slots = await read(db, request, async (tx) => {
        const resource = await findResourceRow(tx, parseId('resource', resourceId));
        if (resource?.is_active !== true) {
          throw bookingsRefusals.resource_unknown();
        }
        return findFreeSlots(tx, resource, day, days);
      });
      return {
        slots: slots.map((slot) => ({
          startsAt: String(slot.startsAt),
          endsAt: String(slot.endsAt),
          capacity: slot.capacity,
          free: slot.free,
        })),
      };
    },
  );
}
