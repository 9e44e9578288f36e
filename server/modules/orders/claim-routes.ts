// A guest's order kept on an account: whoever holds its secret link and has signed in may say that it was hers.
import { Type } from 'typebox';
import { joinGuest } from '#customers';
import { type App, actorOf } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { ordersRefusals } from './errors.ts';
import { findOrderByToken } from './find-order-by-token.ts';

export function claimRoutes(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/claim',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'claimOrder',
        tags: ['orders'],
        summary: 'Keep the order of a guest, known by its secret link, on one’s own account',
        params: Type.Object({ orderId: Id('order') }),
        body: Type.Object({ token: Text(200) }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const { principal } = request;
      await transaction(db, { actor: actorOf(principal) }, async (tx) => {
        const recordId = (await findOrderByToken(tx, orderId, request.body.token))?.order.record_id;
        if (recordId === undefined || recordId === null) {
          throw ordersRefusals.unknown();
        }
        if (recordId !== principal.id) {
          await joinGuest(tx, principal.id, recordId);
        }
      });
      return reply.code(204).send(null);
    },
  );
}
