// Keys of connected systems. The answer that makes one carries its token, so it does not go through `write`, which
// keeps answers; taking a key out does.
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { type ApiKeyRow, listApiKeys } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { makeApiKey } from './make-api-key.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { type ApiKey, ApiKeyList, MadeApiKey, NewApiKey } from './schemas.ts';

export function apiKeyRoutes(app: App, { db }: House): void {
  app.get(
    '/api/staff/api-keys',
    {
      config: { access: 'staff.read' },
      schema: {
        operationId: 'listApiKeys',
        tags: ['staff'],
        summary: 'API keys, those that still open something first; never their tokens',
        response: { 200: ApiKeyList, ...problems },
      },
    },
    async (request) => ({ apiKeys: (await read(db, request, listApiKeys)).map(toApiKey) }),
  );

  app.post(
    '/api/staff/api-keys',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'makeApiKey',
        tags: ['staff'],
        summary: 'Make an API key for a connected system; it is shown once',
        body: NewApiKey,
        response: { 201: MadeApiKey, ...problems },
      },
    },
    async (request, reply) => {
      const { name, roles, placeId } = request.body;
      const key = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        makeApiKey(tx, {
          name,
          roles,
          placeId: placeId === undefined ? null : parseId('place', placeId),
        }),
      );
      return reply.code(201).send({ id: formatId('apikey', key.id), token: key.token });
    },
  );

  app.delete(
    '/api/staff/api-keys/:apiKeyId',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'revokeApiKey',
        tags: ['staff'],
        summary: 'Take an API key out; whoever holds it is refused from then on',
        params: Type.Object({ apiKeyId: Id('apikey') }),
        headers: IdempotencyHeaders,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const id = parseId('apikey', request.params.apiKeyId);
      await write(db, request, async (tx) => {
        await revokeApiKey(tx, id);
        return null;
      });
      return reply.code(204).send(null);
    },
  );
}

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: formatId('apikey', row.id),
    name: row.name,
    roles: row.roles,
    placeId: formatOptionalId('place', row.place_id),
    madeAt: row.created_at.toString(),
    endedAt: row.ended_at?.toString() ?? null,
  };
}
