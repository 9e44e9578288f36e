// Shares over HTTP: hers under /api/rights/me, the partner's people under /api/rights/shared, and for which company
// somebody looks. The permission to look is given by no wildcard.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Instant, Nullable, problems } from '#kernel/schemas';
import { type Tx, transaction } from '#kernel/transaction';
import { findParty } from '#places';
import { nameMembers } from '#staff';
import { rightsRefusals } from './errors.ts';
import { outgoingItems } from './outgoing.ts';
import { endShare, giveShare, listOwnShares, listShared, showShared } from './shares.ts';
import { findPartyOfPerson, listPartnerPeople, setPartnerPerson } from './store-shares.ts';

const tags = ['rights'];
const firstId = '00000000-0000-0000-0000-000000000000';
const partyParams = Type.Object({ partyId: Id('party') });
const Items = Type.Array(Type.Union(outgoingItems.map((word) => Type.Literal(word))), {
  minItems: 1,
  maxItems: 20,
});
const OwnShares = Type.Object({
  partners: Type.Array(
    Type.Object({
      partyId: Id('party'),
      nameJa: Type.String(),
      nameEn: Nullable(Type.String()),
      isShared: Type.Boolean(),
      items: Type.Array(Type.String()),
    }),
  ),
});
const Shared = Type.Object({
  people: Type.Array(
    Type.Object({
      recordId: Id('record'),
      items: Type.Array(Type.String()),
      givenAt: Instant,
    }),
  ),
  next: Nullable(Id('record')),
});
const PartnerPeople = Type.Object({
  people: Type.Array(Type.Object({ staffId: Id('staff'), partyId: Id('party') })),
});
const SharedPerson = Type.Object({
  recordId: Id('record'),
  fields: Type.Array(Type.Object({ item: Type.String(), value: Nullable(Type.String()) })),
});

export function shareRoutes(app: App, house: House): void {
  ownRoutes(app, house);
  partnerRoutes(app, house);
  personRoute(app, house);
}

function ownRoutes(app: App, { db }: House): void {
  const access = 'customer';
  const duty = { purpose: 'duty' } as const;
  app.get(
    '/api/rights/me/partners',
    {
      config: { access, ...duty },
      schema: {
        operationId: 'listMyShares',
        tags,
        summary: 'The partner companies, and what she shows to each',
        response: { 200: OwnShares, ...problems },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      return transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) => ({
        partners: await listOwnShares(tx, request.principal.id),
      }));
    },
  );
  app.put(
    '/api/rights/me/partners/:partyId',
    {
      config: { access },
      schema: {
        operationId: 'shareWithPartner',
        tags,
        summary: 'Show these fields to one partner company, and agree to that purpose',
        params: partyParams,
        body: Type.Object({ items: Items }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const partyId = parseId('party', request.params.partyId);
      const items = request.body.items.map(String);
      await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        giveShare(tx, request.principal.id, partyId, items),
      );
      return reply.code(204).send(null);
    },
  );
  app.delete(
    '/api/rights/me/partners/:partyId',
    {
      config: { access, ...duty },
      schema: {
        operationId: 'endMyShare',
        tags,
        summary: 'Show nothing to this company any more',
        params: partyParams,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const partyId = parseId('party', request.params.partyId);
      await transaction(db, { ...duty, actor: actorOf(request.principal) }, (tx) =>
        endShare(tx, request.principal.id, partyId),
      );
      return reply.code(204).send(null);
    },
  );
}

/** The company of whoever asks (uuid). Refuses with rights.no_partner. */
async function lookerOf(tx: Tx, { principal }: FastifyRequest) {
  const partyId = await findPartyOfPerson(tx, principal.id);
  if (principal.kind !== 'staff' || partyId === undefined) {
    throw rightsRefusals.no_partner();
  }
  return { partyId, placeId: principal.placeId };
}

function partnerRoutes(app: App, { db }: House): void {
  const config = { access: 'shared.read' } as const;
  const under = (request: FastifyRequest) =>
    ({ purpose: 'partners', actor: actorOf(request.principal) }) as const;
  app.get(
    '/api/rights/shared',
    {
      config,
      schema: {
        operationId: 'listShared',
        tags,
        summary: 'Who shows something to the company of whoever asks; no values',
        querystring: Type.Object({ after: Type.Optional(Id('record')) }),
        response: { 200: Shared, ...problems },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { after } = request.query;
      const from = after === undefined ? firstId : parseId('record', after);
      return transaction(db, under(request), async (tx) =>
        listShared(tx, await lookerOf(tx, request), from),
      );
    },
  );
  app.get(
    '/api/rights/shared/:recordId',
    {
      config,
      schema: {
        operationId: 'showShared',
        tags,
        summary: 'The fields that she shows to this company; a provision in the book',
        params: Type.Object({ recordId: Id('record') }),
        response: { 200: SharedPerson, ...problems },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      const recordId = parseId('record', request.params.recordId);
      return transaction(db, under(request), async (tx) =>
        showShared(tx, await lookerOf(tx, request), recordId),
      );
    },
  );
}

function personRoute(app: App, { db }: House): void {
  app.get(
    '/api/rights/partner-people',
    {
      config: { access: 'staff.read' },
      schema: {
        operationId: 'listPartnerPeople',
        tags,
        summary: 'For which partner company each of their people looks',
        response: { 200: PartnerPeople, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        people: (await listPartnerPeople(tx)).map((row) => ({
          staffId: formatId('staff', row.staff_id),
          partyId: formatId('party', row.party_id),
        })),
      })),
  );
  app.put(
    '/api/rights/partner-people/:staffId',
    {
      config: { access: 'staff.write' },
      schema: {
        operationId: 'setPartnerOfPerson',
        tags,
        summary: 'For which partner company somebody with the role partner looks',
        params: Type.Object({ staffId: Id('staff') }),
        body: Type.Object({ partyId: Id('party') }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const staffId = parseId('staff', request.params.staffId);
      const partyId = parseId('party', request.body.partyId);
      await write(db, request, async (tx) => {
        await setPartner(tx, staffId, partyId);
        return null;
      });
      return reply.code(204).send(null);
    },
  );
}

/** Refuses with rights.no_partner. */
async function setPartner(tx: Tx, staffId: string, partyId: string): Promise<void> {
  const party = await findParty(tx, partyId);
  const names = await nameMembers(tx, [staffId]);
  if (party?.kind !== 'partner' || !names.has(staffId)) {
    throw rightsRefusals.no_partner();
  }
  await setPartnerPerson(tx, staffId, partyId);
}
