// Her rights through headquarters and the counter: what is known of her uses, looks and transfers; a correction, a stop and
// its end that she asks staff for. Each names its reason and stands in the book of looks, which she reads.
import { Type } from 'typebox';
import { readProfile } from '#accounts';
import { changeConsents, changeProfile, customersRefusals, findRecords } from '#customers';
import { houseDay } from '#kernel/clock';
import { type App, lookAt, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { agreeable, logAccess, logOpenPage } from '#privacy';
import { rightsRefusals } from './errors.ts';
import { rightsCorrected, rightsResumed, rightsStopped } from './events.ts';
import { findReach } from './find-reach.ts';
import { CorrectionByStaff, Mine, ResumeByStaff, Standing, StopByStaff } from './schemas.ts';
import { showRights } from './show-mine.ts';
import { resumeUse } from './stop-use.ts';

const tags = ['rights'];
const params = Type.Object({ recordId: Id('record') });
const headers = IdempotencyHeaders;

/** Routes of one person's rights under /api/rights/records. */
export function herRoutes(app: App, house: House): void {
  lookRoute(app, house);
  correctRoute(app, house);
  stopRoute(app, house);
  resumeRoute(app, house);
}

/** The record (uuid), not erased. Refuses with customers.erased. */
async function living(tx: Tx, typed: string): Promise<string> {
  const recordId = parseId('record', typed);
  const record = (await findRecords(tx, [recordId])).get(recordId);
  if (record === undefined || record.isErased) {
    throw customersRefusals.erased();
  }
  return recordId;
}

function lookRoute(app: App, { db }: House): void {
  app.get(
    '/api/rights/records/:recordId',
    {
      config: { access: 'rights.read', purpose: 'duty' },
      schema: {
        operationId: 'getHerRights',
        tags,
        summary: 'Her decisions, who looked at her data, to whom it was given; no profile',
        params,
        response: { 200: Mine, ...problems },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      return lookAt(db, request, async (tx) => {
        const recordId = await living(tx, request.params.recordId);
        const { certain } = await findReach(tx, recordId);
        await logOpenPage(tx, certain, 'rights.look');
        return showRights(tx, recordId, certain);
      });
    },
  );
}

function correctRoute(app: App, { db }: House): void {
  app.patch(
    '/api/rights/records/:recordId/profile',
    {
      config: { access: 'customers.write', purpose: 'duty' },
      schema: {
        operationId: 'correctHerProfile',
        tags,
        summary:
          'Correct what she says is wrong, with the reason; an empty text takes a field away',
        params,
        headers,
        body: CorrectionByStaff,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { reason, changes } = request.body;
      await write(db, request, async (tx) => {
        const profile = readProfile(changes, houseDay(tx));
        const recordId = await living(tx, request.params.recordId);
        await changeProfile(tx, recordId, profile);
        await logAccess(tx, [recordId], { reason, what: 'rights.correction' });
        const data = { recordId: request.params.recordId, fields: Object.keys(profile), reason };
        tx.emit(rightsCorrected.make(data.recordId, data, { recordId }));
        return null;
      });
      return reply.code(204).send(null);
    },
  );
}

function stopRoute(app: App, { db }: House): void {
  app.post(
    '/api/rights/records/:recordId/stop',
    {
      config: { access: 'customers.write', purpose: 'duty' },
      schema: {
        operationId: 'stopUseOfHerData',
        tags,
        summary:
          'She asks staff to stop what she agreed to, or some of it, or (scope all) every use but what contract and law demand, of all her records; it acts at once',
        params,
        headers,
        body: StopByStaff,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { reason, scope, purposes: wanted = agreeable } = request.body;
      const stopped =
        scope === 'all'
          ? (['service'] as const)
          : agreeable.filter((each) => wanted.map(String).includes(each));
      if (stopped.length === 0) {
        throw rightsRefusals.service_stays();
      }
      await write(db, request, async (tx) => {
        const recordId = await living(tx, request.params.recordId);
        const { certain } = await findReach(tx, recordId);
        await changeConsents(
          tx,
          certain.flatMap((id) =>
            stopped.map((purpose) => ({
              recordId: id,
              purpose,
              decision: 'withdrawn' as const,
              channel: 'staff',
            })),
          ),
        );
        await logAccess(tx, certain, { reason, what: 'rights.stop' });
        const data = { recordId: request.params.recordId, purposes: [...stopped], reason };
        tx.emit(rightsStopped.make(data.recordId, data, { recordId }));
        return null;
      });
      return reply.code(204).send(null);
    },
  );
}

function resumeRoute(app: App, { db }: House): void {
  app.post(
    '/api/rights/records/:recordId/resume',
    {
      config: { access: 'customers.write', purpose: 'duty' },
      schema: {
        operationId: 'resumeUseOfHerData',
        tags,
        summary: 'She asks staff to lift the stop of every use; what she agreed to counts again',
        params,
        headers,
        body: ResumeByStaff,
        response: { 200: Standing, ...problems },
      },
    },
    (request) => {
      const { reason } = request.body;
      return write(db, request, async (tx) => {
        const recordId = await living(tx, request.params.recordId);
        const { certain } = await findReach(tx, recordId);
        await resumeUse(tx, certain, { channel: 'staff', language: 'ja' });
        await logAccess(tx, certain, { reason, what: 'rights.resume' });
        const data = { recordId: request.params.recordId, reason };
        tx.emit(rightsResumed.make(data.recordId, data, { recordId }));
        const record = (await findRecords(tx, [recordId])).get(recordId);
        return { stoppedAt: record?.stoppedAt?.toString() ?? null };
      });
    },
  );
}
