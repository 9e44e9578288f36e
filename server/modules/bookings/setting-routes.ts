// What can be booked, as headquarters sets it up.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { changeResource, clearSpecialDay, openResource, setSpecialDay } from './change-resource.ts';
import { bookingsRefusals } from './errors.ts';
import { readDay } from './read-time.ts';
import {
  NewSpecialDay,
  ResourceChanges,
  ResourceSetting,
  ResourceSettings,
  SpecialDayParams,
} from './schemas-resources.ts';
import { toResource } from './shape.ts';
import { findResourceRow, findSlotRules, type ResourceRow } from './store.ts';
import { findSpecialDays, listAllResources } from './store-resources.ts';

const tags = ['bookings'];
const params = Type.Object({ resourceId: Id('resource') });

/** Routes under /api/bookings/settings. */
export function settingRoutes(app: App, house: House): void {
  reading(app, house);
  changing(app, house);
  days(app, house);
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/bookings/settings',
    {
      config: { access: 'bookings.read' },
      schema: {
        operationId: 'listResourceSettings',
        tags,
        summary: 'What can be booked at a place, and what is paused',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: ResourceSettings, ...problems },
      },
    },
    async (request) => {
      const placeId = parseId('place', request.query.placeId);
      const rows = await read(db, request, (tx) => listAllResources(tx, placeId));
      return {
        resources: rows.map((row) => ({ ...toResource(row), isActive: row.is_active })),
      };
    },
  );

  app.get(
    '/api/bookings/settings/:resourceId',
    {
      config: { access: 'bookings.read' },
      schema: {
        operationId: 'getResourceSetting',
        tags,
        summary: 'One thing that can be booked, with its week and the days that differ',
        params,
        response: { 200: ResourceSetting, ...problems },
      },
    },
    (request) => {
      const id = parseId('resource', request.params.resourceId);
      return read(db, request, async (tx) => {
        const row = await findResourceRow(tx, id);
        if (row === undefined) {
          throw bookingsRefusals.resource_unknown();
        }
        return tell(tx, row);
      });
    },
  );
}

function changing(app: App, { db }: House): void {
  app.patch(
    '/api/bookings/settings/:resourceId',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'changeResource',
        tags,
        summary: 'Change or pause what can be booked; bookings that are made stay',
        params,
        headers: IdempotencyHeaders,
        body: ResourceChanges,
        response: { 200: ResourceSetting, ...problems },
      },
    },
    (request) => {
      const id = parseId('resource', request.params.resourceId);
      const { body } = request;
      return write(db, request, async (tx) => {
        const resource = await openResource(tx, id);
        refuseOtherPlace(request.principal, resource.place_id);
        await changeResource(tx, resource, {
          ...(body.nameJa === undefined ? {} : { name_ja: body.nameJa }),
          ...(body.nameEn === undefined ? {} : { name_en: body.nameEn }),
          ...(body.capacity === undefined ? {} : { capacity: body.capacity }),
          ...(body.leadMinutes === undefined ? {} : { lead_minutes: body.leadMinutes }),
          ...(body.horizonDays === undefined ? {} : { horizon_days: body.horizonDays }),
          ...(body.cancelMinutes === undefined ? {} : { cancel_minutes: body.cancelMinutes }),
          ...(body.isActive === undefined ? {} : { is_active: body.isActive }),
          ...(body.rules === undefined
            ? {}
            : {
                rules: body.rules.map((rule) => ({ ...rule, capacity: rule.capacity ?? null })),
              }),
        });
        return tell(tx, (await findResourceRow(tx, id)) ?? resource);
      });
    },
  );
}

function days(app: App, { db }: House): void {
  app.put(
    '/api/bookings/settings/:resourceId/special-days/:day',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'setResourceDay',
        tags,
        summary: 'Give one day hours of its own; none, and nothing can be booked on it',
        params: SpecialDayParams,
        headers: IdempotencyHeaders,
        body: NewSpecialDay,
        response: { 200: ResourceSetting, ...problems },
      },
    },
    (request) => {
      const day = readDay(request.params.day);
      const { hours, reason = null } = request.body;
      return write(db, request, async (tx) => {
        const resource = await openOwn(tx, request);
        await setSpecialDay(tx, resource, {
          day,
          hours: hours.map((each) => ({ ...each, capacity: each.capacity ?? null })),
          reason,
        });
        return tell(tx, resource);
      });
    },
  );

  app.delete(
    '/api/bookings/settings/:resourceId/special-days/:day',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'clearResourceDay',
        tags,
        summary: 'Let a day be as its weekday again',
        params: SpecialDayParams,
        headers: IdempotencyHeaders,
        response: { 200: ResourceSetting, ...problems },
      },
    },
    (request) => {
      const day = readDay(request.params.day);
      return write(db, request, async (tx) => {
        const resource = await openOwn(tx, request);
        await clearSpecialDay(tx, resource, day);
        return tell(tx, resource);
      });
    },
  );
}

type OfResource = {
  readonly params: { readonly resourceId: string };
  readonly principal: Parameters<typeof refuseOtherPlace>[0];
};

async function openOwn(tx: Tx, { params: { resourceId }, principal }: OfResource) {
  const resource = await openResource(tx, parseId('resource', resourceId));
  refuseOtherPlace(principal, resource.place_id);
  return resource;
}

async function tell(tx: Tx, row: ResourceRow): Promise<ResourceSetting> {
  // The day before as well: it may still be that day where the place is.
  const today = tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const from = today.subtract({ days: 1 });
  const special = await findSpecialDays(tx, row.id, from, today.add({ years: 2 }));
  return {
    ...toResource(row),
    id: formatId('resource', row.id),
    isActive: row.is_active,
    rules: await findSlotRules(tx, row.id),
    specialDays: special.map(({ day, hours, reason }) => ({
      day: day.toString(),
      hours: [...hours],
      reason,
    })),
  };
}
