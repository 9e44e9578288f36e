// Her own page of ways in and devices.
import { Type } from 'typebox';
import { type App, actorOf, purposeOf, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { WaysIn } from './schemas.ts';
import { toPasskey, toSession } from './shape-ways.ts';
import { endMySession, findWays, removeLine, removePasskey } from './ways.ts';

export function wayRoutes(app: App, house: House): void {
  const { config, db } = house;
  app.get(
    '/api/accounts/ways',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'listMyWaysIn',
        tags: ['accounts'],
        summary: 'Passkeys, proved addresses, LINE, and the devices that are signed in',
        response: { 200: WaysIn, ...problems },
      },
    },
    (request) => {
      const { id: recordId, sessionId } = request.principal;
      return read(db, request, async (tx) => {
        const { passkeys, contacts, isLineJoined, sessions } = await findWays(tx, recordId);
        return {
          passkeys: passkeys.map(toPasskey),
          contacts: contacts.map(({ kind, value }) => ({ kind, value })),
          line: { isOffered: config.lineLoginChannelId !== undefined, isJoined: isLineJoined },
          sessions: sessions.map((row) => toSession(row, sessionId)),
        };
      });
    },
  );
  removalRoutes(app, house);
}

function removalRoutes(app: App, { db }: House): void {
  const removed = { 204: Type.Null(), ...problems };
  app.delete(
    '/api/accounts/passkeys/:passkeyId',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'removePasskey',
        tags: ['accounts'],
        summary: 'Take a passkey of one’s own away',
        params: Type.Object({ passkeyId: Id('passkey') }),
        response: removed,
      },
    },
    async (request, reply) => {
      const id = parseId('passkey', request.params.passkeyId);
      await transaction(
        db,
        { actor: actorOf(request.principal), purpose: purposeOf(request) },
        (tx) => removePasskey(tx, request.principal.id, id),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/accounts/line',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'removeLine',
        tags: ['accounts'],
        summary: 'Take LINE away as a way in',
        response: removed,
      },
    },
    async (request, reply) => {
      await transaction(
        db,
        { actor: actorOf(request.principal), purpose: purposeOf(request) },
        (tx) => removeLine(tx, request.principal.id),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/accounts/sessions/:sessionId',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'endMySession',
        tags: ['accounts'],
        summary: 'Sign a device of one’s own out',
        params: Type.Object({ sessionId: Id('session') }),
        response: removed,
      },
    },
    async (request, reply) => {
      const id = parseId('session', request.params.sessionId);
      await transaction(
        db,
        { actor: actorOf(request.principal), purpose: purposeOf(request) },
        (tx) => endMySession(tx, request.principal.id, id),
      );
      return reply.code(204).send(null);
    },
  );
}
