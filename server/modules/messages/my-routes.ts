// Her own page of notifications: which news by which channel, and the browsers that take them. Offers are not here: they
// are consents, and go by /api/rights/me/consents. Nothing goes through the idempotency of `write`, which keeps answers.
import { Type } from 'typebox';
import { aboutBrowser } from '#kernel/browser-words';
import { type App, actorOf, purposeOf, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { pushKeysOf } from '#kernel/push-keys';
import { Id, Instant, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { findChoices, setChoice } from './choices/choices.ts';
import { addDevice, findDevices, removeDevice } from './push/devices.ts';
import { toDevice } from './push/shape-device.ts';

const Wanted = Type.Object({ mail: Type.Boolean(), push: Type.Boolean() });
const Device = Type.Object({
  id: Id('pushDevice'),
  browser: Type.String({ description: 'safari, chrome, edge, firefox, line or other.' }),
  system: Type.String({ description: 'ios, android, windows, mac, linux or other.' }),
  addedAt: Instant,
});
const MyNotifications = Type.Object({
  pushKey: Type.String({ description: 'What a browser subscribes with (RFC 8292), base64url.' }),
  choices: Type.Object({ orders: Wanted, visits: Wanted, points: Wanted }),
  devices: Type.Array(Device),
});
const Kind = Type.Union([Type.Literal('orders'), Type.Literal('visits'), Type.Literal('points')]);
const Channel = Type.Union([Type.Literal('mail'), Type.Literal('push')]);
const NewDevice = Type.Object(
  {
    endpoint: Text(1000),
    keys: Type.Object(
      {
        p256dh: Type.String({ pattern: '^B[A-Za-z0-9_-]{86}$', description: 'RFC 8291, 2.1.' }),
        auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
      },
      { additionalProperties: false },
    ),
    language: Type.Union([Type.Literal('ja'), Type.Literal('en')]),
    renews: Type.Optional(Id('pushDevice')),
  },
  {
    additionalProperties: false,
    description:
      'What PushSubscription.toJSON() says; `renews` names the device that she knows this browser as, and must be hers.',
  },
);

export function myMessageRoutes(app: App, house: House): void {
  choiceRoutes(app, house);
  deviceRoutes(app, house);
}

function choiceRoutes(app: App, { db }: House): void {
  app.get(
    '/api/messages/me',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'getMyNotifications',
        tags: ['messages'],
        summary: 'Which news reach her how, and the browsers that take them',
        response: { 200: MyNotifications, ...problems },
      },
    },
    (request) => {
      const recordId = request.principal.id;
      return read(db, request, async (tx) => ({
        pushKey: pushKeysOf(tx.masters).publicKey,
        choices: await findChoices(tx, recordId),
        devices: (await findDevices(tx, [recordId])).map(toDevice),
      }));
    },
  );

  app.put(
    '/api/messages/me/choices/:kind/:channel',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'chooseMyNotifications',
        tags: ['messages'],
        summary: 'Want a kind of news by a channel, or not; what is owed goes by mail anyhow',
        params: Type.Object({ kind: Kind, channel: Channel }),
        body: Type.Object({ isWanted: Type.Boolean() }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      await transaction(db, { actor: actorOf(principal), purpose: purposeOf(request) }, (tx) =>
        setChoice(tx, principal.id, { ...params, ...body }),
      );
      return reply.code(204).send(null);
    },
  );
}

function deviceRoutes(app: App, { config, db }: House): void {
  const policy = { allowPrivate: config.webhookPrivate };
  app.post(
    '/api/messages/me/devices',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'addMyDevice',
        tags: ['messages'],
        summary: 'Have this browser take push messages, as long as she is signed in on it',
        body: NewDevice,
        response: { 201: Type.Object({ id: Id('pushDevice') }), ...problems },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const { endpoint, keys, language, renews } = body;
      const device = {
        recordId: principal.id,
        sessionId: principal.sessionId,
        about: aboutBrowser(request.headers['user-agent']),
        language,
        endpoint,
        ...keys,
        ...(renews === undefined ? {} : { renews: parseId('pushDevice', renews) }),
      };
      const id = await transaction(db, { actor: actorOf(principal) }, (tx) =>
        addDevice(tx, device, policy),
      );
      return reply.code(201).send({ id: formatId('pushDevice', id) });
    },
  );

  app.delete(
    '/api/messages/me/devices/:deviceId',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'removeMyDevice',
        tags: ['messages'],
        summary: 'Send no more push messages to a browser of hers',
        params: Type.Object({ deviceId: Id('pushDevice') }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const id = parseId('pushDevice', request.params.deviceId);
      await transaction(db, { actor: actorOf(principal), purpose: purposeOf(request) }, (tx) =>
        removeDevice(tx, principal.id, id),
      );
      return reply.code(204).send(null);
    },
  );
}
