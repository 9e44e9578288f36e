// What a customer has, for herself and for the clerk; rewards, visits, invitations, stamps by scan.
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { findOwnRecords } from '#customers';
import { type App, lookAt, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, Instant, problems, Text } from '#kernel/schemas';
import { logOpenPage } from '#privacy';
import { recordsOf } from './find-records.ts';
import { acceptInvite, findInviteCode } from './invites/invite.ts';
import { ScanToStamp, Value, VisitToCount } from './schemas.ts';
import { stampByScan } from './stamps/stamp-by-scan.ts';
import { type RewardTaken, takeReward } from './stamps/take-reward.ts';
import { streamRoutes } from './stream-routes.ts';
import { viewValue } from './view-value.ts';
import { countVisit } from './visits/count-visit.ts';

const tags = ['loyalty'];
const headers = IdempotencyHeaders;

const RewardAnswer = Type.Object({
  rewardId: Id('reward'),
  couponCode: Type.String({ description: 'To be shown or typed at any checkout.' }),
  validUntil: Instant,
});

/** Routes under /api/loyalty. */
export function loyaltyRoutes(app: App, house: House): void {
  viewRoutes(app, house);
  streamRoutes(app, house);
  rewardRoutes(app, house);
  visitRoutes(app, house);
  inviteRoutes(app, house);
}

function viewRoutes(app: App, { db }: House): void {
  app.get(
    '/api/loyalty/me',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'getMyValue',
        tags,
        summary: 'Her points, stamps and tier, and every line of her statement explained',
        response: { 200: Value, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) =>
        viewValue(tx, await findOwnRecords(tx, request.principal.id)),
      ),
  );
  app.get(
    '/api/loyalty/customers/:recordId',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'getCustomerValue',
        tags,
        summary: 'What a customer has over all of her records, explained line by line',
        params: Type.Object({ recordId: Id('record') }),
        response: { 200: Value, ...problems },
      },
    },
    (request) =>
      lookAt(db, request, async (tx) => {
        const recordIds = await recordsOf(tx, parseId('record', request.params.recordId));
        await logOpenPage(tx, recordIds, 'loyalty.value');
        return viewValue(tx, recordIds);
      }),
  );
}

function tellReward(taken: RewardTaken) {
  return {
    rewardId: formatId('reward', taken.rewardId),
    couponCode: taken.couponCode,
    validUntil: taken.validUntil.toString(),
  };
}

function rewardRoutes(app: App, { db, config: { currency } }: House): void {
  const params = Type.Object({ cardId: Id('stampCard') });
  app.post(
    '/api/loyalty/cards/:cardId/rewards',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'takeMyReward',
        tags,
        summary: 'Exchange her full card for the reward she chooses',
        params,
        headers,
        body: Type.Object({ choice: Text(40) }, { additionalProperties: false }),
        response: { 201: RewardAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const wish = {
        cardId: parseId('stampCard', request.params.cardId),
        recordId: request.principal.id,
        choice: request.body.choice,
        currency,
      };
      const taken = await write(db, request, async (tx) => tellReward(await takeReward(tx, wish)));
      return reply.code(201).send(taken);
    },
  );
  app.post(
    '/api/loyalty/cards/:cardId/stamps',
    {
      // Whoever may sell may stamp.
      config: { access: 'orders.write' },
      schema: {
        operationId: 'stampCard',
        tags,
        summary: 'Give stamps at the till, by her scanned card; the same scan counts once',
        params,
        headers,
        body: ScanToStamp,
        response: { 201: Type.Object({ given: Type.Integer() }), ...problems },
      },
    },
    async (request, reply) => {
      const { scanId, recordId, count = 1, placeId } = request.body;
      const given = await write(db, request, (tx) =>
        stampByScan(tx, {
          scanId,
          cardId: parseId('stampCard', request.params.cardId),
          recordId: parseId('record', recordId),
          placeId: placeId === undefined ? null : parseId('place', placeId),
          count,
        }),
      );
      return reply.code(201).send(given);
    },
  );
}

function visitRoutes(app: App, { db }: House): void {
  app.post(
    '/api/loyalty/visits',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'countVisit',
        tags,
        summary: 'A visit by the QR of a place: points and stamps, when she is near, once a day',
        headers,
        body: VisitToCount,
        response: {
          201: Type.Object({
            given: Type.Array(
              Type.Object({ unit: Type.String(), amount: Type.Integer(), code: Type.String() }),
            ),
          }),
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const given = await write(db, request, (tx) => countVisit(tx, visitOf(request)));
      return reply.code(201).send({ given });
    },
  );
}

function visitOf(request: FastifyRequest<{ Body: Static<typeof VisitToCount> }>) {
  const { placeId, latitude, longitude, accuracyMetres } = request.body;
  return {
    recordId: request.principal.id,
    placeId: parseId('place', placeId),
    position:
      latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
    ...(accuracyMetres === undefined ? {} : { accuracyMetres }),
  };
}

function inviteRoutes(app: App, { db }: House): void {
  const Code = Type.Object({ code: Text(40) }, { additionalProperties: false });
  app.post(
    '/api/loyalty/invites',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'getMyInvite',
        tags,
        summary: 'Her code to give to friends; the same each time',
        headers,
        response: { 200: Code, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => ({
        code: await findInviteCode(tx, request.principal.id),
      })),
  );
  app.post(
    '/api/loyalty/invites/accept',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'acceptInvite',
        tags,
        summary: 'Take an invitation before the first purchase',
        headers,
        body: Code,
        response: { 200: Type.Object({ isAccepted: Type.Literal(true) }), ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await acceptInvite(tx, request.principal.id, request.body.code);
        return { isAccepted: true as const };
      }),
  );
}
