// Purposes and the key of receipts for everybody; the books for those who keep them.
import { Type } from 'typebox';
import { publicKeyOf } from '#kernel/house-signature';
import { type App, actorOf, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { noteLeakStep, openLeak, showLeaks } from './leak-book.ts';
import {
  LeakBook,
  LeakStepDone,
  NewLeak,
  ProvisionBook,
  PurposeList,
  ReceiptKey,
} from './schemas.ts';
import { listTextRows } from './store.ts';
import { listProvisionRows } from './store-disclosure.ts';

const tags = ['privacy'];
const bookRowsMax = 2000;

/** Routes under /api/privacy. */
export function privacyRoutes(app: App, house: House): void {
  openRoutes(app, house);
  provisionRoute(app, house);
  leakRoutes(app, house);
}

function openRoutes(app: App, { db }: House): void {
  app.get(
    '/api/privacy/purposes',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listPurposes',
        tags,
        summary: 'Purposes of use with the texts people are shown',
        response: { 200: PurposeList, ...problems },
      },
    },
    async (request) => {
      const rows = await read(db, request, (tx) => listTextRows(tx));
      return {
        purposes: rows.map((row) => ({
          purpose: row.name,
          dpv: row.dpv,
          version: row.version,
          text: { ja: row.ja, en: row.en },
        })),
      };
    },
  );

  app.get(
    '/api/privacy/receipt-key',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getReceiptKey',
        tags,
        summary: 'The public key by which anybody can see that a consent receipt is ours',
        response: { 200: ReceiptKey, ...problems },
      },
    },
    () => publicKeyOf(db.masters),
  );
}

function provisionRoute(app: App, { db }: House): void {
  app.get(
    '/api/privacy/provisions',
    {
      config: { access: 'privacy.read' },
      schema: {
        operationId: 'listProvisions',
        tags,
        summary: 'The book of giving to and receiving from third parties (APPI arts. 29, 30)',
        querystring: Type.Object({
          from: Type.Optional(Type.String({ format: 'date' })),
          until: Type.Optional(Type.String({ format: 'date' })),
        }),
        response: { 200: ProvisionBook, ...problems },
      },
    },
    async (request) => {
      const { from = '1970-01-01', until = '9999-01-01' } = request.query;
      const start = (day: string) =>
        Temporal.PlainDate.from(day).toZonedDateTime(db.timeZone).toInstant();
      const rows = await read(db, request, (tx) =>
        listProvisionRows(tx, start(from), start(until), bookRowsMax),
      );
      return {
        provisions: rows.map((row) => ({
          recordId: formatId('record', row.record_id),
          direction: row.direction,
          party: {
            name: row.party_name,
            address: row.party_address,
            representative: row.party_representative,
          },
          items: row.items,
          purpose: row.purpose,
          basis: row.basis,
          acquiredHow: row.acquired_how,
          channel: row.channel,
          at: row.at.toString(),
          keepUntil: row.keep_until.toString(),
        })),
      };
    },
  );
}

/** Their answers hold the story, so none of them is kept for a repetition. */
function leakRoutes(app: App, { db }: House): void {
  app.get(
    '/api/privacy/leaks',
    {
      config: { access: 'privacy.read' },
      schema: {
        operationId: 'listLeaks',
        tags,
        summary: 'Leaks with the clocks of their reports (APPI art. 26)',
        response: { 200: LeakBook, ...problems },
      },
    },
    async (request) => ({ leaks: await read(db, request, showLeaks) }),
  );

  app.post(
    '/api/privacy/leaks',
    {
      config: { access: 'privacy.write' },
      schema: {
        operationId: 'openLeak',
        tags,
        summary: 'Open a leak: its clocks run from when it was known',
        body: NewLeak,
        response: { 201: Type.Object({ id: Id('leak') }), ...problems },
      },
    },
    async (request, reply) => {
      const { knownAt, happenedAt, ...leak } = request.body;
      const id = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        openLeak(tx, {
          ...leak,
          knownAt: Temporal.Instant.from(knownAt),
          happenedAt: happenedAt === undefined ? null : Temporal.Instant.from(happenedAt),
        }),
      );
      return reply.code(201).send({ id: formatId('leak', id) });
    },
  );

  app.post(
    '/api/privacy/leaks/:leakId/steps',
    {
      config: { access: 'privacy.write' },
      schema: {
        operationId: 'noteLeakStep',
        tags,
        summary: 'Note that a step is done: reported, people told, published',
        params: Type.Object({ leakId: Id('leak') }),
        body: LeakStepDone,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { step, reference } = request.body;
      const id = parseId('leak', request.params.leakId);
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        noteLeakStep(tx, id, step, reference ?? null),
      );
      return reply.code(204).send(null);
    },
  );
}
