// Routes of the customer herself: sign-in, sign-out, what is known of her. None of them goes through the
// idempotency of `write`, which keeps answers: these hold tokens and personal fields.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '#kernel/errors';
import { type App, actorOf, purposeOf, read } from '#kernel/http';
import { formatId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { languageOf } from '#kernel/problem';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import type { CodeSender } from './code-sender.ts';
import { customersRefusals } from './errors.ts';
import { purposesOf } from './find-customers.ts';
import type { Contact } from './open-account.ts';
import { findRecords, readProfiles } from './read-profiles.ts';
import { Me, SignedInAnswer, SignInFinish, SignInStart, SignInStarted } from './schemas.ts';
import { answerSignedIn, browserOf, clearSessionCookie } from './session-cookie.ts';
import {
  codeLifetimeMinutes,
  countCodeTry,
  finishProof,
  finishSignIn,
  signOut,
  startSignIn,
} from './sign-in.ts';
import { type Suspicion, suspicionOf } from './suspicion.ts';

/** Routes of a customer's own account under /api/customers. */
export function accountRoutes(app: App, house: House, sender: CodeSender): void {
  const suspicion = suspicionOf(house);
  startRoute(app, house, sender, suspicion);
  finishRoute(app, house, suspicion);
  proofRoute(app, house, suspicion);
  signOutRoute(app, house);
  meRoute(app, house);
}

function startRoute(app: App, { db }: House, sender: CodeSender, suspicion: Suspicion): void {
  app.post(
    '/api/customers/sign-in/start',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'startCustomerSignIn',
        tags: ['customers'],
        summary: 'Send a one-time code to an e-mail address or a telephone, known or not',
        body: SignInStart,
        response: { 202: SignInStarted, ...problems },
      },
    },
    async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const contact = contactOf(request.body);
      suspicion.count(request.ip, proofOf(request));
      await transaction(db, { actor: 'guest' }, (tx) =>
        startSignIn(tx, sender, { ...contact, language }),
      );
      return reply
        .code(202)
        .send({ isSent: true as const, expiresInSeconds: codeLifetimeMinutes * 60 });
    },
  );
}

function finishRoute(app: App, { db }: House, suspicion: Suspicion): void {
  app.post(
    '/api/customers/sign-in/finish',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'finishCustomerSignIn',
        tags: ['customers'],
        summary: 'Open a session with a one-time code; the first time opens the account',
        body: SignInFinish,
        response: { 200: SignedInAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { code } = request.body;
      const contact = contactOf(request.body);
      suspicion.count(request.ip, proofOf(request));
      await transaction(db, { actor: 'guest' }, (tx) => countCodeTry(tx, contact));
      const answer = await transaction(db, { actor: 'guest', purpose: 'duty' }, (tx) =>
        finishSignIn(tx, { ...contact, code, ...browserOf(request) }),
      );
      if (answer instanceof Refusal) {
        throw answer;
      }
      suspicion.forgive(request.ip);
      return answerSignedIn(request, reply, answer);
    },
  );
}

function proofRoute(app: App, { db }: House, suspicion: Suspicion): void {
  app.post(
    '/api/customers/me/contacts',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'proveMyContact',
        tags: ['customers'],
        summary:
          'Prove one more address or telephone of this account by the code that was sent to it',
        body: SignInFinish,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { code } = request.body;
      const contact = contactOf(request.body);
      suspicion.count(request.ip, proofOf(request));
      const options = { actor: actorOf(request.principal), purpose: purposeOf(request) };
      await transaction(db, options, (tx) => countCodeTry(tx, contact));
      const refusal = await transaction(db, options, (tx) =>
        finishProof(tx, { ...contact, recordId: request.principal.id, code }),
      );
      if (refusal !== undefined) {
        throw refusal;
      }
      suspicion.forgive(request.ip);
      return reply.code(204).send(null);
    },
  );
}

function signOutRoute(app: App, { db }: House): void {
  app.post(
    '/api/customers/sign-out',
    {
      config: { access: 'customer', purpose: 'duty' },
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
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  );
}

function meRoute(app: App, { db }: House): void {
  app.get(
    '/api/customers/me',
    {
      config: { access: 'customer', purpose: 'duty' },
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
          stoppedAt: record.stoppedAt?.toString() ?? null,
        };
      });
    },
  );
}

/** The one contact that a body names. Refuses with customers.sign_wrong for none and for both. */
function contactOf({
  email,
  phone,
}: {
  readonly email?: string;
  readonly phone?: string;
}): Contact {
  if (email !== undefined && phone === undefined) {
    return { kind: 'email', value: email };
  }
  if (phone !== undefined && email === undefined) {
    return { kind: 'phone', value: phone };
  }
  throw customersRefusals.sign_wrong();
}

/** The proof of work that a suspicious source has to bring. */
export function proofOf(request: FastifyRequest): string | undefined {
  const proof = request.headers['engawa-proof'];
  return typeof proof === 'string' ? proof.slice(0, 300) : undefined;
}
