// What a device itself calls: change its code for a token, report, and read what is wanted of it.
import { type App, actorOf, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { enrolDevice } from './enrol-device.ts';
import { devicesRefusals } from './errors.ts';
import { reportOfDevice } from './reconcile-device.ts';
import { Device, Enrolled, Enrolment, ReportedState } from './schemas.ts';
import { toDevice } from './shape.ts';
import { findDeviceRow } from './store.ts';

export function deviceRoutes(app: App, { db }: House): void {
  app.post(
    '/api/devices/enrol',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'enrolDevice',
        tags: ['devices'],
        summary: 'Change a one-time code for the token of this device',
        body: Enrolment,
        response: { 200: Enrolled, ...problems },
      },
    },
    async (request) => {
      const { row, token } = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        enrolDevice(tx, request.body.code),
      );
      return { device: toDevice(row), token };
    },
  );

  app.get(
    '/api/devices/me',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getDeviceMe',
        tags: ['devices'],
        summary: 'This device, and what is wanted of it',
        response: { 200: Device, ...problems },
      },
    },
    async (request) => {
      const id = deviceOf(request.principal);
      const row = await read(db, request, (tx) => findDeviceRow(tx, id));
      if (row === undefined) {
        throw devicesRefusals.unknown();
      }
      return toDevice(row);
    },
  );

  app.put(
    '/api/devices/me/reported',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'reportOfDevice',
        tags: ['devices'],
        summary: 'Report the state of this device; the answer says what is wanted',
        body: ReportedState,
        response: { 200: Device, ...problems },
      },
    },
    (request) => {
      const id = deviceOf(request.principal);
      return write(db, request, async (tx) =>
        toDevice(await reportOfDevice(tx, id, request.body.reported)),
      );
    },
  );
}

function deviceOf(principal: Principal): string {
  if (principal.kind !== 'device') {
    throw devicesRefusals.not_a_device();
  }
  return principal.id;
}
