// Codes over HTTP for tills that price their own sales.
import { Type } from 'typebox';
import { refuseStopped } from '#customers';
import { createBatch } from '#kernel/batch';
import { asIdempotentFlight } from '#kernel/batch-idempotency';
import { type App, idempotentInputOf, read } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { AmountMinor, Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { redeemCode } from './redeem.ts';

const RedemptionWish = Type.Object(
  {
    code: Text(60),
    orderId: Type.Optional(Id('order')),
    placeId: Id('place'),
    recordId: Type.Optional(Id('record')),
    goodsMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
    taxRateBp: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, default: 1000 })),
  },
  { additionalProperties: false },
);

/** POST /api/offers/redemptions. */
export function redeemRoutes(app: App, { db }: House): void {
  const batch = createBatch(
    db,
    asIdempotentFlight(redeemCode, ({ orderId, discountMinor }) => ({
      orderId: formatId('order', orderId),
      discountMinor,
    })),
  );
  app.post(
    '/api/offers/redemptions',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'redeemCode',
        tags: ['offers'],
        summary:
          'For a till that prices its own sales: use a code on so much of goods. The same orderId again is the same redemption',
        headers: IdempotencyHeaders,
        body: RedemptionWish,
        response: {
          201: Type.Object({ orderId: Id('order'), discountMinor: AmountMinor }),
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { code, orderId, placeId, recordId, goodsMinor, taxRateBp = 1000 } = request.body;
      const input = {
        orderId: orderId === undefined ? newId() : parseId('order', orderId),
        code,
        placeId: parseId('place', placeId),
        recordId: recordId === undefined ? null : parseId('record', recordId),
        channel: 'pos',
        goodsMinor,
        taxRateBp,
      };
      const named = input.recordId;
      if (named !== null) {
        await read(db, request, (tx) => refuseStopped(tx, [named]));
      }
      const idempotency = idempotentInputOf(db, request);
      const answer = await batch.submit(
        idempotency === undefined ? { input } : { input, idempotency },
      );
      return reply.code(201).send(answer);
    },
  );
}
