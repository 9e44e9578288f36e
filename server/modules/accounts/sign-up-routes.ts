// Signing up at the counter with the form of the web, her own profile, and how many signed up.
import { type Static, Type } from 'typebox';
import {
  changeProfile,
  countCodeTry,
  customersRefusals,
  findRecords,
  finishProof,
  openAccount,
  type Profile,
  readProfiles,
} from '#customers';
import { houseDay } from '#kernel/clock';
import { type App, actorOf, purposeOf, read } from '#kernel/http';
import { accessRefusals } from '#kernel/http-refusals';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Nullable, PlainDate, problems, Text } from '#kernel/schemas';
import { type Tx, transaction } from '#kernel/transaction';
import { logAccess } from '#privacy';
import { countSignUps } from './count-sign-ups.ts';
import { accountsRefusals } from './errors.ts';
import { type ProfileField, profileFields, readProfile } from './read-profile.ts';
import { hasWay } from './ways.ts';

const longest: Partial<Record<ProfileField, number>> = { email: 254, address: 200, city: 60 };
const Form = Type.Object(
  Object.fromEntries(
    profileFields.map((name) => [name, Type.Optional(Text(longest[name] ?? 60, 0))]),
  ) as Record<ProfileField, ReturnType<typeof Type.Optional<ReturnType<typeof Text>>>>,
  { additionalProperties: false },
);

const Counted = { now: Type.Integer(), before: Type.Integer() };
const SignUpCounts = Type.Object({
  from: PlainDate,
  until: PlainDate,
  total: Type.Object(Counted),
  bySource: Type.Array(Type.Object({ source: Type.String(), ...Counted })),
  byPlace: Type.Array(
    Type.Object({ placeId: Nullable(Id('place')), name: Nullable(Type.String()), ...Counted }),
  ),
  byClerk: Type.Array(
    Type.Object({ staffId: Id('staff'), name: Nullable(Type.String()), ...Counted }),
  ),
});
export type SignUpCounts = Static<typeof SignUpCounts>;

export function signUpRoutes(app: App, house: House): void {
  assistedRoutes(app, house);
  profileRoute(app, house);
  countRoute(app, house);
}

function assistedRoutes(app: App, { db }: House): void {
  app.post(
    '/api/accounts/assisted',
    {
      config: { access: 'customers.write' },
      schema: {
        operationId: 'signUpWithStaff',
        tags: ['accounts'],
        summary: 'Write somebody down at the counter, with the form of the web',
        body: Form,
        response: { 201: Type.Object({ recordId: Id('record') }), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const profile = filled(
        readProfile(request.body, houseDay({ now: db.clock.now(), database: db })),
      );
      const { placeId } = principal;
      // Not `write`: its idempotency would keep what she wrote.
      const recordId = await transaction(db, { actor: actorOf(principal) }, (tx) =>
        openAccount(tx, {
          profile,
          channel: 'store',
          ...(placeId === null ? {} : { placeId }),
        }),
      );
      return reply.code(201).send({ recordId: formatId('record', recordId) });
    },
  );

  app.post(
    '/api/accounts/assisted/:recordId/contacts',
    {
      config: { access: 'customers.write' },
      schema: {
        operationId: 'proveContactWithStaff',
        tags: ['accounts'],
        summary: 'Prove the address of somebody at the counter by the code she reads out',
        params: Type.Object({ recordId: Id('record') }),
        body: Type.Object({ email: Text(254), code: Text(12) }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const recordId = parseId('record', request.params.recordId);
      const { email, code } = request.body;
      const contact = { kind: 'email', value: email } as const;
      const options = { actor: actorOf(request.principal) };
      await transaction(db, options, async (tx) => {
        await refuseStrangersAddress(tx, recordId, email);
        await countCodeTry(tx, contact);
      });
      const refusal = await transaction(db, options, async (tx) => {
        await refuseStrangersAddress(tx, recordId, email);
        const wrong = await finishProof(tx, { ...contact, recordId, code });
        if (wrong === undefined) {
          await logAccess(tx, [recordId], {
            reason: 'customer_present',
            what: 'accounts.contact_proved',
          });
        }
        return wrong;
      });
      if (refusal !== undefined) {
        throw refusal;
      }
      return reply.code(204).send(null);
    },
  );
}

/**
 * A proved address opens the account, so a clerk proves the one she wrote down, once, and none while something else leads
 * in: else whoever stands at a counter could sign in as anybody who joined there. Refuses with
 * customers.record_unknown, accounts.hers_to_prove.
 */
async function refuseStrangersAddress(tx: Tx, recordId: string, email: string): Promise<void> {
  const record = (await findRecords(tx, [recordId])).get(recordId);
  // An account of the web is hers to change, not a clerk's.
  if (record === undefined || record.source !== 'store') {
    throw customersRefusals.record_unknown();
  }
  const written = (await readProfiles(tx, [recordId])).get(recordId)?.email;
  if (!isSameAddress(written, email) || (await hasWay(tx, recordId))) {
    throw accountsRefusals.hers_to_prove();
  }
}

function isSameAddress(written: string | undefined, email: string): boolean {
  const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  return written !== undefined && fold(written) === fold(email);
}

function filled(profile: Profile): Profile {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== ''));
}

function profileRoute(app: App, { db }: House): void {
  app.put(
    '/api/accounts/profile',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'changeMyProfile',
        tags: ['accounts'],
        summary: 'Change one’s own profile; an empty field takes it away, a missing one stays',
        body: Form,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const { email, ...profile } = readProfile(
        request.body,
        houseDay({ now: db.clock.now(), database: db }),
      );
      if (email !== undefined) {
        // An address is proved by a code, not typed into a form.
        throw accessRefusals.not_allowed({ permission: 'email' });
      }
      await transaction(db, { actor: actorOf(principal), purpose: purposeOf(request) }, (tx) =>
        changeProfile(tx, principal.id, profile),
      );
      return reply.code(204).send(null);
    },
  );
}

function countRoute(app: App, { config, db }: House): void {
  app.get(
    '/api/accounts/sign-ups',
    {
      config: { access: 'customers.read' },
      schema: {
        operationId: 'countSignUps',
        tags: ['accounts'],
        summary: 'Registrations by source, place and clerk, this year against last',
        querystring: Type.Object({
          from: Type.Optional(PlainDate),
          until: Type.Optional(PlainDate),
        }),
        response: { 200: SignUpCounts, ...problems },
      },
    },
    (request) => {
      const { from, until } = request.query;
      return read(db, request, (tx) =>
        countSignUps(tx, { timeZone: config.timeZone, from, until }),
      );
    },
  );
}
