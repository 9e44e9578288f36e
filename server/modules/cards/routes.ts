// Cards over HTTP: hers, the phone's, the till's.

import { windowMs } from '@engawa/card';
import { Type } from 'typebox';
import type { CodeSender } from '#customers';
import { type App, actorOf, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { languageOf } from '#kernel/problem';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { beginClaim, countClaim, finishClaim } from './claim-card.ts';
import { houseKeyId, housePublicKey } from './house-key.ts';
import { certifyPhone, listTakenBack, takeBackPhones } from './open-card.ts';
import { scanCard } from './scan-card.ts';
import {
  CardScan,
  ClaimBegun,
  ClaimToBegin,
  ClaimToFinish,
  MyCard,
  PhoneCertificate,
  PhoneKey,
  ScannedCard,
  TillKeys,
} from './schemas.ts';
import { showCard } from './show-card.ts';

const tags = ['cards'];

/** Routes under /api/cards. */
export function cardsRoutes(app: App, house: House, sender: CodeSender): void {
  mineRoute(app, house);
  phoneRoutes(app, house);
  tillRoutes(app, house);
  claimRoutes(app, house, sender);
}

function mineRoute(app: App, { db }: House): void {
  app.get(
    '/api/cards/mine',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'getMyCard',
        tags,
        summary: 'One’s own member card; the first question makes it',
        response: { 200: MyCard, ...problems },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      return transaction(db, { actor: actorOf(request.principal) }, async (tx) => ({
        ...(await showCard(tx, request.principal.id)),
        now: tx.now.toString(),
      }));
    },
  );
}

function phoneRoutes(app: App, { db }: House): void {
  app.post(
    '/api/cards/mine/phones',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'certifyPhone',
        tags,
        summary: 'Certify the key of a phone that shows the card',
        body: PhoneKey,
        response: { 201: PhoneCertificate, ...problems },
      },
    },
    async (request, reply) => {
      const publicKey = Buffer.from(request.body.publicKey, 'base64url');
      const answer = await transaction(db, { actor: actorOf(request.principal) }, async (tx) => {
        const { bytes, lastDay } = await certifyPhone(tx, request.principal.id, publicKey);
        return {
          certificate: bytes.toString('base64url'),
          lastDay: lastDay.toString(),
          now: tx.now.toString(),
        };
      });
      return reply.code(201).send(answer);
    },
  );

  app.delete(
    '/api/cards/mine/phones',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'takeBackPhones',
        tags,
        summary: 'A phone was lost: none that showed the card makes codes any more',
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        takeBackPhones(tx, request.principal.id),
      );
      return reply.code(204).send(null);
    },
  );
}

function tillRoutes(app: App, { db }: House): void {
  app.get(
    '/api/cards/keys',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getCardKeys',
        tags,
        summary: 'What a till needs to check codes without a line',
        response: { 200: TillKeys, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        keys: [{ id: houseKeyId, publicKey: housePublicKey(tx.masters).toString('base64url') }],
        takenBack: await listTakenBack(tx),
        windowSeconds: windowMs / 1000,
        now: tx.now.toString(),
      })),
  );

  app.post(
    '/api/cards/scan',
    {
      config: { access: 'customers.read' },
      schema: {
        operationId: 'scanCard',
        tags,
        summary: 'One scan: the member, her points, her coupons',
        body: CardScan,
        response: { 200: ScannedCard, ...problems },
      },
    },
    async (request) => {
      const { principal, body } = request;
      const named = body.placeId === undefined ? null : parseId('place', body.placeId);
      // Who is bound to a place scans there.
      const placeId = principal.placeId ?? named;
      // Not `write`: its idempotency would keep her coupons’ codes.
      const scanned = await transaction(db, { actor: actorOf(principal) }, (tx) =>
        scanCard(tx, body.code, { placeId }),
      );
      return {
        ...scanned,
        recordId: formatId('record', scanned.recordId),
        customerId: formatId('customer', scanned.customerId),
        coupons: scanned.coupons.map(({ coupon, title }) => ({
          id: formatId('coupon', coupon.id),
          name: title.ja,
          nameEn: title.en,
          code: coupon.code,
          endsAt: coupon.valid_until?.toString() ?? null,
          discountMinor: coupon.discount_minor,
          discountBp: coupon.discount_bp,
        })),
      };
    },
  );
}

function claimRoutes(app: App, { db }: House, sender: CodeSender): void {
  app.post(
    '/api/cards/claims',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'beginCardClaim',
        tags,
        summary:
          'Claim an old card by number and PIN or birth date; a code goes to the address on file',
        body: ClaimToBegin,
        response: { 202: ClaimBegun, ...problems },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const options = { actor: actorOf(principal) };
      const language = languageOf(request.headers['accept-language']);
      await transaction(db, options, (tx) => countClaim(tx, principal.id, body.number));
      const claimId = await transaction(db, options, (tx) =>
        beginClaim(tx, sender, principal.id, body, language),
      );
      return reply.code(202).send({ claimId, isSent: true as const });
    },
  );

  app.post(
    '/api/cards/claims/:claimId',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'finishCardClaim',
        tags,
        summary: 'End a claim with the code; the old card and its balance are hers',
        params: Type.Object({
          claimId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
        }),
        body: ClaimToFinish,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const claim = { id: request.params.claimId, code: request.body.code };
      const refusal = await transaction(db, { actor: actorOf(principal) }, (tx) =>
        finishClaim(tx, principal.id, claim),
      );
      if (refusal !== undefined) {
        throw refusal;
      }
      return reply.code(204).send(null);
    },
  );
}
