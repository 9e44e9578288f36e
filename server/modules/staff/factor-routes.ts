// Setting up the second factor, for oneself: nobody sees another's secret. Answers hold secrets and tokens, so these
// routes never keep their answer for a repetition.
import qrcode from 'qrcode';
import { Type } from 'typebox';
import { type App, actorOf, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { endSessionsOf } from '#kernel/sessions';
import { type Tx, transaction } from '#kernel/transaction';
import { staffRefusals } from './errors.ts';
import { type Member, openMembers } from './member.ts';
import {
  FactorBegun,
  FactorCode,
  FactorConfirmed,
  FactorRule,
  FactorRuleChange,
} from './schemas.ts';
import {
  beginEnrolment,
  confirmEnrolment,
  countCode,
  factorStateOf,
  takeCode,
  takeFactorAway,
} from './second-factor.ts';
import { answerSession, staffOf } from './session-routes.ts';
import { openStaffSession } from './sign-in.ts';
import { findMembers } from './store.ts';
import { findFactorRule, putFactorRule } from './store-second-factor.ts';

const tags = ['staff'];

export function factorRoutes(app: App, house: House): void {
  beginRoute(app, house);
  confirmRoute(app, house);
  removeRoutes(app, house);
  ruleRoutes(app, house);
}

async function memberOf(tx: Tx, staffId: string): Promise<Member> {
  const [member] = await openMembers(tx, await findMembers(tx, [staffId]));
  if (member === undefined || !member.isActive) {
    throw staffRefusals.unknown();
  }
  return member;
}

function beginRoute(app: App, { db }: House): void {
  app.post(
    '/api/staff/second-factor',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'beginSecondFactor',
        tags,
        summary: 'Begin to set up one’s own second factor',
        response: { 200: FactorBegun, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = staffOf(request.principal);
      const actor = actorOf(request.principal);
      const begun = await transaction(db, { actor }, async (tx) =>
        beginEnrolment(tx, await memberOf(tx, id)),
      );
      reply.header('cache-control', 'no-store');
      return { ...begun, qr: drawQr(begun.address) };
    },
  );
}

/** A path, not a picture: pages may load no picture but the house's own. */
function drawQr(text: string): { size: number; path: string } {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (bit, at) => ({ bit, x: at % size, y: Math.floor(at / size) }));
  const path = dark.filter(({ bit }) => bit === 1).map(({ x, y }) => `M${x} ${y}h1v1h-1z`);
  return { size, path: path.join('') };
}

function confirmRoute(app: App, { db }: House): void {
  app.post(
    '/api/staff/second-factor/confirm',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'confirmSecondFactor',
        tags,
        summary: 'Show a first code; the session is replaced by one that opens everything',
        body: FactorCode,
        response: { 200: FactorConfirmed, ...problems },
      },
    },
    async (request, reply) => {
      const { id, placeId } = staffOf(request.principal);
      const options = { actor: actorOf(request.principal) };
      await transaction(db, options, (tx) => countCode(tx, id));
      const { recoveryCodes, session } = await transaction(db, options, async (tx) => {
        const codes = await confirmEnrolment(tx, id, request.body.code);
        const member = { ...(await memberOf(tx, id)), placeId };
        // Sessions of before were opened by one factor.
        await endSessionsOf(tx, 'staff', id, tx.now);
        const opened = await openStaffSession(tx, member, { placeId, isHeld: false });
        const factor = await factorStateOf(tx, member);
        return { recoveryCodes: codes, session: { ...opened, member, factor, isHeld: false } };
      });
      reply.header('cache-control', 'no-store');
      return { ...answerSession(request, reply, session), recoveryCodes };
    },
  );
}

function removeRoutes(app: App, { db }: House): void {
  app.post(
    '/api/staff/second-factor/remove',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'removeSecondFactor',
        tags,
        summary: 'Take one’s own second factor away, with a code of it',
        body: FactorCode,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { id } = staffOf(request.principal);
      const options = { actor: actorOf(request.principal) };
      await transaction(db, options, (tx) => countCode(tx, id));
      await transaction(db, options, async (tx) => {
        await takeCode(tx, id, request.body.code);
        await takeFactorAway(tx, id);
      });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/staff/members/:staffId/second-factor',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'resetSecondFactor',
        tags,
        summary: 'Take away the second factor of somebody who lost telephone and recovery codes',
        params: Type.Object({ staffId: Id('staff') }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const staffId = parseId('staff', request.params.staffId);
      if (staffOf(request.principal).id === staffId) {
        throw staffRefusals.not_ones_own();
      }
      await transaction(db, { actor: actorOf(request.principal) }, async (tx) => {
        await takeFactorAway(tx, staffId);
        await endSessionsOf(tx, 'staff', staffId, tx.now);
      });
      return reply.code(204).send(null);
    },
  );
}

function ruleRoutes(app: App, { db }: House): void {
  app.get(
    '/api/staff/second-factor/rule',
    {
      config: { access: 'staff.read' },
      schema: {
        operationId: 'getSecondFactorRule',
        tags,
        summary: 'Of whom a second factor is asked',
        response: { 200: FactorRule, ...problems },
      },
    },
    (request) => read(db, request, findFactorRule),
  );

  app.put(
    '/api/staff/second-factor/rule',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'setSecondFactorRule',
        tags,
        summary: 'Ask headquarters for a second factor, or nobody; a person decides',
        body: FactorRuleChange,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      staffOf(request.principal);
      const { askedOf } = request.body;
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        putFactorRule(tx, askedOf, askedOf === 'nobody' ? 'owner' : null),
      );
      return reply.code(204).send(null);
    },
  );
}
