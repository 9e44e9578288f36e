// Monthly invoices over HTTP. A clerk sells on account; closing a period and noting its payment is for whoever keeps
// the ledger.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId, tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, PageQuery, problems } from '#kernel/schemas';
import { ordersRefusals } from '../errors.ts';
import { readDay } from '../preorders/read-day.ts';
import { closePeriod, payInvoice } from './close-period.ts';
import { InvoiceDetail, InvoicePage, InvoiceSummary, PeriodToClose } from './schemas.ts';
import { listInvoices } from './store-invoices.ts';
import { shapeInvoice, tellInvoice } from './tell-invoice.ts';

const tags = ['orders'];
const params = Type.Object({ invoiceId: Id('invoice') });

/** Routes under /api/orders/invoices, and the closing of an account. */
export function invoiceRoutes(app: App, house: House): void {
  reading(app, house);
  writing(app, house);
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/orders/invoices',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listInvoices',
        tags,
        summary: 'Invoices, newest first',
        querystring: Type.Object({
          partyId: Type.Optional(Id('party')),
          state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('paid')])),
          ...PageQuery,
        }),
        response: { 200: InvoicePage, ...problems },
      },
    },
    async (request) => {
      const { partyId, state = null, after, limit = 50 } = request.query;
      const filter = { partyId: partyId === undefined ? null : parseId('party', partyId), state };
      const before = tryParseId('invoice', after ?? '') ?? null;
      const rows = await read(db, request, (tx) => listInvoices(tx, filter, before, limit + 1));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        invoices: shown.map(shapeInvoice),
        next: rows.length > limit && last !== undefined ? formatId('invoice', last.id) : null,
      };
    },
  );

  app.get(
    '/api/orders/invoices/:invoiceId',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getInvoice',
        tags,
        summary: 'One invoice (適格請求書) with its orders and lines',
        params,
        response: { 200: InvoiceDetail, ...problems },
      },
    },
    (request) =>
      read(db, request, (tx) => tellInvoice(tx, parseId('invoice', request.params.invoiceId))),
  );
}

function writing(app: App, { db }: House): void {
  app.post(
    '/api/orders/accounts/:partyId/invoices',
    {
      config: { access: 'ledger.write' },
      schema: {
        operationId: 'closeAccountPeriod',
        tags,
        summary:
          'Make the invoice of what is open until a day; the night after the closing day does it too',
        params: Type.Object({ partyId: Id('party') }),
        headers: IdempotencyHeaders,
        body: PeriodToClose,
        response: { 201: Type.Object({ invoices: Type.Array(InvoiceSummary) }), ...problems },
      },
    },
    async (request, reply) => {
      const partyId = parseId('party', request.params.partyId);
      const until = readDay(request.body.until);
      const made = await write(db, request, async (tx) => {
        const rows = await closePeriod(tx, partyId, until);
        if (rows.length === 0) {
          throw ordersRefusals.nothing_to_invoice({ day: until.toString() });
        }
        return { invoices: rows.map(shapeInvoice) };
      });
      return reply.code(201).send(made);
    },
  );

  app.post(
    '/api/orders/invoices/:invoiceId/payment',
    {
      config: { access: 'ledger.write' },
      schema: {
        operationId: 'payInvoice',
        tags,
        summary: 'Its money has come',
        params,
        headers: IdempotencyHeaders,
        response: { 200: InvoiceSummary, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) =>
        shapeInvoice(await payInvoice(tx, parseId('invoice', request.params.invoiceId))),
      ),
  );
}
