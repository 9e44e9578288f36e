// What Apple's devices ask of a house that gave out a pass (developer.apple.com, "Adding a web service to update passes").
// The token inside the pass is what a phone proves itself with; the addresses are Apple's, the words too.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { sealSecret } from '#kernel/sealing';
import { transaction } from '#kernel/transaction';
import { cardsRefusals } from '../errors.ts';
import { showCard } from '../show-card.ts';
import { makeApplePass, passToken } from './apple-pass.ts';
import { passType, shopName } from './routes.ts';
import {
  dropDeviceRow,
  findPassRow,
  listChangedRows,
  pushTokenUse,
  putDeviceRow,
} from './store.ts';
import { walletsOf } from './wallets.ts';

const base = '/api/cards/apple/v1';
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9._-]*$' });
const Serial = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const tags = ['cards'];

export function appleRoutes(app: App, house: House): void {
  registrationRoutes(app, house);
  passRoutes(app, house);
}

/** Refuses with cards.pass_unknown unless the phone has the token of this pass. */
function prove({ db }: House, request: FastifyRequest, serial: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`ApplePass ${passToken(db.masters, serial)}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw cardsRefusals.pass_unknown();
  }
}

function registrationRoutes(app: App, house: House): void {
  const { db } = house;
  const params = Type.Object({ device: Word, type: Word, serial: Serial });
  app.post(
    `${base}/devices/:device/registrations/:type/:serial`,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'registerAppleDevice',
        tags,
        summary: 'A device of Apple wants to hear of changes of a pass',
        params,
        body: Type.Object({ pushToken: Word }, { additionalProperties: false }),
        response: { 200: Type.Null(), 201: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { device, serial } = request.params;
      prove(house, request, serial);
      const isNew = await transaction(db, { actor: 'guest' }, async (tx) => {
        if ((await findPassRow(tx, serial)) === undefined) {
          throw cardsRefusals.pass_unknown();
        }
        const sealed = sealSecret(tx.masters, pushTokenUse, request.body.pushToken);
        return putDeviceRow(tx, { device, serial, sealed });
      });
      return reply.code(isNew ? 201 : 200).send(null);
    },
  );

  app.delete(
    `${base}/devices/:device/registrations/:type/:serial`,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'unregisterAppleDevice',
        tags,
        summary: 'A device of Apple wants to hear of a pass no more',
        params,
        response: { 200: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { device, serial } = request.params;
      prove(house, request, serial);
      await transaction(db, { actor: 'guest' }, (tx) => dropDeviceRow(tx, device, serial));
      return reply.code(200).send(null);
    },
  );
}

function passRoutes(app: App, house: House): void {
  const { db } = house;
  app.get(
    `${base}/devices/:device/registrations/:type`,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listChangedApplePasses',
        tags,
        summary: 'Which passes of a device have changed since it asked last',
        params: Type.Object({ device: Word, type: Word }),
        querystring: Type.Object({ passesUpdatedSince: Type.Optional(Word) }),
        response: {
          200: Type.Object({ serialNumbers: Type.Array(Serial), lastUpdated: Type.String() }),
          204: Type.Null(),
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const sinceMs = Number(request.query.passesUpdatedSince ?? '0');
      const since = Temporal.Instant.fromEpochMilliseconds(
        Number.isSafeInteger(sinceMs) ? sinceMs : 0,
      );
      const rows = await transaction(db, { actor: 'guest', readOnly: true }, (tx) =>
        listChangedRows(tx, request.params.device, since),
      );
      const last = rows.at(-1);
      return last === undefined
        ? reply.code(204).send(null)
        : {
            serialNumbers: rows.map(({ serial }) => serial),
            // A row of this very millisecond may come twice, none is left out.
            lastUpdated: String(last.changed_at.epochMilliseconds),
          };
    },
  );

  app.get(
    `${base}/passes/:type/:serial`,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getApplePass',
        tags,
        summary: 'A pass as it is now, for a phone that has it',
        params: Type.Object({ type: Word, serial: Serial }),
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), ...problems },
      },
    },
    async (request, reply) => {
      const { serial } = request.params;
      prove(house, request, serial);
      const { apple, houseAddress } = walletsOf(db);
      if (apple === undefined) {
        throw cardsRefusals.wallet_off();
      }
      const found = await transaction(db, { actor: 'guest' }, async (tx) => {
        const pass = await findPassRow(tx, serial);
        return pass === undefined ? undefined : { pass, card: await showCard(tx, pass.record_id) };
      });
      if (found === undefined) {
        throw cardsRefusals.pass_unknown();
      }
      const token = passToken(db.masters, serial);
      const { card, pass } = found;
      const made = await makeApplePass(apple, { serial, token, card, shopName, houseAddress });
      const changedAt = new Date(pass.changed_at.epochMilliseconds).toUTCString();
      return reply.type(passType).header('last-modified', changedAt).send(made);
    },
  );
}
