// Printing through the house: a till leaves a receipt, a Star printer asks for it (CloudPRNT: poll, fetch, confirm).
// A printer that is off asks for nothing: the job waits, the till says so and offers other ways.
import { bytesOf } from '@engawa/receipts';
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, Instant, Nullable, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { tillsRefusals } from '../errors.ts';
import { printSoon } from './jobs.ts';
import { receiptMarkup } from './receipt-routes.ts';
import {
  endPrintJob,
  insertPrintJob,
  listWaitingJobs,
  markFetched,
  nextPrintJob,
  renewPrintJob,
} from './store.ts';
import { isToken, printerTokenOf } from './tokens.ts';

const tags = ['tills'];
const starPrnt = 'application/vnd.star.starprnt';
const Failure = Type.Union(
  [Type.Literal('unreachable'), Type.Literal('not_ready'), Type.Literal('no_paper')],
  { description: 'Why a network printer did not take it the last time.' },
);
const Done = Type.Object({ isDone: Type.Literal(true) });

export function printJobRoutes(app: App, house: House): void {
  leaving(app, house);
  fetching(app, house);
}

function leaving(app: App, { db }: House): void {
  app.post(
    '/api/tills/print-jobs',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'printReceipt',
        tags,
        summary: 'Leave the receipt of an order for a printer',
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            placeId: Id('place'),
            printer: Text(50),
            orderId: Id('order'),
            language: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')])),
          },
          { additionalProperties: false },
        ),
        response: { 201: Type.Object({ jobId: Type.String() }), ...problems },
      },
    },
    async (request, reply) => {
      const { printer, language } = request.body;
      const orderId = parseId('order', request.body.orderId);
      const placeId = parseId('place', request.body.placeId);
      const made = await write(db, request, async (tx) => {
        const markup = await receiptMarkup(tx, orderId, language === undefined ? {} : { language });
        const id = newId();
        const title = formatId('order', orderId);
        const job = { id, place_id: placeId, printer, order_id: orderId, title, markup };
        await insertPrintJob(tx, job);
        await printSoon(tx, job);
        return { jobId: id };
      });
      return reply.code(201).send(made);
    },
  );

  app.get(
    '/api/tills/print-jobs',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'listPrintJobs',
        tags,
        summary: 'What waits for the printers of a place, and where they fetch it',
        querystring: Type.Object({ placeId: Id('place'), printer: Type.Optional(Text(50)) }),
        response: {
          200: Type.Object({
            jobs: Type.Array(
              Type.Object({
                jobId: Type.String(),
                printer: Type.String(),
                orderId: Nullable(Id('order')),
                madeAt: Instant,
                isFetched: Type.Boolean(),
                failure: Nullable(Failure),
              }),
            ),
            printerPath: Nullable(Type.String()),
          }),
          ...problems,
        },
      },
    },
    (request) => {
      const placeId = parseId('place', request.query.placeId);
      const { printer } = request.query;
      return read(db, request, async (tx) => ({
        jobs: (await listWaitingJobs(tx, placeId)).map((job) => ({
          jobId: job.id,
          printer: job.printer,
          orderId: formatOptionalId('order', job.order_id),
          madeAt: job.made_at.toString(),
          isFetched: job.fetched_at !== null,
          failure: job.failure,
        })),
        printerPath: printer === undefined ? null : pathOf(tx.masters, placeId, printer),
      }));
    },
  );

  app.post(
    '/api/tills/print-jobs/:jobId/retry',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'retryPrintJob',
        tags,
        summary: 'Print it again now: the printer is on again, or has paper',
        params: Type.Object({ jobId: Type.String({ format: 'uuid' }) }),
        headers: IdempotencyHeaders,
        body: Type.Object({ placeId: Id('place') }, { additionalProperties: false }),
        response: { 200: Done, ...problems },
      },
    },
    (request) => {
      const wanted = { id: request.params.jobId, placeId: parseId('place', request.body.placeId) };
      return write(db, request, async (tx) => {
        const job = await renewPrintJob(tx, wanted);
        if (job === undefined) {
          throw tillsRefusals.job_unknown();
        }
        await printSoon(tx, job);
        return { isDone: true as const };
      });
    },
  );

  app.post(
    '/api/tills/print-jobs/:jobId/give-up',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'giveUpPrintJob',
        tags,
        summary: 'Print it no more: it was handed over another way',
        params: Type.Object({ jobId: Type.String({ format: 'uuid' }) }),
        headers: IdempotencyHeaders,
        body: Type.Object({ placeId: Id('place') }, { additionalProperties: false }),
        response: { 200: Done, ...problems },
      },
    },
    (request) => {
      const job = { id: request.params.jobId, placeId: parseId('place', request.body.placeId) };
      return write(db, request, async (tx) => {
        if ((await endPrintJob(tx, job, 'given_up')) === undefined) {
          throw tillsRefusals.job_unknown();
        }
        return { isDone: true as const };
      });
    },
  );
}

const PrinterQuery = Type.Object({
  place: Id('place'),
  printer: Text(50),
  key: Type.String({ minLength: 1, maxLength: 100 }),
  token: Type.Optional(
    Type.String({ maxLength: 100, description: 'The job, as the poll told it.' }),
  ),
});
const JobAnswer = Type.Object({
  jobReady: Type.Boolean(),
  mediaTypes: Type.Optional(Type.Array(Type.String())),
  jobToken: Type.Optional(Type.String()),
});

/** CloudPRNT asks one address: POST polls, GET fetches, DELETE confirms. */
function fetching(app: App, { db }: House): void {
  const path = '/api/tills/cloudprnt';
  const config = { access: 'public' } as const;
  const printerOf = (query: { place: string; printer: string; key: string }) => {
    const placeId = parseId('place', query.place);
    if (!isToken(query.key, printerTokenOf(db.masters, placeId, query.printer))) {
      throw tillsRefusals.till_needed();
    }
    return { placeId, printer: query.printer };
  };
  const actor = 'printer';

  app.post(
    path,
    {
      config,
      schema: {
        operationId: 'pollCloudPrnt',
        tags,
        summary: 'A Star printer asks whether something waits (CloudPRNT)',
        querystring: PrinterQuery,
        body: Type.Optional(Type.Unsafe<unknown>({})),
        response: { 200: JobAnswer, ...problems },
      },
    },
    async (request) => {
      const { placeId, printer } = printerOf(request.query);
      const job = await transaction(db, { actor, readOnly: true }, (tx) =>
        nextPrintJob(tx, placeId, printer),
      );
      return job === undefined
        ? { jobReady: false }
        : { jobReady: true, mediaTypes: [starPrnt], jobToken: job.id };
    },
  );

  app.get(
    path,
    {
      config,
      schema: {
        operationId: 'fetchCloudPrnt',
        tags,
        summary: 'The printer fetches what waits, as StarPRNT',
        querystring: PrinterQuery,
        response: { 200: Type.Unsafe<string | Buffer>({ type: 'string' }), ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, printer } = printerOf(request.query);
      const job = await transaction(db, { actor }, async (tx) => {
        const found = await nextPrintJob(tx, placeId, printer);
        if (found !== undefined) {
          await markFetched(tx, found.id);
        }
        return found;
      });
      if (job === undefined) {
        throw tillsRefusals.job_unknown();
      }
      reply.type(starPrnt);
      return reply.send(Buffer.from(bytesOf(job.markup, 'starprnt')));
    },
  );

  app.delete(
    path,
    {
      config,
      schema: {
        operationId: 'confirmCloudPrnt',
        tags,
        summary: 'The printer has printed it',
        querystring: PrinterQuery,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const { placeId, printer } = printerOf(request.query);
      await transaction(db, { actor }, async (tx) => {
        const job = await nextPrintJob(tx, placeId, printer);
        const { token } = request.query;
        // A confirmation that was lost and repeated must not end the next one.
        if (
          job !== undefined &&
          (token === undefined ? job.fetched_at !== null : token === job.id)
        ) {
          await endPrintJob(tx, { id: job.id, placeId }, 'printed');
        }
      });
      return { isDone: true as const };
    },
  );
}

function pathOf(
  masters: Parameters<typeof printerTokenOf>[0],
  placeId: string,
  printer: string,
): string {
  const query = new URLSearchParams({
    place: formatId('place', placeId),
    printer,
    key: printerTokenOf(masters, placeId, printer),
  });
  return `/api/tills/cloudprnt?${query.toString()}`;
}
