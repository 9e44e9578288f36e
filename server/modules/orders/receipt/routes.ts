// The receipt of one order: for staff, for the customer whose order it is, and for whoever holds its secret link.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { isAllowed } from '#kernel/roles';
import { Id, problems } from '#kernel/schemas';
import { ordersRefusals } from '../errors.ts';
import { askingOf, isHerOrder } from '../is-her-order.ts';
import { makeReceipt } from './receipt.ts';
import { Receipt } from './schemas.ts';

export function receiptRoutes(app: App, { db }: House): void {
  app.get(
    '/api/orders/:orderId/receipt',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'getReceipt',
        tags: ['orders'],
        summary: 'The receipt of a sale or a return; staff, its customer, or its secret link',
        params: Type.Object({ orderId: Id('order') }),
        querystring: Type.Object({
          token: Type.Optional(
            Type.String({ minLength: 1, maxLength: 100, description: 'From the link.' }),
          ),
        }),
        response: { 200: Receipt, ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const { token } = request.query;
      const receipt = await read(db, request, async (tx) =>
        isAllowed(request.principal.roles, 'orders.read') ||
        (await isHerOrder(tx, orderId, askingOf(request.principal, token)))
          ? makeReceipt(tx, orderId)
          : undefined,
      );
      if (receipt === undefined) {
        throw ordersRefusals.unknown();
      }
      reply.header('cache-control', 'no-store');
      return receipt;
    },
  );
}
