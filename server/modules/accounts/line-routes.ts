// LINE Login over HTTP: out to LINE, and back to a page of the shop. People see these addresses in their browser, so what
// goes wrong ends on the sign-in page with a sentence, not in JSON.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { answerSignedIn, browserOf, proofOf, suspicionOf } from '#customers';
import type { Config } from '#kernel/config';
import { Refusal } from '#kernel/errors';
import { type App, actorOf, purposeOf } from '#kernel/http';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { originOf } from '#kernel/webauthn';
import { accountsRefusals } from './errors.ts';
import { lineProvider, type OutsideProvider } from './outside-provider.ts';
import { enterFromOutside, keepTrip, takeTrip, tripLifetimeMinutes } from './outside-sign-in.ts';
import { LineReturn, LineStart } from './schemas.ts';

const tripCookie = 'engawa_trip';
const path = '/api/accounts/line';

export function lineRoutes(app: App, house: House): void {
  const provider = lineProvider(house.config);
  startRoute(app, house, provider);
  returnRoute(app, house, provider);
}

function startRoute(app: App, house: House, provider: OutsideProvider | undefined): void {
  const { config, db } = house;
  const suspicion = suspicionOf(house);
  app.get(
    `${path}/start`,
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'startLineSignIn',
        tags: ['accounts'],
        summary: 'Go to LINE to sign in, or to join LINE to the account that is signed in',
        querystring: LineStart,
        response: { 302: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      if (provider === undefined) {
        return toSignIn(reply, 'off');
      }
      const { principal } = request;
      try {
        suspicion.count(request.ip, proofOf(request));
        const { address, trip } = await provider.begin(callbackOf(config, request));
        const joinTo = principal.kind === 'customer' ? principal.id : null;
        const kept = { ...trip, to: shopPage(request.query.to) };
        const secret = await transaction(
          db,
          { actor: actorOf(principal), purpose: purposeOf(request) },
          (tx) => keepTrip(tx, provider.name, kept, joinTo),
        );
        setTripCookie(request, reply, secret);
        return await reply.redirect(address);
      } catch (error) {
        return failed(request, reply, error);
      }
    },
  );
}

function returnRoute(app: App, house: House, provider: OutsideProvider | undefined): void {
  const { config, db } = house;
  app.get(
    `${path}/return`,
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'finishLineSignIn',
        tags: ['accounts'],
        summary: 'Come back from LINE with a code; leads on to the shop',
        querystring: LineReturn,
        response: { 302: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      if (provider === undefined) {
        return toSignIn(reply, 'off');
      }
      try {
        const secret = request.cookies[tripCookie];
        reply.clearCookie(tripCookie, { path });
        const { trip, recordId: joinTo } = await transaction(
          db,
          { actor: 'guest', purpose: purposeOf(request) },
          (tx) => takeTrip(tx, provider.name, secret),
        );
        const callback = new URL(callbackOf(config, request));
        callback.search = new URL(request.url, callback).search;
        // Outside any transaction: it asks LINE.
        const person = await provider.finish(callback, trip).catch((error: unknown) => {
          request.log.warn({ reason: errorCodeOf(error) }, 'LINE login was not confirmed');
          throw accountsRefusals.line_failed();
        });
        const signedIn = await transaction(
          db,
          { actor: actorOf(request.principal), purpose: purposeOf(request) },
          (tx) =>
            enterFromOutside(tx, provider.name, person, { browser: browserOf(request), joinTo }),
        );
        if (signedIn !== undefined) {
          answerSignedIn(request, reply, signedIn);
        }
        return await reply.redirect(`/shop${trip.to}`);
      } catch (error) {
        return failed(request, reply, error);
      }
    },
  );
}

function callbackOf(config: Config, request: FastifyRequest): string {
  return new URL(`${path}/return`, originOf(config, request)).href;
}

/** A page of this shop to go on to; never another site. */
function shopPage(wanted: string | undefined): string {
  return wanted !== undefined && /^\/[a-z0-9][\w/?=&.-]*$/i.test(wanted) ? wanted : '/account';
}

function failed(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Refusal) {
    return toSignIn(reply, error.code.slice(error.code.indexOf('.') + 1));
  }
  request.log.error({ reason: errorCodeOf(error) }, 'LINE login could not be begun or ended');
  return toSignIn(reply, 'line_failed');
}

/** The library's code of what went wrong; its message could hold what came from outside. */
function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function toSignIn(reply: FastifyReply, why: string): FastifyReply {
  return reply.redirect(`/shop/sign-in?failed=${why}`);
}

function setTripCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  reply.setCookie(tripCookie, secret, {
    path,
    httpOnly: true,
    // Comes back from another site by a link, not by a form.
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: tripLifetimeMinutes * 60,
  });
}
