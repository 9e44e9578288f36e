// Signing in and out. Answers hold a token, so these routes never keep their answer for a repetition.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { type App, actorOf, cookieNames, read } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import { type Tx, transaction } from '#kernel/transaction';
import { staffRefusals } from './errors.ts';
import { type Member, openMembers } from './member.ts';
import { Credentials, Me, type Person, PinSwitch, SignedIn, SwitchList } from './schemas.ts';
import { type FactorState, factorStateOf, type Shown } from './second-factor.ts';
import { isSecret } from './secret.ts';
import { shownBy } from './shown-factor.ts';
import {
  beginFactorTry,
  beginPinSwitch,
  beginSignIn,
  finishSignIn,
  refusalOf,
  type SignInAttempt,
  type StaffSession,
  signOut,
} from './sign-in.ts';
import { findMembers, listSwitchableMembers } from './store.ts';

export function sessionRoutes(app: App, house: House): void {
  const { db } = house;
  const signInWith = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { secret, shown = {} }: { readonly secret: string; readonly shown?: Shown },
    begin: (tx: Tx) => Promise<SignInAttempt>,
  ) => {
    const options = { actor: actorOf(request.principal) };
    const attempt = await transaction(db, options, begin);
    if (!(await isSecret(db.masters, secret, attempt.hash))) {
      throw refusalOf(attempt.by);
    }
    if (shown.code !== undefined || shown.passkey !== undefined) {
      await transaction(db, options, (tx) => beginFactorTry(tx, attempt));
    }
    const session = await transaction(db, options, (tx) => finishSignIn(tx, attempt, shown));
    return answerSession(request, reply, session);
  };

  app.post(
    '/api/staff/sign-in',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'signInStaff',
        tags: ['staff'],
        summary: 'Sign in with a password',
        body: Credentials,
        response: { 200: SignedIn, ...problems },
      },
    },
    (request, reply) => {
      const { login, password, ...given } = request.body;
      const shown = shownBy(house, request, given);
      return signInWith(request, reply, { secret: password, shown }, (tx) =>
        beginSignIn(tx, login),
      );
    },
  );

  app.post(
    '/api/staff/pin-switch',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'switchStaffByPin',
        tags: ['staff'],
        summary: 'Take over a device or a session of a place by PIN',
        body: PinSwitch,
        response: { 200: SignedIn, ...problems },
      },
    },
    (request, reply) => {
      const placeId = placeOf(request.principal);
      const staffId = parseId('staff', request.body.staffId);
      return signInWith(request, reply, { secret: request.body.pin }, (tx) =>
        beginPinSwitch(tx, staffId, { placeId, isDevice: request.principal.kind === 'device' }),
      );
    },
  );

  app.get(
    '/api/staff/switch-list',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listSwitchableStaff',
        tags: ['staff'],
        summary: 'Who can take over this device by PIN',
        response: { 200: SwitchList, ...problems },
      },
    },
    async (request) => {
      const placeId = placeOf(request.principal);
      const members = await read(db, request, async (tx) =>
        openMembers(tx, await listSwitchableMembers(tx, placeId)),
      );
      return { members: members.map(({ id, name }) => ({ id: formatId('staff', id), name })) };
    },
  );

  app.post(
    '/api/staff/sign-out',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'signOutStaff',
        tags: ['staff'],
        summary: 'End this session',
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { id, sessionId } = staffOf(request.principal);
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        signOut(tx, { sessionId, staffId: id }),
      );
      return reply.clearCookie(cookieNames.staff, { path: '/' }).code(204).send(null);
    },
  );

  app.get(
    '/api/staff/me',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'getStaffMe',
        tags: ['staff'],
        summary: 'Who is signed in',
        response: { 200: Me, ...problems },
      },
    },
    async (request) => {
      const { id, placeId } = staffOf(request.principal);
      return read(db, request, async (tx) => {
        const [member] = await openMembers(tx, await findMembers(tx, [id]));
        if (member === undefined) {
          throw staffRefusals.unknown();
        }
        const mustSetUp = request.principal.roles.includes('enrolling');
        return toMe({ ...member, placeId }, await factorStateOf(tx, member), mustSetUp);
      });
    },
  );
}

/** Sets the cookie and shapes the answer. */
export function answerSession(
  request: FastifyRequest,
  reply: FastifyReply,
  session: StaffSession,
): Static<typeof SignedIn> {
  reply.setCookie(cookieNames.staff, session.token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: request.protocol === 'https',
    expires: new Date(session.expiresAt.epochMilliseconds),
  });
  return {
    token: session.token,
    expiresAt: String(session.expiresAt),
    staff: toMe(session.member, session.factor, session.isHeld),
  };
}

function toMe(member: Member, { isOn, dueAt }: FactorState, mustSetUp: boolean): Me {
  const due = dueAt === null ? null : String(dueAt);
  return { ...toPerson(member), secondFactor: { isOn, dueAt: due, mustSetUp } };
}

export function toPerson(member: Member): Person {
  return {
    id: formatId('staff', member.id),
    name: member.name,
    roles: [...member.roles],
    placeId: formatOptionalId('place', member.placeId),
  };
}

/** Refuses with staff.not_staff. */
export function staffOf(principal: Principal): Principal {
  if (principal.kind !== 'staff') {
    throw staffRefusals.not_staff();
  }
  return principal;
}

/** The place of a device or a staff session; switching by PIN needs one. */
function placeOf(principal: Principal): string {
  const isStation = principal.kind === 'device' || principal.kind === 'staff';
  if (!isStation || principal.placeId === null) {
    throw staffRefusals.place_session_needed();
  }
  return principal.placeId;
}
