// Printing through the house: a till leaves a receipt, a Star printer asks for it (CloudPRNT: poll, fetch, confirm).
// A printer that is off asks for nothing: the job waits, the till says so and offers other ways. One that fetched and did
// not confirm may have printed: it is not given the same again, the till asks its clerk.
import { bytesOf } from '@engawa/receipts';
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, Instant, Nullable, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { tillsRefusals } from '../errors.ts';
import { printSoon } from './jobs.ts';
import { receiptMarkup } from './receipt-routes.ts';
import {
  confirmFetched,
  endPrintJob,
  fetchPrintJob,
  insertPrintJob,
  listOpenJobs,
  nextPrintJob,
  type PrintFailure,
  type PrintJobRow,
  renewPrintJob,
} from './store.ts';
import { isToken, printerTokenOf } from './tokens.ts';

const tags = ['tills'];
const starPrnt = 'application/vnd.star.starprnt';
const Failure = Type.Union(
  [Type.Literal('unreachable'), Type.Literal('not_ready'), Type.Literal('no_paper')],
  { description: 'Why a network printer did not take it the last time.' },
);
const JobState = Type.Union(
  [Type.Literal('waiting'), Type.Literal('sending'), Type.Literal('uncertain')],
  {
    description:
      'uncertain: it went out and nobody said that it was printed; it is not sent again by itself.',
  },
);
/** After this nobody confirms any more. */
const sendingMsMax = 30_000;
/** A printer that did not get a job whole asks for it again, in one turn. */
const fetchesMax = 3;
const Done = Type.Object({ isDone: Type.Literal(true) });

export function printJobRoutes(app: App, house: House): void {
  leaving(app, house);
  ending(app, house);
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
      refuseOtherPlace(request.principal, placeId);
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
        summary:
          'What waits for the printers of a place or may have been printed, and where they fetch it',
        querystring: Type.Object({ placeId: Id('place'), printer: Type.Optional(Text(50)) }),
        response: {
          200: Type.Object({
            jobs: Type.Array(
              Type.Object({
                jobId: Type.String(),
                printer: Type.String(),
                orderId: Nullable(Id('order')),
                madeAt: Instant,
                state: JobState,
                attempts: Type.Integer({ description: 'How often it went out to the printer.' }),
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
        jobs: (await listOpenJobs(tx, placeId)).map((job) => ({
          jobId: job.id,
          printer: job.printer,
          orderId: formatOptionalId('order', job.order_id),
          madeAt: job.made_at.toString(),
          state: stateOf(job, tx.now),
          attempts: job.attempts,
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
      const wanted = jobOf(request);
      return write(db, request, async (tx) => {
        const sentBefore = tx.now.subtract({ milliseconds: sendingMsMax });
        const job = await renewPrintJob(tx, wanted, sentBefore);
        if (job === undefined) {
          throw tillsRefusals.job_unknown();
        }
        await printSoon(tx, job);
        return { isDone: true as const };
      });
    },
  );
}

/** Somebody looked at the printer: it is over, one way or the other. */
function ending(app: App, { db }: House): void {
  const end = (
    word: 'give-up' | 'came-out',
    state: 'given_up' | 'printed',
    said: { readonly operationId: string; readonly summary: string },
  ) =>
    app.post(
      `/api/tills/print-jobs/:jobId/${word}`,
      {
        config: { access: 'tills.write' },
        schema: {
          ...said,
          tags,
          params: Type.Object({ jobId: Type.String({ format: 'uuid' }) }),
          headers: IdempotencyHeaders,
          body: Type.Object({ placeId: Id('place') }, { additionalProperties: false }),
          response: { 200: Done, ...problems },
        },
      },
      (request) => {
        const job = jobOf(request);
        return write(db, request, async (tx) => {
          if ((await endPrintJob(tx, job, state)) === undefined) {
            throw tillsRefusals.job_unknown();
          }
          return { isDone: true as const };
        });
      },
    );
  end('give-up', 'given_up', {
    operationId: 'giveUpPrintJob',
    summary: 'Print it no more: it was handed over another way',
  });
  end('came-out', 'printed', {
    operationId: 'confirmPrintJob',
    summary: 'Somebody has it in the hand: it was printed after all',
  });
}

type JobRequest = {
  readonly principal: Parameters<typeof refuseOtherPlace>[0];
  readonly params: { readonly jobId: string };
  readonly body: { readonly placeId: string };
};

function jobOf({ principal, params, body }: JobRequest) {
  const placeId = parseId('place', body.placeId);
  refuseOtherPlace(principal, placeId);
  return { id: params.jobId, placeId };
}

/** What went out and was not heard of for a while may have been printed. */
function stateOf(job: PrintJobRow, now: Temporal.Instant): 'waiting' | 'sending' | 'uncertain' {
  if (job.state !== 'sending') {
    return job.state === 'waiting' ? 'waiting' : 'uncertain';
  }
  const until = job.fetched_at?.add({ milliseconds: sendingMsMax });
  return until !== undefined && Temporal.Instant.compare(now, until) < 0 ? 'sending' : 'uncertain';
}

const PrinterQuery = Type.Object({
  place: Id('place'),
  printer: Text(50),
  key: Type.String({ minLength: 1, maxLength: 100 }),
  token: Type.Optional(
    Type.String({ format: 'uuid', description: 'The job, as the poll told it.' }),
  ),
  code: Type.Optional(
    Type.String({ maxLength: 100, description: 'How it went, as the printer says it: `200 OK`.' }),
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
      const wanted = request.query.token ?? null;
      const job = await transaction(db, { actor }, (tx) =>
        fetchPrintJob(tx, { placeId, printer }, wanted, fetchesMax),
      );
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
        summary: 'The printer has printed it, or says what went wrong',
        querystring: PrinterQuery,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const { placeId, printer } = printerOf(request.query);
      const { token, code = '200' } = request.query;
      await transaction(db, { actor }, (tx) =>
        confirmFetched(tx, { placeId, printer }, token ?? null, failureOf(code)),
      );
      return { isDone: true as const };
    },
  );
}

/** CloudPRNT: 2xx is printed, 410 has no paper, whatever else is somehow not ready; some of it may be on paper. */
function failureOf(code: string): PrintFailure | null {
  if (code.startsWith('2')) {
    return null;
  }
  return code.startsWith('410') ? 'no_paper' : 'not_ready';
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
