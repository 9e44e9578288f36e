// Passkeys over HTTP. Answers hold tokens, so none of these routes keeps its answer for a repetition.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { answerSignedIn, browserOf, proofOf, suspicionOf } from '#customers';
import { type App, actorOf, purposeOf } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { MadePasskey, PasskeyAsked, partyOf, UsedPasskey } from '#kernel/webauthn';
import {
  beginPasskey,
  beginPasskeySignIn,
  finishPasskey,
  finishPasskeySignIn,
} from './passkeys.ts';
import { Session } from './schemas.ts';

export function passkeyRoutes(app: App, house: House): void {
  newRoutes(app, house);
  signInRoutes(app, house);
}

function recordOf({ principal }: FastifyRequest): string | null {
  return principal.kind === 'customer' ? principal.id : null;
}

function newRoutes(app: App, house: House): void {
  const { config, db } = house;
  const suspicion = suspicionOf(house);
  app.post(
    '/api/accounts/passkeys/new',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'beginPasskey',
        tags: ['accounts'],
        summary: 'Begin a new passkey: of the account that is signed in, else of a new account',
        response: { 200: PasskeyAsked, ...problems },
      },
    },
    (request) => {
      suspicion.count(request.ip, proofOf(request));
      return transaction(
        db,
        { actor: actorOf(request.principal), purpose: purposeOf(request) },
        (tx) => beginPasskey(tx, partyOf(config, request), recordOf(request)),
      );
    },
  );

  app.post(
    '/api/accounts/passkeys',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'addPasskey',
        tags: ['accounts'],
        summary: 'Keep a new passkey; opens an account and a session where nobody is signed in',
        body: MadePasskey,
        response: { 200: Session, 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      suspicion.count(request.ip, proofOf(request));
      const { challengeId, response } = request.body;
      const signedIn = await transaction(
        db,
        { actor: actorOf(request.principal), purpose: purposeOf(request) },
        (tx) =>
          finishPasskey(tx, partyOf(config, request), {
            challengeId,
            response,
            browser: browserOf(request),
            signedInAs: recordOf(request),
          }),
      );
      suspicion.forgive(request.ip);
      return signedIn === undefined
        ? reply.code(204).send(null)
        : answerSignedIn(request, reply, signedIn);
    },
  );
}

function signInRoutes(app: App, house: House): void {
  const { config, db } = house;
  const suspicion = suspicionOf(house);
  app.post(
    '/api/accounts/passkeys/sign-in/start',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'beginPasskeySignIn',
        tags: ['accounts'],
        summary: 'Begin a sign-in by passkey; names no account',
        response: { 200: PasskeyAsked, ...problems },
      },
    },
    (request) => {
      suspicion.count(request.ip, proofOf(request));
      return transaction(db, { actor: 'guest' }, (tx) =>
        beginPasskeySignIn(tx, partyOf(config, request)),
      );
    },
  );

  app.post(
    '/api/accounts/passkeys/sign-in/finish',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'finishPasskeySignIn',
        tags: ['accounts'],
        summary: 'Open a session with a passkey',
        body: UsedPasskey,
        response: { 200: Session, ...problems },
      },
    },
    async (request, reply) => {
      suspicion.count(request.ip, proofOf(request));
      const { challengeId, response } = request.body;
      const signedIn = await transaction(
        db,
        { actor: 'guest', purpose: purposeOf(request) },
        (tx) =>
          finishPasskeySignIn(tx, partyOf(config, request), {
            challengeId,
            response,
            browser: browserOf(request),
          }),
      );
      suspicion.forgive(request.ip);
      return answerSignedIn(request, reply, signedIn);
    },
  );
}
