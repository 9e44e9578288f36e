// The edge of identity: the queue of suggestions, decisions, undo with its preview, policy and runs.
import { Type } from 'typebox';
import { customersRefusals } from '#customers';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { askRoutes } from './ask-routes.ts';
import { decidePairs } from './decide-pairs.ts';
import { identityPolicyChanged } from './events.ts';
import { askForRun } from './jobs.ts';
import {
  Decided,
  Decisions,
  IdentityState,
  PolicyShape,
  ReviewQuery,
  ReviewQueue,
  RunWanted,
  Undo,
  Undone,
  UndoPreviewShape,
} from './schemas.ts';
import { showQueue } from './show-queue.ts';
import { signRoutes } from './sign-routes.ts';
import { findPolicy, listModelRows, putPolicy } from './store.ts';
import { countPairs, pairOf } from './store-pairs.ts';
import { previewUndo, undoLink } from './undo-link.ts';

/** Roles that see profiles without giving a reason; the look is logged all the same. */
const trustedRoles: ReadonlySet<string> = new Set(['owner', 'manager']);
const runsShown = 10;

/** Routes under /api/identity. */
export function identityRoutes(app: App, house: House): void {
  queueRoute(app, house);
  decideRoute(app, house);
  undoRoutes(app, house);
  stateRoute(app, house);
  policyRoute(app, house);
  runRoute(app, house);
  signRoutes(app, house);
  askRoutes(app, house);
}

function queueRoute(app: App, { db }: House): void {
  app.get(
    '/api/identity/reviews',
    {
      config: { access: 'identity.read' },
      schema: {
        operationId: 'listIdentityReviews',
        tags: ['identity'],
        summary: 'Pairs of records that may be one person, most worth deciding first',
        querystring: ReviewQuery,
        response: { 200: ReviewQueue, ...problems },
      },
    },
    (request) => {
      const { principal } = request;
      const { after, limit = 20, state = 'open' } = request.query;
      const isUnmasked = principal.roles.some((role) => trustedRoles.has(role));
      const from = after === undefined ? undefined : parseCursor(after);
      // Not `read`: the look is logged. Not `write`: its idempotency would keep the profiles.
      return transaction(db, { actor: actorOf(principal) }, (tx) =>
        showQueue(tx, { state, after: from, limit, isUnmasked }),
      );
    },
  );
}

function parseCursor(after: string): { worth: number; a: string; b: string } {
  const [worth = '', a = '', b = ''] = after.split('~');
  if (worth === '' || !Number.isFinite(Number(worth))) {
    throw customersRefusals.cursor_wrong();
  }
  return { worth: Number(worth), a: parseId('record', a), b: parseId('record', b) };
}

function decideRoute(app: App, { db }: House): void {
  app.post(
    '/api/identity/reviews/decide',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'decideIdentityReviews',
        tags: ['identity'],
        summary: 'Say of suggested pairs: the same person, different people, or not sure',
        headers: IdempotencyHeaders,
        body: Decisions,
        response: { 200: Decided, ...problems },
      },
    },
    (request) => {
      const decisions = request.body.decisions.map(
        ({ recordIds: [one = '', other = ''], verdict }) => ({
          ...pairOf(parseId('record', one), parseId('record', other)),
          verdict,
        }),
      );
      return write(db, request, async (tx) => {
        await decidePairs(tx, decisions);
        return { decided: decisions.length };
      });
    },
  );
}

function undoRoutes(app: App, { db }: House): void {
  app.get(
    '/api/identity/links/:linkId/undo',
    {
      config: { access: 'identity.read' },
      schema: {
        operationId: 'previewIdentityUndo',
        tags: ['identity'],
        summary: 'What taking a link back would move; changes nothing',
        params: Type.Object({ linkId: Id('link') }),
        response: { 200: UndoPreviewShape, ...problems },
      },
    },
    (request) => {
      const id = parseId('link', request.params.linkId);
      return read(db, request, async (tx) => {
        const { isHeld, parts } = await previewUndo(tx, id);
        return {
          isHeld,
          parts: parts.map(({ customerId, recordIds }) => ({
            customerId: formatId('customer', customerId),
            recordIds: recordIds.map((each) => formatId('record', each)),
          })),
        };
      });
    },
  );

  app.post(
    '/api/identity/links/:linkId/undo',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'undoIdentityLink',
        tags: ['identity'],
        summary: 'Take a link back; each record returns to the customer it was',
        headers: IdempotencyHeaders,
        params: Type.Object({ linkId: Id('link') }),
        body: Undo,
        response: { 200: Undone, ...problems },
      },
    },
    (request) => {
      const { linkId } = request.params;
      return write(db, request, async (tx) => {
        await undoLink(tx, parseId('link', linkId), request.body);
        return { linkId };
      });
    },
  );
}

function stateRoute(app: App, { db }: House): void {
  app.get(
    '/api/identity',
    {
      config: { access: 'identity.read' },
      schema: {
        operationId: 'getIdentityState',
        tags: ['identity'],
        summary: 'The policy, pairs by state, and the last runs over the whole book',
        response: { 200: IdentityState, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const runs = await listModelRows(tx, runsShown);
        return {
          policy: await findPolicy(tx),
          counts: Object.fromEntries(await countPairs(tx)),
          runs: runs.map((row) => ({
            version: row.version,
            records: row.record_count,
            pairs: row.pair_count,
            seconds: row.duration_ms / 1000,
            learntAt: row.learnt_at.toString(),
            learntBy: row.learnt_by,
          })),
        };
      }),
  );
}

function policyRoute(app: App, { db }: House): void {
  app.put(
    '/api/identity/policy',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'changeIdentityPolicy',
        tags: ['identity'],
        summary: 'What is done with pairs of each strength; the whole book is judged anew by it',
        headers: IdempotencyHeaders,
        body: PolicyShape,
        response: { 200: PolicyShape, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await putPolicy(tx, request.body);
        await askForRun(tx);
        tx.emit(identityPolicyChanged.make('identity', request.body));
        return request.body;
      }),
  );
}

function runRoute(app: App, { db }: House): void {
  app.post(
    '/api/identity/runs',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'startIdentityRun',
        tags: ['identity'],
        summary: 'Match the whole book anew, in the background',
        headers: IdempotencyHeaders,
        response: { 202: RunWanted, ...problems },
      },
    },
    async (request, reply) => {
      const answer = await write(db, request, async (tx) => {
        await askForRun(tx);
        return { isWanted: true as const };
      });
      return reply.code(202).send(answer);
    },
  );
}
