// Gifts for givers and receivers. Secrets travel in bodies, never in addresses, and are not in what is kept for a
// repetition: they follow from ids and are told after the commit.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { type Tx, transaction } from '#kernel/transaction';
import { buyGifts, type GiftsToBuy } from './buy-gifts.ts';
import { type ClaimWay, claimGift } from './claim-gift.ts';
import { giftsRefusals } from './errors.ts';
import { revokeGift } from './revoke-gift.ts';
import {
  ClaimOfGift,
  GiftSeen,
  GiftsMade,
  GiftTaken,
  NewGifts,
  OpenGift,
  Sent,
  SentQuery,
  ThanksText,
} from './schemas.ts';
import { giftTokenOf, hashSecret, manageTokenOf } from './secrets.ts';
import { findPurchase, findPurchaseByManage, noteOpened, type PurchaseRow } from './store.ts';
import { thankGiver } from './thank-giver.ts';
import { tellTaken, viewGift, viewSent } from './view-gift.ts';
import { findPurchaseIdsOf } from './views.ts';
import { warningsOf } from './warnings.ts';

const tags = ['gifts'];
const headers = IdempotencyHeaders;

/** Routes under /api/gifts. */
export function giftRoutes(app: App, house: House): void {
  buyRoute(app, house);
  openRoute(app, house);
  claimRoute(app, house);
  sentRoutes(app, house);
}

function buyRoute(app: App, { db }: House): void {
  app.post(
    '/api/gifts',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'buyGifts',
        tags,
        summary: 'Buy a gift, or a list of up to 1,000; answers a link for each',
        headers,
        body: NewGifts,
        response: { 201: GiftsMade, ...problems },
      },
    },
    async (request, reply) => {
      const wish = toWish(request);
      const made = await write(
        db,
        request,
        async (tx) => {
          const bought = await buyGifts(tx, wish);
          return { ...bought, expiresAt: bought.expiresAt.toString() };
        },
        { timeoutMs: 20_000 },
      );
      return reply.code(201).send({
        orderId: formatId('order', made.orderId),
        manageToken: manageTokenOf(db.masters, made.purchaseId),
        expiresAt: made.expiresAt,
        gifts: made.giftIds.map((id) => ({
          id: formatId('gift', id),
          token: giftTokenOf(db.masters, id),
        })),
        warnings: warningsOf(wish.days),
      });
    },
  );
}

function toWish(request: FastifyRequest<{ Body: NewGifts }>): GiftsToBuy {
  const { body, principal } = request;
  const isTill = principal.kind === 'staff' || principal.kind === 'api_key';
  if (body.payment.method === 'cash' && !isTill) {
    throw giftsRefusals.payment_not_for();
  }
  const { giverName, email } = body;
  return {
    ...(body.id === undefined ? {} : { orderId: parseId('order', body.id) }),
    placeId: parseId('place', body.placeId),
    ...(body.amountMinor === undefined ? {} : { amountMinor: body.amountMinor }),
    ...(body.itemId === undefined ? {} : { itemId: parseId('item', body.itemId) }),
    ...(body.quantity === undefined ? {} : { quantity: body.quantity }),
    receivers: body.receivers.map(({ label = null, email: to = null }) => ({ label, email: to })),
    card: {
      giverName,
      message: body.message ?? null,
      picture: body.picture ?? 'mizuhiki',
      noshi: body.noshi ?? null,
    },
    ...(body.days === undefined ? {} : { days: body.days }),
    ...(principal.kind === 'customer' ? { recordId: principal.id } : {}),
    ...(principal.kind === 'customer' || email === undefined
      ? {}
      : { contact: { fullName: giverName, email } }),
    payment: body.payment,
    channel: isTill ? 'pos' : 'web',
    language: body.language ?? 'ja',
    actor: actorOf(principal),
  };
}

function openRoute(app: App, { db }: House): void {
  app.post(
    '/api/gifts/open',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'openGift',
        tags,
        summary: 'Look at a gift by the secret of its link; no account is needed',
        body: OpenGift,
        response: { 200: GiftSeen, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { giftId, ...seen } = await viewGift(tx, request.body.token, request.body.claimKey);
        await noteOpened(tx, giftId);
        return seen;
      }),
  );
}

function wayOf({ fulfilment, handoverPlaceId, contact }: ClaimOfGift): ClaimWay | undefined {
  if (fulfilment === undefined) {
    return undefined;
  }
  if (contact === undefined || (fulfilment === 'pickup' && handoverPlaceId === undefined)) {
    throw giftsRefusals.way_needed();
  }
  return fulfilment === 'pickup'
    ? { fulfilment, contact, handoverPlaceId: parseId('place', handoverPlaceId ?? '') }
    : { fulfilment, contact };
}

function claimRoute(app: App, { db }: House): void {
  app.post(
    '/api/gifts/claim',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'claimGift',
        tags,
        summary: 'Take a gift: once, whoever comes first',
        body: ClaimOfGift,
        response: { 201: GiftTaken, ...problems },
      },
    },
    async (request, reply) => {
      const { token, claimKey, itemId } = request.body;
      const { principal } = request;
      const way = wayOf(request.body);
      // Her own key makes it repeatable; an Idempotency-Key is not looked at, so nothing of it is kept.
      const taken = await transaction(db, { actor: actorOf(principal) }, async (tx) => {
        const claim = await claimGift(tx, {
          token,
          claimKey,
          ...(itemId === undefined ? {} : { itemId: parseId('item', itemId) }),
          ...(way === undefined ? {} : { way }),
          ...(principal.kind === 'customer' ? { recordId: principal.id } : {}),
          actor: actorOf(principal),
        });
        return tellTaken(tx, claim, claim.currency);
      });
      return reply.code(201).send(taken);
    },
  );
  app.post(
    '/api/gifts/thanks',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'thankGiver',
        tags,
        summary: 'Thank whoever gave it',
        body: ThanksText,
        response: { 200: Type.Object({ isSent: Type.Literal(true) }), ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await thankGiver(tx, request.body);
        return { isSent: true as const };
      }),
  );
}

function sentRoutes(app: App, { db }: House): void {
  app.post(
    '/api/gifts/sent',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'viewSentGifts',
        tags,
        summary: 'How far the gifts of one purchase are, by the giver’s secret',
        body: SentQuery,
        response: { 200: Sent, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        purchases: await viewSent(tx, [await ownPurchase(tx, request.body.manageToken)]),
      })),
  );
  app.get(
    '/api/gifts/sent',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'listMySentGifts',
        tags,
        summary: 'All gifts of whoever is signed in',
        response: { 200: Sent, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const ids = await findPurchaseIdsOf(tx, request.principal.id);
        const purchases: PurchaseRow[] = [];
        for (const id of ids) {
          purchases.push(await findPurchase(tx, id));
        }
        return { purchases: await viewSent(tx, purchases) };
      }),
  );
  app.post(
    '/api/gifts/revoke',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'revokeGift',
        tags,
        summary: 'Take a gift back before it was taken; the money goes back the way it came',
        body: Type.Object(
          { ...SentQuery.properties, giftId: Id('gift') },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ isRevoked: Type.Literal(true) }), ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { id } = await ownPurchase(tx, request.body.manageToken);
        const giftId = parseId('gift', request.body.giftId);
        await revokeGift(tx, { giftId, purchaseIds: [id] });
        return { isRevoked: true as const };
      }),
  );
}

/** Refuses with gifts.not_yours. */
async function ownPurchase(tx: Tx, manageToken: string): Promise<PurchaseRow> {
  const purchase = await findPurchaseByManage(tx, hashSecret(manageToken));
  if (purchase === undefined) {
    throw giftsRefusals.not_yours();
  }
  return purchase;
}
