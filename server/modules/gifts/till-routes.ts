// Gifts at the counter and for the shop: cards over the counter, what is left on one, purchases, taking back.
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { availableOf, findBearer } from '#ledger';
import { revokeGift } from './revoke-gift.ts';
import {
  CardBalance,
  CardsSold,
  CardsVoided,
  GiftsOfOrder,
  NewCards,
  PurchaseList,
} from './schemas.ts';
import { codesOfSale, sellCards } from './sell-cards.ts';
import { listGiftsOfOrder, listPurchases } from './views.ts';
import { voidCards } from './void-cards.ts';
import { warningsOf } from './warnings.ts';

const tags = ['gifts'];

export function tillRoutes(app: App, house: House): void {
  cardRoutes(app, house);
  purchaseRoutes(app, house);
}

function cardRoutes(app: App, { db }: House): void {
  app.post(
    '/api/gifts/cards',
    {
      config: { access: 'gifts.write' },
      schema: {
        operationId: 'sellGiftCards',
        tags,
        summary: 'Sell gift cards at the counter; answers the codes to print',
        headers: IdempotencyHeaders,
        body: NewCards,
        response: { 201: CardsSold, ...problems },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const saleId = parseId('order', body.saleId);
      const count = body.codes?.length ?? body.count ?? 1;
      const sold = await write(db, request, async (tx) => {
        const { expiresAt } = await sellCards(tx, {
          saleId,
          placeId: parseId('place', body.placeId),
          amountMinor: body.amountMinor,
          count,
          ...(body.codes === undefined ? {} : { codes: body.codes }),
          ...(body.days === undefined ? {} : { days: body.days }),
          payment: body.payment,
          ...(principal.kind === 'staff' ? { staffId: principal.id } : {}),
          actor: actorOf(principal),
        });
        return { expiresAt: expiresAt.toString() };
      });
      return reply.code(201).send({
        orderId: body.saleId,
        codes: body.codes ?? codesOfSale(db.masters, saleId, count),
        expiresAt: sold.expiresAt,
        warnings: warningsOf(body.days),
      });
    },
  );
  app.post(
    '/api/gifts/cards/void',
    {
      config: { access: 'gifts.write' },
      schema: {
        operationId: 'voidGiftCards',
        tags,
        summary: 'Take back a sale of gift cards that nobody has paid with; the money goes back',
        headers: IdempotencyHeaders,
        body: Type.Object(
          { saleId: Id('order'), placeId: Id('place') },
          { additionalProperties: false },
        ),
        response: { 200: CardsVoided, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { body, principal } = request;
        const { row } = await voidCards(tx, {
          saleId: parseId('order', body.saleId),
          placeId: parseId('place', body.placeId),
          staffId: principal.kind === 'staff' ? principal.id : null,
        });
        return { orderId: formatId('order', row.id), totalMinor: row.total_minor };
      }),
  );
  app.post(
    '/api/gifts/balance',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'checkGiftBalance',
        tags,
        summary: 'What is left on a gift card, by its code as it was typed',
        body: Type.Object({ code: Text(100) }, { additionalProperties: false }),
        response: { 200: CardBalance, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const { id, unit } = await findBearer(tx, request.body.code);
        const availableMinor = await availableOf(tx, { ownerKind: 'bearer', ownerId: id, unit });
        return { availableMinor, currency: unit.replace('gift:', '') };
      }),
  );
}

function purchaseRoutes(app: App, { db }: House): void {
  app.get(
    '/api/gifts',
    {
      config: { access: 'gifts.read' },
      schema: {
        operationId: 'listGiftPurchases',
        tags,
        summary: 'Gifts that were bought, with how many were taken; nobody is named',
        querystring: Type.Object({
          placeId: Type.Optional(Id('place')),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        }),
        response: { 200: PurchaseList, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const { placeId, limit = 50 } = request.query;
        const of = placeId === undefined ? null : parseId('place', placeId);
        const rows = await listPurchases(tx, of, limit);
        return {
          purchases: rows.map((row) => ({
            orderId: formatId('order', row.order_id),
            placeId: formatId('place', row.place_id),
            kind: row.kind as 'value' | 'item',
            amountMinor: row.amount_minor,
            currency: row.currency,
            boughtAt: row.created_at.toString(),
            count: row.gift_count,
            unpaid: row.unpaid,
            open: row.issued,
            claimed: row.claimed,
            revoked: row.revoked,
            expired: row.expired,
          })),
        };
      }),
  );
  app.get(
    '/api/gifts/orders/:orderId',
    {
      config: { access: 'gifts.read' },
      schema: {
        operationId: 'listGiftsOfOrder',
        tags,
        summary: 'The gifts of one purchase, how far each is; nobody is named',
        params: Type.Object({ orderId: Id('order') }),
        response: { 200: GiftsOfOrder, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const rows = await listGiftsOfOrder(tx, parseId('order', request.params.orderId));
        return {
          gifts: rows.map((row) => ({
            giftId: formatId('gift', row.id),
            position: row.position,
            state: row.state,
            expiresAt: row.expires_at.toString(),
            claimedAt: row.claimed_at?.toString() ?? null,
            refund: row.refund,
          })),
        };
      }),
  );
  app.post(
    '/api/gifts/:giftId/revoke',
    {
      config: { access: 'gifts.write' },
      schema: {
        operationId: 'revokeGiftAtCounter',
        tags,
        summary: 'Take a gift back at the counter; cash is given back here',
        params: Type.Object({ giftId: Id('gift') }),
        headers: IdempotencyHeaders,
        body: Type.Object({ placeId: Id('place') }, { additionalProperties: false }),
        response: { 200: Type.Object({ isRevoked: Type.Literal(true) }), ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await revokeGift(tx, {
          giftId: parseId('gift', request.params.giftId),
          placeId: parseId('place', request.body.placeId),
        });
        return { isRevoked: true as const };
      }),
  );
}
