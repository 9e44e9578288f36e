// Setting up the second factor, for oneself: nobody sees another's secret. Answers hold secrets and tokens, so these
// routes never keep their answer for a repetition.
import qrcode from 'qrcode';
import { Type } from 'typebox';
import { type App, actorOf, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { endSessionsOf } from '#kernel/sessions';
import { type Tx, transaction } from '#kernel/transaction';
import { staffRefusals } from './errors.ts';
import { type Member, openMembers } from './member.ts';
import {
  FactorBegun,
  FactorConfirmed,
  FactorRule,
  FactorRuleChange,
  Factors,
  FirstCode,
  ShownFactor,
} from './schemas.ts';
import {
  beginEnrolment,
  confirmEnrolment,
  countFactorTry,
  factorStateOf,
  takeAppAway,
  takeFactor,
  takeFactorsAway,
} from './second-factor.ts';
import { answerSession, staffOf } from './session-routes.ts';
import { shownBy } from './shown-factor.ts';
import { openStaffSession, type StaffSession } from './sign-in.ts';
import { findMembers } from './store.ts';
import { listPasskeys } from './store-passkeys.ts';
import { findFactorRule, findFactorsHeld, putFactorRule } from './store-second-factor.ts';

const tags = ['staff'];

export function factorRoutes(app: App, house: House): void {
  listRoute(app, house);
  beginRoute(app, house);
  confirmRoute(app, house);
  removeRoutes(app, house);
  ruleRoutes(app, house);
}

/** The member of a session, who works here still. Refuses with staff.unknown. */
export async function memberOf(tx: Tx, staffId: string): Promise<Member> {
  const [member] = await openMembers(tx, await findMembers(tx, [staffId]));
  if (member === undefined || !member.isActive) {
    throw staffRefusals.unknown();
  }
  return member;
}

/** Sessions of before were opened by one factor: they end, and a new one opens everything. */
export async function openWhole(
  tx: Tx,
  staffId: string,
  placeId: string | null,
): Promise<StaffSession> {
  const member = { ...(await memberOf(tx, staffId)), placeId };
  await endSessionsOf(tx, 'staff', staffId, tx.now);
  const opened = await openStaffSession(tx, member, { placeId, isHeld: false });
  return { ...opened, member, factor: await factorStateOf(tx, member), isHeld: false };
}

function listRoute(app: App, { db }: House): void {
  app.get(
    '/api/staff/second-factor',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'getSecondFactor',
        tags,
        summary: 'One’s own second factors: app, passkeys, recovery codes that are left',
        response: { 200: Factors, ...problems },
      },
    },
    (request) => {
      const { id } = staffOf(request.principal);
      return read(db, request, async (tx) => {
        const held = await findFactorsHeld(tx, id);
        const passkeys = await listPasskeys(tx, id);
        return {
          hasApp: held.has_app,
          recoveryCodesLeft: held.recovery_codes,
          passkeys: passkeys.map((row) => ({
            id: formatId('passkey', row.id),
            browser: row.about.browser ?? 'other',
            system: row.about.system ?? 'other',
            isBackedUp: row.is_backed_up,
            createdAt: row.created_at.toString(),
            usedAt: row.used_at?.toString() ?? null,
          })),
        };
      });
    },
  );
}

function beginRoute(app: App, { db }: House): void {
  app.post(
    '/api/staff/second-factor',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'beginSecondFactor',
        tags,
        summary: 'Begin to set up an app as one’s own second factor',
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

function confirmRoute(app: App, house: House): void {
  const { db } = house;
  app.post(
    '/api/staff/second-factor/confirm',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'confirmSecondFactor',
        tags,
        summary: 'Show a first code; the session is replaced by one that opens everything',
        body: FirstCode,
        response: { 200: FactorConfirmed, ...problems },
      },
    },
    async (request, reply) => {
      const { id, placeId } = staffOf(request.principal);
      const options = { actor: actorOf(request.principal) };
      const { code, proof } = request.body;
      const shown = { code, proof: shownBy(house, request, proof) };
      await transaction(db, options, (tx) => countFactorTry(tx, id));
      const { recoveryCodes, session } = await transaction(db, options, async (tx) => {
        const codes = await confirmEnrolment(tx, id, shown);
        return { recoveryCodes: codes, session: await openWhole(tx, id, placeId) };
      });
      reply.header('cache-control', 'no-store');
      return { ...answerSession(request, reply, session), recoveryCodes };
    },
  );
}

function removeRoutes(app: App, house: House): void {
  const { db } = house;
  app.post(
    '/api/staff/second-factor/remove',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'removeSecondFactor',
        tags,
        summary: 'Take one’s own app away as a second factor, with a code of it or a passkey',
        body: ShownFactor,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { id } = staffOf(request.principal);
      const options = { actor: actorOf(request.principal) };
      const shown = shownBy(house, request, request.body);
      await transaction(db, options, (tx) => countFactorTry(tx, id));
      await transaction(db, options, async (tx) => {
        await takeFactor(tx, id, shown);
        await takeAppAway(tx, id);
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
        summary:
          'Take away every second factor of somebody who lost telephone, passkeys and recovery codes',
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
        await takeFactorsAway(tx, staffId);
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
