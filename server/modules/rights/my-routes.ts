// What she herself asks: see everything, decide, correct, stop, delete. No answer is kept for a repetition: they hold
// what is hers.
import { Type } from 'typebox';
import { readProfile } from '#accounts';
import {
  changeConsents,
  changeProfile,
  customersRefusals,
  findOwnRecords,
  findRecords,
  listProvedContacts,
  type Profile,
} from '#customers';
import { houseDay } from '#kernel/clock';
import { type App, actorOf } from '#kernel/http';
import type { House } from '#kernel/module';
import type { Purpose } from '#kernel/purposes';
import { Nullable, problems } from '#kernel/schemas';
import { type Tx, transaction } from '#kernel/transaction';
import { agreeable, type DisclosureSource, findDecisions, listReceipts } from '#privacy';
import { rightsRefusals } from './errors.ts';
import { makePackage } from './package.ts';
import { eraseOwn } from './requests.ts';
import {
  ConsentWish,
  Correction,
  Erased,
  Mine,
  PackageShape,
  PurposeWord,
  ReceiptList,
  ReceiptShape,
  ResumeWish,
  Standing,
  StopWish,
} from './schemas.ts';
import { asDownload, sendReadable } from './send-package.ts';
import { showMine } from './show-mine.ts';
import { resumeUse, stopUse } from './stop-use.ts';

const tags = ['rights'];
const config = { access: 'customer', purpose: 'duty' } as const;
/** She sees, decides, corrects, stops and erases also while every use is stopped. */
const duty = { purpose: 'duty' } as const;
const packageMs = 10_000;
const Language = Type.Object({
  language: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')])),
});

/** Routes of a customer's own rights under /api/rights/me. */
export function myRoutes(app: App, house: House, sources: readonly DisclosureSource[]): void {
  lookRoutes(app, house, sources);
  decideRoutes(app, house);
  changeRoutes(app, house);
}

/** The account's record (uuid). Refuses with customers.erased. */
async function present(tx: Tx, recordId: string): Promise<string> {
  const record = (await findRecords(tx, [recordId])).get(recordId);
  if (record === undefined || record.isErased) {
    throw customersRefusals.erased();
  }
  return recordId;
}

function lookRoutes(app: App, { db }: House, sources: readonly DisclosureSource[]): void {
  app.get(
    '/api/rights/me',
    {
      config,
      schema: {
        operationId: 'getMyRights',
        tags,
        summary:
          'Her decisions, who looked at her data, who was given some, how far an erasure reaches',
        response: { 200: Mine, ...problems },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) =>
        showMine(tx, await present(tx, request.principal.id)),
      );
    },
  );

  const packageOf = (recordId: string, actor: string) =>
    transaction(db, { ...duty, actor, timeoutMs: packageMs }, async (tx) =>
      makePackage(tx, sources, await findOwnRecords(tx, await present(tx, recordId))),
    );

  app.get(
    '/api/rights/me/package',
    {
      config,
      schema: {
        operationId: 'getMyPackage',
        tags,
        summary: 'Everything that is known of her, for machines',
        response: { 200: PackageShape, ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const disclosed = await packageOf(principal.id, actorOf(principal));
      asDownload(reply, 'engawa-my-data.json');
      return { ...disclosed, records: [...disclosed.records], parts: plainParts(disclosed.parts) };
    },
  );

  app.get(
    '/api/rights/me/package.html',
    {
      config,
      schema: {
        operationId: 'readMyPackage',
        tags,
        summary: 'Everything that is known of her, to read',
        querystring: Language,
        response: { 200: Type.String(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const disclosed = await packageOf(principal.id, actorOf(principal));
      return sendReadable(request, reply, disclosed, request.query.language);
    },
  );
}

/** The parts as the serialiser wants them: arrays it may write to. */
export function plainParts(parts: Awaited<ReturnType<typeof makePackage>>['parts']) {
  return parts.map((part) => ({ ...part, columns: { ...part.columns }, rows: [...part.rows] }));
}

function decideRoutes(app: App, { db, config: settings }: House): void {
  app.get(
    '/api/rights/me/receipts',
    {
      config,
      schema: {
        operationId: 'listMyReceipts',
        tags,
        summary: 'Every decision she made, with its signed receipt (ISO/IEC TS 27560)',
        response: { 200: ReceiptList, ...problems },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) => {
        const own = await findOwnRecords(tx, await present(tx, request.principal.id));
        return { receipts: await listReceipts(tx, own, settings.mailFrom) };
      });
    },
  );

  app.put(
    '/api/rights/me/consents/:purpose',
    {
      config,
      schema: {
        operationId: 'decideMyConsent',
        tags,
        summary: 'Agree to a purpose, or take it back; the receipt is the answer',
        params: Type.Object({ purpose: PurposeWord }),
        body: ConsentWish,
        response: { 200: ReceiptShape, ...problems },
      },
    },
    (request) => {
      const { decision, language = 'ja' } = request.body;
      const purpose = String(request.params.purpose) as Purpose;
      if (purpose === 'service') {
        // A receipt that says otherwise would be untrue.
        throw rightsRefusals.service_stays();
      }
      return transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) => {
        const id = await present(tx, request.principal.id);
        const own = await findOwnRecords(tx, id);
        const said = decision === 'withdrawn' ? own : await whoAgrees(tx, id, own, purpose);
        await decide(tx, said, [purpose], decision, language);
        const receipts = await listReceipts(tx, [id], settings.mailFrom);
        const receipt = receipts.find((each) => each.purpose === purpose);
        if (receipt === undefined) {
          throw customersRefusals.erased();
        }
        return receipt;
      });
    },
  );

  app.post(
    '/api/rights/me/stop',
    {
      config,
      schema: {
        operationId: 'stopUseOfMyData',
        tags,
        summary:
          'Stop every use she agreed to; with scope all, every use but what contract and law demand',
        body: Nullable(StopWish),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { scope, language = 'ja' } = request.body ?? {};
      await transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) => {
        const own = await findOwnRecords(tx, await present(tx, request.principal.id));
        if (scope === 'all') {
          await stopUse(tx, own, { channel: 'web', language });
        } else {
          await decide(tx, own, agreeable, 'withdrawn', language);
        }
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rights/me/resume',
    {
      config,
      schema: {
        operationId: 'resumeUseOfMyData',
        tags,
        summary: 'Lift the stop of every use; what she agreed to before counts again',
        body: Nullable(ResumeWish),
        response: { 200: Standing, ...problems },
      },
    },
    (request) => {
      const { language = 'ja' } = request.body ?? {};
      return transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) => {
        const id = await present(tx, request.principal.id);
        await resumeUse(tx, await findOwnRecords(tx, id), { channel: 'web', language });
        const record = (await findRecords(tx, [id])).get(id);
        return { stoppedAt: record?.stoppedAt?.toString() ?? null };
      });
    },
  );
}

/**
 * Taking back is said of every record of hers. Agreeing is one record's word, and that of those that had taken it back:
 * the stricter wins among them, so one that was left would keep the purpose shut for good.
 */
async function whoAgrees(
  tx: Tx,
  id: string,
  own: readonly string[],
  purpose: Purpose,
): Promise<string[]> {
  const decisions = await findDecisions(tx, own);
  return own.filter((each) => each === id || decisions.get(each)?.get(purpose) === 'withdrawn');
}

async function decide(
  tx: Tx,
  recordIds: readonly string[],
  of: readonly Purpose[],
  decision: 'given' | 'withdrawn',
  language: 'ja' | 'en',
): Promise<void> {
  await changeConsents(
    tx,
    recordIds.flatMap((recordId) =>
      of.map((purpose) => ({ recordId, purpose, decision, language, channel: 'web' })),
    ),
  );
}

/**
 * An address in her profile finds her, joins records and gets mail: she gives none that she has not proved to be hers,
 * else she could give somebody else's. Taking one away is free. Refuses with rights.address_unproved.
 */
async function refuseUnproved(tx: Tx, recordId: string, email: string | undefined): Promise<void> {
  const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  if (email === undefined || fold(email) === '') {
    return;
  }
  const proved = await listProvedContacts(tx, recordId);
  if (!proved.some(({ kind, value }) => kind === 'email' && fold(value) === fold(email))) {
    throw rightsRefusals.address_unproved();
  }
}

/** Read as the form of her account reads it. */
function readCorrection(told: Correction, today: Temporal.PlainDate): Profile {
  const { mobilePhone, gender, ...form } = told;
  const { phone: mobile = '' } = readProfile({ phone: mobilePhone ?? '' }, today);
  return {
    ...readProfile(form, today),
    ...(mobilePhone === undefined ? {} : { mobilePhone: mobile }),
    ...(gender === undefined ? {} : { gender }),
  };
}

function changeRoutes(app: App, { db }: House): void {
  app.patch(
    '/api/rights/me/profile',
    {
      config,
      schema: {
        operationId: 'correctMyProfile',
        tags,
        summary: 'Correct what is wrong; an empty text takes a field away',
        body: Correction,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await transaction(db, { ...duty, actor: actorOf(request.principal) }, async (tx) => {
        const id = await present(tx, request.principal.id);
        await refuseUnproved(tx, id, request.body.email);
        await changeProfile(tx, id, readCorrection(request.body, houseDay(tx)));
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rights/me/erasure',
    {
      config,
      schema: {
        operationId: 'eraseMyData',
        tags,
        summary:
          'Delete everything of hers for good; what is only probably hers, people look at first',
        body: Type.Object({ isSure: Type.Literal(true) }, { additionalProperties: false }),
        response: { 200: Erased, ...problems },
      },
    },
    (request) =>
      transaction(
        db,
        { ...duty, actor: actorOf(request.principal), timeoutMs: packageMs },
        async (tx) => eraseOwn(tx, await present(tx, request.principal.id)),
      ),
  );
}
