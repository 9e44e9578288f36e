// The registry, for people. Answers with a code never go through `write`: kept answers must not hold secrets.
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { addDevice, renewCode, retireDevice, type WaitingDevice } from './enrol-device.ts';
import { wantOfDevice } from './reconcile-device.ts';
import {
  CodeForDevice,
  DesiredState,
  Device,
  DeviceList,
  DeviceParams,
  NewDevice,
} from './schemas.ts';
import { toDevice } from './shape.ts';
import { listDeviceRows } from './store.ts';

export function registryRoutes(app: App, { db }: House): void {
  app.get(
    '/api/devices',
    {
      config: { access: 'devices.read' },
      schema: {
        operationId: 'listDevices',
        tags: ['devices'],
        summary: 'Devices in use, of one place if asked',
        querystring: Type.Object({ placeId: Type.Optional(Id('place')) }),
        response: { 200: DeviceList, ...problems },
      },
    },
    async (request) => {
      const { placeId } = request.query;
      const id = placeId === undefined ? null : parseId('place', placeId);
      const rows = await read(db, request, (tx) => listDeviceRows(tx, id));
      return { devices: rows.map(toDevice) };
    },
  );

  app.post(
    '/api/devices',
    {
      config: { access: 'devices.write' },
      schema: {
        operationId: 'addDevice',
        tags: ['devices'],
        summary: 'Add a device and get the code that enrols it',
        body: NewDevice,
        response: { 201: CodeForDevice, ...problems },
      },
    },
    async (request, reply) => {
      const { kind, placeId, name } = request.body;
      const added = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        addDevice(tx, { kind: String(kind), placeId: parseId('place', placeId), name }),
      );
      return reply.code(201).send(toCode(added));
    },
  );

  app.post(
    '/api/devices/:deviceId/code',
    {
      config: { access: 'devices.write' },
      schema: {
        operationId: 'renewDeviceCode',
        tags: ['devices'],
        summary: 'A new code for a device that was reset',
        params: DeviceParams,
        response: { 200: CodeForDevice, ...problems },
      },
    },
    async (request) => {
      const id = parseId('device', request.params.deviceId);
      const actor = actorOf(request.principal);
      const renewed = await transaction(db, { actor }, async (tx) => {
        const waiting = await renewCode(tx, id);
        refuseOtherPlace(request.principal, waiting.row.place_id);
        return waiting;
      });
      return toCode(renewed);
    },
  );

  app.post(
    '/api/devices/:deviceId/retire',
    {
      config: { access: 'devices.write' },
      schema: {
        operationId: 'retireDevice',
        tags: ['devices'],
        summary: 'Take a device out of the house; its token ends',
        params: DeviceParams,
        headers: IdempotencyHeaders,
        response: { 200: Device, ...problems },
      },
    },
    (request) => {
      const id = parseId('device', request.params.deviceId);
      return write(db, request, async (tx) => {
        const row = await retireDevice(tx, id);
        refuseOtherPlace(request.principal, row.place_id);
        return toDevice(row);
      });
    },
  );

  app.put(
    '/api/devices/:deviceId/desired',
    {
      config: { access: 'devices.write' },
      schema: {
        operationId: 'wantOfDevice',
        tags: ['devices'],
        summary: 'Say what state a device should have',
        params: DeviceParams,
        headers: IdempotencyHeaders,
        body: DesiredState,
        response: { 200: Device, ...problems },
      },
    },
    (request) => {
      const id = parseId('device', request.params.deviceId);
      return write(db, request, async (tx) => {
        const row = await wantOfDevice(tx, id, request.body.desired);
        refuseOtherPlace(request.principal, row.place_id);
        return toDevice(row);
      });
    },
  );
}

function toCode({ row, code, codeExpiresAt }: WaitingDevice) {
  return { device: toDevice(row), code, codeExpiresAt: String(codeExpiresAt) };
}
