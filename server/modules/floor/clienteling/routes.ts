// Clienteling at the edge: whoever shows her card is greeted, served and remembered.
import { Type } from 'typebox';
import { changeConsents, listRecordsOfCustomer } from '#customers';
import { type App, actorOf, lookAt, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import {
  CustomerOnFloor,
  DueFollowUps,
  FloorQuery,
  HerAnswer,
  NewFollowUp,
  NewNote,
} from './schemas.ts';
import { listDue, showCustomer } from './show-customer.ts';
import { showTaste } from './show-taste.ts';
import { assertPlace, planFollowUp, settleFollowUp, takeBackNote, writeNote } from './written.ts';

const tags = ['floor'];
const ofCustomer = Type.Object({ customerId: Id('customer') });

/** Routes under /api/floor/customers, /notes and /follow-ups. */
export function clientelingRoutes(app: App, house: House): void {
  looking(app, house);
  askingHer(app, house);
  noting(app, house);
  promising(app, house);
  keepingPromises(app, house);
}

function looking(app: App, { db }: House): void {
  app.get(
    '/api/floor/customers/:customerId',
    {
      config: { access: 'floor.read' },
      schema: {
        operationId: 'serveCustomer',
        tags,
        summary:
          'The customer before the clerk: greeting, purchases, proposals; the look is logged',
        params: ofCustomer,
        querystring: FloorQuery,
        response: { 200: CustomerOnFloor, ...problems },
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      const placeId = parseId('place', query.placeId);
      refuseOtherPlace(principal, placeId);
      const id = parseId('customer', request.params.customerId);
      const actor = actorOf(principal);
      reply.header('cache-control', 'no-store');
      const { recordIds, shown } = await transaction(db, { actor }, (tx) =>
        showCustomer(tx, id, query.reason),
      );
      // A transaction of its own: under this purpose the database shows nothing of who has not agreed.
      const taste = await transaction(
        db,
        { actor, purpose: 'personalisation', readOnly: true },
        (tx) => showTaste(tx, recordIds, placeId),
      );
      return { ...shown, taste: taste ?? null };
    },
  );
}

function askingHer(app: App, { db }: House): void {
  app.post(
    '/api/floor/customers/:customerId/personalisation',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'noteHerAnswer',
        tags,
        summary:
          'What she answered when she was asked for proposals made of what she buys and looks at',
        params: ofCustomer,
        body: HerAnswer,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, decision, language } = request.body;
      const id = parseId('customer', request.params.customerId);
      await transaction(db, { actor: actorOf(request.principal) }, async (tx) => {
        await assertPlace(tx, parseId('place', placeId));
        const recordIds = await listRecordsOfCustomer(tx, id);
        await changeConsents(
          tx,
          recordIds.map((recordId) => ({
            recordId,
            purpose: 'personalisation' as const,
            decision,
            language,
            channel: 'store',
            placeId: parseId('place', placeId),
            evidence: { asked: 'by staff, the text on the screen turned to her' },
          })),
        );
      });
      return reply.code(204).send(null);
    },
  );
}

function noting(app: App, { db }: House): void {
  app.post(
    '/api/floor/customers/:customerId/notes',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'writeNote',
        tags,
        summary: 'Note something of her; she can read it, and it goes with her',
        params: ofCustomer,
        headers: IdempotencyHeaders,
        body: NewNote,
        response: { 201: Type.Object({ id: Id('note') }), ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, text } = request.body;
      const made = await write(db, request, async (tx) => ({
        id: formatId(
          'note',
          await writeNote(tx, {
            customerId: parseId('customer', request.params.customerId),
            placeId: parseId('place', placeId),
            staffId: staffOf(request.principal),
            text,
          }),
        ),
      }));
      return reply.code(201).send(made);
    },
  );
  app.delete(
    '/api/floor/notes/:noteId',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'takeBackNote',
        tags,
        summary: 'Take a note back; nothing of it is left',
        params: Type.Object({ noteId: Id('note') }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      await transaction(db, { actor: actorOf(principal) }, async (tx) => {
        refuseOtherPlace(principal, await takeBackNote(tx, parseId('note', request.params.noteId)));
      });
      return reply.code(204).send(null);
    },
  );
}

function promising(app: App, { db }: House): void {
  app.post(
    '/api/floor/customers/:customerId/follow-ups',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'planFollowUp',
        tags,
        summary: 'Promise to get back to her on a day; it stands among the work of that day',
        params: ofCustomer,
        headers: IdempotencyHeaders,
        body: NewFollowUp,
        response: { 201: Type.Object({ id: Id('followUp') }), ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, text, dueOn } = request.body;
      const made = await write(db, request, async (tx) => ({
        id: formatId(
          'followUp',
          await planFollowUp(tx, {
            customerId: parseId('customer', request.params.customerId),
            placeId: parseId('place', placeId),
            staffId: staffOf(request.principal),
            dueOn: Temporal.PlainDate.from(dueOn),
            text,
          }),
        ),
      }));
      return reply.code(201).send(made);
    },
  );
}

function keepingPromises(app: App, { db }: House): void {
  app.get(
    '/api/floor/follow-ups',
    {
      config: { access: 'floor.read' },
      schema: {
        operationId: 'listDueFollowUps',
        tags,
        summary: 'Promises of a shop that are due today or were before, names masked',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: DueFollowUps, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.query.placeId);
      refuseOtherPlace(request.principal, placeId);
      return lookAt(db, request, async (tx) => ({ followUps: await listDue(tx, placeId) }));
    },
  );
  app.post(
    '/api/floor/follow-ups/:followUpId/done',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'settleFollowUp',
        tags,
        summary: 'Say that a promise was kept, or that it was not after all',
        params: Type.Object({ followUpId: Id('followUp') }),
        body: Type.Object({ isDone: Type.Boolean() }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      await write(db, request, async (tx) => {
        const id = parseId('followUp', request.params.followUpId);
        const row = await settleFollowUp(tx, id, body.isDone, staffOf(principal));
        refuseOtherPlace(principal, row.place_id);
        return null;
      });
      return reply.code(204).send(null);
    },
  );
}

function staffOf(principal: Principal): string | null {
  return principal.kind === 'staff' ? principal.id : null;
}
