// The receipt of one order: for staff, for the customer whose order it is, and for whoever holds its secret link.
import { Type } from 'typebox';
import { findOwnRecords } from '#customers';
import { type App, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { isAllowed } from '#kernel/roles';
import { Id, problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import { findOrderByToken } from '../find-order-by-token.ts';
import { viewOrder } from '../views.ts';
import { makeReceipt } from './receipt.ts';
import { Receipt } from './schemas.ts';

export function receiptRoutes(app: App, { db }: House): void {
  app.get(
    '/api/orders/:orderId/receipt',
    {
      config: { access: 'public' },
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
        (await maySee(tx, request.principal, orderId, token))
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

/** An order that is not hers and one that does not exist look the same. */
async function maySee(
  tx: Tx,
  principal: Principal,
  orderId: string,
  token: string | undefined,
): Promise<boolean> {
  if (isAllowed(principal.roles, 'orders.read')) {
    return true;
  }
  if (token !== undefined) {
    return (await findOrderByToken(tx, orderId, token)) !== undefined;
  }
  if (principal.kind !== 'customer') {
    return false;
  }
  const recordId = (await viewOrder(tx, orderId))?.order.record_id ?? '';
  return (await findOwnRecords(tx, principal.id)).includes(recordId);
}
