// Passkeys as one's own second factor: adding one, showing one, taking one away. Answers hold tokens and challenges, so
// none of these routes keeps its answer for a repetition.
import { Type } from 'typebox';
import { aboutBrowser } from '#kernel/browser-words';
import { type App, actorOf } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { MadePasskey, PasskeyAsked, partyOf } from '#kernel/webauthn';
import { memberOf, openWhole } from './factor-routes.ts';
import { askForOwnPasskey, askNewPasskey } from './passkeys.ts';
import { FactorConfirmed, NameAndPassword, PasskeyWanted, ShownFactor } from './schemas.ts';
import {
  addPasskey,
  countFactorTry,
  proveFactor,
  takeFactor,
  takePasskeyAway,
} from './second-factor.ts';
import { isSecret } from './secret.ts';
import { answerSession, staffOf } from './session-routes.ts';
import { shownBy } from './shown-factor.ts';
import { askPasskeyToSignIn, beginSignIn, refusalOf } from './sign-in.ts';

const tags = ['staff'];

export function passkeyRoutes(app: App, house: House): void {
  newRoutes(app, house);
  askRoute(app, house);
  signInRoute(app, house);
  removeRoute(app, house);
}

function newRoutes(app: App, house: House): void {
  const { config, db } = house;
  app.post(
    '/api/staff/second-factor/passkeys/new',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'beginStaffPasskey',
        tags,
        summary: 'Begin a passkey as one’s own second factor; where one is on, show it',
        body: PasskeyWanted,
        response: { 200: PasskeyAsked, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = staffOf(request.principal);
      const options = { actor: actorOf(request.principal) };
      const { proof } = request.body;
      const shown = shownBy(house, request, proof);
      if (proof !== undefined) {
        await transaction(db, options, (tx) => countFactorTry(tx, id));
      }
      const asked = await transaction(db, options, async (tx) => {
        await proveFactor(tx, id, shown);
        return askNewPasskey(tx, partyOf(config, request), await memberOf(tx, id));
      });
      reply.header('cache-control', 'no-store');
      return asked;
    },
  );

  app.post(
    '/api/staff/second-factor/passkeys',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'addStaffPasskey',
        tags,
        summary: 'Keep the new passkey; the session is replaced by one that opens everything',
        body: MadePasskey,
        response: { 200: FactorConfirmed, ...problems },
      },
    },
    async (request, reply) => {
      const { id, placeId } = staffOf(request.principal);
      const party = partyOf(config, request);
      const about = aboutBrowser(request.headers['user-agent']);
      const made = { staffId: id, about, passkey: request.body };
      const { recoveryCodes, session } = await transaction(
        db,
        { actor: actorOf(request.principal) },
        async (tx) => {
          const codes = await addPasskey(tx, party, made);
          return { recoveryCodes: codes, session: await openWhole(tx, id, placeId) };
        },
      );
      reply.header('cache-control', 'no-store');
      return { ...answerSession(request, reply, session), recoveryCodes };
    },
  );
}

function askRoute(app: App, { config, db }: House): void {
  app.post(
    '/api/staff/second-factor/passkeys/ask',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'askStaffPasskey',
        tags,
        summary: 'What one of one’s own passkeys has to answer, to show it',
        response: { 200: PasskeyAsked, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = staffOf(request.principal);
      const asked = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        askForOwnPasskey(tx, partyOf(config, request), id),
      );
      reply.header('cache-control', 'no-store');
      return asked;
    },
  );
}

/** Nobody learns of passkeys without the right password: a wrong one says the same as at the sign-in itself. */
function signInRoute(app: App, { config, db }: House): void {
  app.post(
    '/api/staff/sign-in/passkey',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'askStaffPasskeyToSignIn',
        tags,
        summary: 'With name and password: what a passkey has to answer for signing in',
        body: NameAndPassword,
        response: { 200: PasskeyAsked, ...problems },
      },
    },
    async (request, reply) => {
      const { login, password } = request.body;
      const options = { actor: actorOf(request.principal) };
      const attempt = await transaction(db, options, (tx) => beginSignIn(tx, login));
      if (!(await isSecret(db.masters, password, attempt.hash))) {
        throw refusalOf(attempt.by);
      }
      const asked = await transaction(db, options, (tx) =>
        askPasskeyToSignIn(tx, partyOf(config, request), attempt),
      );
      reply.header('cache-control', 'no-store');
      return asked;
    },
  );
}

function removeRoute(app: App, house: House): void {
  const { db } = house;
  app.post(
    '/api/staff/second-factor/passkeys/:passkeyId/remove',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'removeStaffPasskey',
        tags,
        summary: 'Take a passkey of one’s own away, with a second factor',
        params: Type.Object({ passkeyId: Id('passkey') }),
        body: ShownFactor,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { id } = staffOf(request.principal);
      const options = { actor: actorOf(request.principal) };
      const passkeyId = parseId('passkey', request.params.passkeyId);
      const shown = shownBy(house, request, request.body);
      await transaction(db, options, (tx) => countFactorTry(tx, id));
      await transaction(db, options, async (tx) => {
        await takeFactor(tx, id, shown);
        await takePasskeyAway(tx, id, passkeyId);
      });
      return reply.code(204).send(null);
    },
  );
}
