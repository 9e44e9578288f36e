// She asks to give back, or withdraws it: by the secret link of her order, or signed in as whose it is; somebody of the
// house may ask for her, who telephones. An order that is not hers and one that does not exist look the same.
import { Type } from 'typebox';
import { type App, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { refuseStrangers } from '../refuse-strangers.ts';
import { askReturn, withdrawReturn } from './ask-return.ts';
import { NewReturnRequest, ReturnRequest } from './schemas.ts';
import { shapeRequests } from './shape-request.ts';

const tags = ['orders'];

export function herReturnRoutes(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/return-requests',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'askReturn',
        tags,
        summary: 'Ask to give lines of an order back; its secret link, its customer, or staff',
        params: Type.Object({ orderId: Id('order') }),
        headers: IdempotencyHeaders,
        body: NewReturnRequest,
        response: { 201: ReturnRequest, ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const { token, lines, way, reason, note } = request.body;
      const made = await write(db, request, async (tx) => {
        await refuseStrangers(tx, request.principal, orderId, token);
        const row = await askReturn(tx, {
          orderId,
          way,
          reason,
          lines: lines.map(({ line, quantity }) => ({ line, quantityMilli: toMilli(quantity) })),
          ...(note === undefined ? {} : { note }),
        });
        const [shaped] = await shapeRequests(tx, [row]);
        return shaped as ReturnRequest;
      });
      return reply.code(201).send(made);
    },
  );

  app.post(
    '/api/orders/:orderId/return-requests/:requestId/withdrawal',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'withdrawReturn',
        tags,
        summary: 'Let it be, before the goods are with the house; link, customer, or staff',
        params: Type.Object({ orderId: Id('order'), requestId: Id('returnRequest') }),
        headers: IdempotencyHeaders,
        body: Type.Object({ token: Type.Optional(Text(100)) }, { additionalProperties: false }),
        response: { 200: ReturnRequest, ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.params.orderId);
      const requestId = parseId('returnRequest', request.params.requestId);
      return write(db, request, async (tx) => {
        await refuseStrangers(tx, request.principal, orderId, request.body.token);
        const row = await withdrawReturn(tx, orderId, requestId);
        const [shaped] = await shapeRequests(tx, [row]);
        return shaped as ReturnRequest;
      });
    },
  );
}
