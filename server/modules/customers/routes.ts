// What staff may ask and do. A profile leaves the server unmasked only with a reason, and the look is logged.
import { Type } from 'typebox';
import { type App, actorOf } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, PageQuery, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { findCustomers, showCustomer, showTimeline } from './find-customers.ts';
import { AccessReason, CustomerDetail, CustomerList, Timeline } from './schemas.ts';

/** Staff's routes under /api/customers. */
export function customersRoutes(app: App, house: House): void {
  listRoute(app, house);
  detailRoute(app, house);
  timelineRoute(app, house);
}

function listRoute(app: App, { db }: House): void {
  app.get(
    '/api/customers',
    {
      config: { access: 'customers.read' },
      schema: {
        operationId: 'findCustomers',
        tags: ['customers'],
        summary: 'Customers, newest first, or found by exact e-mail, telephone, number, name or id',
        querystring: Type.Object({ q: Type.Optional(Text(254)), ...PageQuery }),
        response: { 200: CustomerList, ...problems },
      },
    },
    (request) => {
      const { q, after, limit = 50 } = request.query;
      const cursor = after === undefined ? {} : { after: parseId('customer', after) };
      // Not `read`: a search is a look, and stands in the book.
      return transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        findCustomers(tx, { q, limit, ...cursor }),
      );
    },
  );
}

function detailRoute(app: App, { db }: House): void {
  app.get(
    '/api/customers/:customerId',
    {
      config: { access: 'customers.read' },
      schema: {
        operationId: 'getCustomer',
        tags: ['customers'],
        summary:
          'One customer; profiles are shown with a reason, whoever asks; every look is logged',
        params: Type.Object({ customerId: Id('customer') }),
        querystring: Type.Object({ reason: Type.Optional(AccessReason) }),
        response: { 200: CustomerDetail, ...problems },
      },
    },
    (request) => {
      const { principal } = request;
      const { reason } = request.query;
      const id = parseId('customer', request.params.customerId);
      // Not `write`: its idempotency would keep the answer, and with it the profile.
      return transaction(db, { actor: actorOf(principal) }, (tx) => showCustomer(tx, id, reason));
    },
  );
}

function timelineRoute(app: App, { db }: House): void {
  app.get(
    '/api/customers/:customerId/timeline',
    {
      config: { access: 'customers.read' },
      schema: {
        operationId: 'getCustomerTimeline',
        tags: ['customers'],
        summary: 'What a customer did anywhere, newest first',
        params: Type.Object({ customerId: Id('customer') }),
        querystring: Type.Object(PageQuery),
        response: { 200: Timeline, ...problems },
      },
    },
    (request) => {
      const { after, limit = 50 } = request.query;
      const id = parseId('customer', request.params.customerId);
      return transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        showTimeline(tx, id, { after, limit }),
      );
    },
  );
}
