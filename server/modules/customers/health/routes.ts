// A pharmacist's questions, each in a transaction under the purpose `health`. The permission is given by no wildcard: who
// runs the house does not read of anybody's health for that.
import { Type } from 'typebox';
import { type App, actorOf } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Instant, Nullable, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { AccessReason } from '../schemas.ts';
import { endHealthNote, findForHealth, noteHealth, showHealth } from './health-notes.ts';
import type { HealthKind } from './store.ts';

const tags = ['customers'];
const purpose = 'health';
const Kind = Type.Unsafe<HealthKind>(
  Type.Union(
    (['allergy', 'medicine', 'condition', 'advice'] as const).map((word) => Type.Literal(word)),
  ),
);
const params = Type.Object({ customerId: Id('customer') });

const Found = Type.Object({
  customers: Type.Array(Type.Object({ id: Id('customer'), name: Nullable(Type.String()) })),
});
const Health = Type.Object({
  id: Id('customer'),
  name: Nullable(Type.String()),
  birthDate: Nullable(Type.String()),
  notes: Type.Array(
    Type.Object({
      id: Id('healthNote'),
      kind: Kind,
      text: Type.String(),
      placeId: Nullable(Id('place')),
      notedBy: Type.String(),
      notedAt: Instant,
    }),
  ),
});
const NewNote = Type.Object({ kind: Kind, text: Text(1000) }, { additionalProperties: false });

/** Routes under /api/customers that only a pharmacist may use. */
export function healthRoutes(app: App, house: House): void {
  lookRoutes(app, house);
  noteRoutes(app, house);
}

function lookRoutes(app: App, { db }: House): void {
  app.get(
    '/api/customers/health',
    {
      config: { access: 'health.read' },
      schema: {
        operationId: 'findForHealth',
        tags,
        summary: 'Customers found by an exact word who agreed to the purpose health; masked',
        querystring: Type.Object({ q: Text(254) }),
        response: { 200: Found, ...problems },
      },
    },
    (request) =>
      transaction(db, { purpose, actor: actorOf(request.principal) }, async (tx) => ({
        customers: await findForHealth(tx, request.query.q),
      })),
  );

  app.get(
    '/api/customers/:customerId/health',
    {
      config: { access: 'health.read' },
      schema: {
        operationId: 'getCustomerHealth',
        tags,
        summary: 'Allergies, medicines and advice of who agreed to it; the look is logged',
        params,
        querystring: Type.Object({ reason: AccessReason }),
        response: { 200: Health, ...problems },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      const id = parseId('customer', request.params.customerId);
      // Not `write`: its idempotency would keep the answer.
      return transaction(db, { purpose, actor: actorOf(request.principal) }, (tx) =>
        showHealth(tx, id, String(request.query.reason)),
      );
    },
  );
}

function noteRoutes(app: App, { db }: House): void {
  app.post(
    '/api/customers/:customerId/health',
    {
      config: { access: 'health.write' },
      schema: {
        operationId: 'noteHealth',
        tags,
        summary: 'Note an allergy, a medicine, a condition or advice, sealed under her key',
        params,
        body: NewNote,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const id = parseId('customer', request.params.customerId);
      const note = { ...body, placeId: principal.placeId };
      await transaction(db, { purpose, actor: actorOf(principal) }, (tx) =>
        noteHealth(tx, id, note),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/customers/health/:noteId',
    {
      config: { access: 'health.write' },
      schema: {
        operationId: 'endHealthNote',
        tags,
        summary: 'Take a note away',
        params: Type.Object({ noteId: Id('healthNote') }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const noteId = parseId('healthNote', request.params.noteId);
      await transaction(db, { purpose, actor: actorOf(request.principal) }, (tx) =>
        endHealthNote(tx, noteId),
      );
      return reply.code(204).send(null);
    },
  );
}
