// A till asks for an allowance while it can, and for the key to check allowances with.
import { Type } from 'typebox';
import { type App, actorOf } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Instant, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { giveAllowanceBack } from './end-allowance.ts';
import { grantAllowance } from './grant-allowance.ts';
import { publicKeyOf } from './token.ts';

const Granted = Type.Object({
  token: Type.String({ description: 'A JWS; the till checks it without a network.' }),
  points: Type.Integer({ description: 'Kept for this till alone.' }),
  expiresAt: Instant,
  refusedCoupons: Type.Array(
    Type.Object({ code: Type.String(), ja: Type.String(), en: Type.String() }),
  ),
});

/** Routes under /api/allowances. */
export function allowanceRoutes(app: App, { db }: House): void {
  app.post(
    '/api/allowances',
    {
      // Whoever may sell.
      config: { access: 'orders.write' },
      schema: {
        operationId: 'grantAllowance',
        tags: ['allowances'],
        summary:
          'Keep points and coupons of a customer for one till, to be accepted without a network',
        body: Type.Object(
          {
            placeId: Id('place'),
            till: Text(100),
            recordId: Id('record'),
            points: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
            couponCodes: Type.Optional(Type.Array(Text(50), { maxItems: 20 })),
          },
          { additionalProperties: false },
        ),
        response: { 201: Granted, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, recordId, till, points, couponCodes = [] } = request.body;
      // Not kept for a repetition: it holds codes. One that was not heard is let go by itself.
      const granted = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        grantAllowance(tx, {
          placeId: parseId('place', placeId),
          recordId: parseId('record', recordId),
          till,
          points,
          couponCodes,
        }),
      );
      return reply.code(201).send({
        token: granted.token,
        points: granted.points,
        expiresAt: granted.expiresAt.toString(),
        refusedCoupons: granted.refusedCoupons.map(({ code, refusal }) => ({
          code,
          ja: refusal.ja,
          en: refusal.en,
        })),
      });
    },
  );
  app.post(
    '/api/allowances/return',
    {
      // Whoever may sell.
      config: { access: 'orders.write' },
      schema: {
        operationId: 'returnAllowance',
        tags: ['allowances'],
        summary: 'Give an allowance back before it is over, when all its sales have been told',
        body: Type.Object(
          { placeId: Id('place'), till: Text(100), token: Text(4000) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ isDone: Type.Literal(true) }), ...problems },
      },
    },
    async (request) => {
      const { placeId, till, token } = request.body;
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        giveAllowanceBack(tx, { token, till, placeId: parseId('place', placeId) }),
      );
      return { isDone: true as const };
    },
  );
  app.get(
    '/api/allowances/key',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getAllowanceKey',
        tags: ['allowances'],
        summary: 'The public key (JWK, RFC 8037) that allowances are checked with',
        response: {
          200: Type.Object({
            kty: Type.Literal('OKP'),
            crv: Type.Literal('Ed25519'),
            x: Type.String(),
          }),
          ...problems,
        },
      },
    },
    () => publicKeyOf(db.masters),
  );
}
