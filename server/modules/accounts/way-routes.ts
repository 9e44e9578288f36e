// Her own page of ways in and devices.
import { Type } from 'typebox';
import { type App, actorOf, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import type { SessionAbout } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { WaysIn } from './schemas.ts';
import { endMySession, findWays, removeLine, removePasskey } from './ways.ts';

export function wayRoutes(app: App, house: House): void {
  const { config, db } = house;
  app.get(
    '/api/accounts/ways',
    {
      config: { access: 'customer' },
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
        const ways = await findWays(tx, recordId);
        return {
          passkeys: ways.passkeys.map((row) => ({
            id: formatId('passkey', row.id),
            ...deviceOf(row.about),
            isBackedUp: row.is_backed_up,
            createdAt: row.created_at.toString(),
            usedAt: row.used_at?.toString() ?? null,
          })),
          contacts: ways.contacts.map(({ kind, value }) => ({ kind, value })),
          line: {
            isOffered: config.lineLoginChannelId !== undefined,
            isJoined: ways.isLineJoined,
          },
          sessions: ways.sessions.map((row) => ({
            id: formatId('session', row.id),
            method: row.about.method ?? 'other',
            ...deviceOf(row.about),
            isThis: row.id === sessionId,
            openedAt: row.created_at.toString(),
            expiresAt: row.expires_at.toString(),
          })),
        };
      });
    },
  );
  removalRoutes(app, house);
}

function deviceOf({ browser = 'other', system = 'other' }: SessionAbout) {
  return { browser, system };
}

function removalRoutes(app: App, { db }: House): void {
  const removed = { 204: Type.Null(), ...problems };
  app.delete(
    '/api/accounts/passkeys/:passkeyId',
    {
      config: { access: 'customer' },
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
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        removePasskey(tx, request.principal.id, id),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/accounts/line',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'removeLine',
        tags: ['accounts'],
        summary: 'Take LINE away as a way in',
        response: removed,
      },
    },
    async (request, reply) => {
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        removeLine(tx, request.principal.id),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/accounts/sessions/:sessionId',
    {
      config: { access: 'customer' },
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
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        endMySession(tx, request.principal.id, id),
      );
      return reply.code(204).send(null);
    },
  );
}
