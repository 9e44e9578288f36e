// Who works here. Requests carry passwords, so none of them goes through `write`, which keeps an answer and a hash
// of the request. A sign-in name is unique, so a repetition is refused rather than done twice.
import { Type } from 'typebox';
import { type App, actorOf, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { addMember } from './add-member.ts';
import { changeMember } from './change-member.ts';
import { staffRefusals } from './errors.ts';
import { type Member, openMembers } from './member.ts';
import { MemberChanges, MemberList, MemberShape, NewMember } from './schemas.ts';
import { toPerson } from './session-routes.ts';
import { findMembers, listMembers } from './store.ts';

export function memberRoutes(app: App, { db }: House): void {
  app.get(
    '/api/staff/members',
    {
      config: { access: 'staff.read' },
      schema: {
        operationId: 'listStaff',
        tags: ['staff'],
        summary: 'Everybody who works or worked here',
        response: { 200: MemberList, ...problems },
      },
    },
    async (request) => {
      const members = await read(db, request, async (tx) => openMembers(tx, await listMembers(tx)));
      return { members: members.map(toMember) };
    },
  );

  app.post(
    '/api/staff/members',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'addStaff',
        tags: ['staff'],
        summary: 'Add a member of staff',
        body: NewMember,
        response: { 201: MemberShape, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, ...member } = request.body;
      const id = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        addMember(tx, {
          ...member,
          placeId: placeId === undefined ? null : parseId('place', placeId),
        }),
      );
      const [made] = await read(db, request, async (tx) =>
        openMembers(tx, await findMembers(tx, [id])),
      );
      if (made === undefined) {
        throw staffRefusals.unknown();
      }
      return reply.code(201).send(toMember(made));
    },
  );

  app.patch(
    '/api/staff/members/:staffId',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'changeStaff',
        tags: ['staff'],
        summary: 'Change roles, place or secrets, or let somebody go',
        params: Type.Object({ staffId: Id('staff') }),
        body: MemberChanges,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, ...change } = request.body;
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        changeMember(tx, parseId('staff', request.params.staffId), {
          ...change,
          ...(placeId === undefined
            ? {}
            : { placeId: placeId === null ? null : parseId('place', placeId) }),
        }),
      );
      return reply.code(204).send(null);
    },
  );
}

function toMember(member: Member): MemberShape {
  return {
    ...toPerson(member),
    login: member.login,
    isActive: member.isActive,
    hasPin: member.hasPin,
    hasPassword: member.hasPassword,
    hasSecondFactor: member.hasSecondFactor,
  };
}
