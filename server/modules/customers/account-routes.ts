// Routes of the customer herself: sign-in, sign-out, what is known of her. None of them goes through the
// idempotency of `write`, which keeps answers: these hold tokens and personal fields.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '#kernel/errors';
import { type App, actorOf, cookieNames, read } from '#kernel/http';
import { formatId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { languageOf } from '#kernel/problem';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import type { CodeSender } from './code-sender.ts';
import { customersRefusals } from './errors.ts';
import { purposesOf } from './find-customers.ts';
import { findRecords, readProfiles } from './read-profiles.ts';
import { Me, SignedInAnswer, SignInFinish, SignInStart, SignInStarted } from './schemas.ts';
import {
  codeLifetimeMinutes,
  countCodeTry,
  finishSignIn,
  signOut,
  startSignIn,
} from './sign-in.ts';

/** Routes of a customer's own account under /api/customers. */
export function accountRoutes(app: App, house: House, sender: CodeSender): void {
  startRoute(app, house, sender);
  finishRoute(app, house);
  signOutRoute(app, house);
  meRoute(app, house);
}

function startRoute(app: App, { db }: House, sender: CodeSender): void {
  app.post(
    '/api/customers/sign-in/start',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'startCustomerSignIn',
        tags: ['customers'],
        summary: 'Send a one-time code to an e-mail address, known or not',
        body: SignInStart,
        response: { 202: SignInStarted, ...problems },
      },
    },
    async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const { email } = request.body;
      await transaction(db, { actor: 'guest' }, (tx) =>
        startSignIn(tx, sender, { email, language }),
      );
      return reply
        .code(202)
        .send({ isSent: true as const, expiresInSeconds: codeLifetimeMinutes * 60 });
    },
  );
}

function finishRoute(app: App, { db }: House): void {
  app.post(
    '/api/customers/sign-in/finish',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'finishCustomerSignIn',
        tags: ['customers'],
        summary: 'Open a session with a one-time code; the first time opens the account',
        body: SignInFinish,
        response: { 200: SignedInAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { email } = request.body;
      await transaction(db, { actor: 'guest' }, (tx) => countCodeTry(tx, email));
      const answer = await transaction(db, { actor: 'guest' }, (tx) =>
        finishSignIn(tx, request.body),
      );
      if (answer instanceof Refusal) {
        throw answer;
      }
      const { recordId, token, expiresAt, isNew } = answer;
      setCookie(request, reply, token, new Date(expiresAt.epochMilliseconds));
      return {
        recordId: formatId('record', recordId),
        token,
        expiresAt: expiresAt.toString(),
        isNew,
      };
    },
  );
}

function signOutRoute(app: App, { db }: House): void {
  app.post(
    '/api/customers/sign-out',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'signOutCustomer',
        tags: ['customers'],
        summary: 'End this session',
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { sessionId, id: recordId } = request.principal;
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        signOut(tx, { sessionId, recordId }),
      );
      setCookie(request, reply, '', new Date(0));
      return reply.code(204).send(null);
    },
  );
}

function meRoute(app: App, { db }: House): void {
  app.get(
    '/api/customers/me',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'getMe',
        tags: ['customers'],
        summary: 'The signed-in customer’s own account',
        response: { 200: Me, ...problems },
      },
    },
    (request) => {
      const recordId = request.principal.id;
      return read(db, request, async (tx) => {
        const record = (await findRecords(tx, [recordId])).get(recordId);
        if (record === undefined || record.isErased) {
          throw customersRefusals.erased();
        }
        const profile = (await readProfiles(tx, [recordId])).get(recordId);
        return {
          recordId: formatId('record', recordId),
          customerId: formatId('customer', record.customerId),
          profile: { ...profile },
          purposes: purposesOf(record.consent),
        };
      });
    },
  );
}

function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  expires: Date,
): void {
  reply.setCookie(cookieNames.customer, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires,
  });
}
