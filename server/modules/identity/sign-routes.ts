// Signs at the edge: how many records may share one, what is nobody's own, and the links that were refused and why.
import {
  blockIdentifier,
  changeCap,
  findCaps,
  listBlocked,
  listRefusedLinks,
  refusalWords,
  releaseBlocked,
  unblockIdentifier,
} from '#customers';
import { type App, read, write } from '#kernel/http';
import { formatId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { identitySignsChanged } from './events.ts';
import { askForRun } from './jobs.ts';
import { Block, Blocked, Cap, RefusedLinks, Release, SignRules } from './schemas.ts';
import { scoreRecords } from './score-records.ts';

const refusalsShown = 200;
const blockedShown = 500;
/** More than these are judged by a run over the book, in the background. */
const judgedAtOnce = 50;
const kinds = ['email', 'phone', 'line', 'member', 'card', 'device'] as const;

export function signRoutes(app: App, house: House): void {
  rulesRoute(app, house);
  capRoute(app, house);
  blockRoute(app, house);
  releaseRoute(app, house);
  refusedRoute(app, house);
}

function rulesRoute(app: App, { db }: House): void {
  app.get(
    '/api/identity/signs',
    {
      config: { access: 'identity.read' },
      schema: {
        operationId: 'getIdentitySigns',
        tags: ['identity'],
        summary: 'How many records may share a sign of each kind, and the block list',
        response: { 200: SignRules, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const caps = await findCaps(tx);
        const blocked = await listBlocked(tx, blockedShown);
        return {
          caps: kinds.map((kind) => ({ kind, most: caps[kind] })),
          blocked: blocked.map(({ recordIds, ...each }) => ({
            ...each,
            recordIds: recordIds.map((id) => formatId('record', id)),
            blockedAt: each.blockedAt.toString(),
          })),
        };
      }),
  );
}

function capRoute(app: App, { db }: House): void {
  app.put(
    '/api/identity/caps',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'changeIdentityCap',
        tags: ['identity'],
        summary: 'Change how many records may share a sign of a kind; standing links follow',
        headers: IdempotencyHeaders,
        body: Cap,
        response: { 200: Cap, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { kind, most } = request.body;
        await changeCap(tx, kind, most);
        tx.emit(identitySignsChanged.make('identity', { kind, change: 'cap' }));
        return { kind, most };
      }),
  );
}

function blockRoute(app: App, { db }: House): void {
  app.post(
    '/api/identity/blocks',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'blockIdentitySign',
        tags: ['identity'],
        summary: 'Say that an address, number, card or device is nobody’s own, or let it go again',
        headers: IdempotencyHeaders,
        body: Block,
        response: { 200: Blocked, ...problems },
      },
    },
    (request) => {
      const { kind, value, issuer, isBlocked } = request.body;
      const sign = { kind, value, ...(issuer === undefined ? {} : { issuer }) };
      return write(db, request, async (tx) => {
        const concerned = await (isBlocked
          ? blockIdentifier(tx, sign)
          : unblockIdentifier(tx, sign));
        await judgeAnew(tx, concerned);
        const change = isBlocked ? ('blocked' as const) : ('released' as const);
        tx.emit(identitySignsChanged.make('identity', { kind, change }));
        return { kind, isBlocked };
      });
    },
  );
}

function releaseRoute(app: App, { db }: House): void {
  app.post(
    '/api/identity/blocks/release',
    {
      config: { access: 'identity.write' },
      schema: {
        operationId: 'releaseIdentitySign',
        tags: ['identity'],
        summary: 'Take a sign off the block list; it joins people again unless too many share it',
        headers: IdempotencyHeaders,
        body: Release,
        response: { 200: Release, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { id } = request.body;
        await releaseBlocked(tx, id);
        await askForRun(tx);
        const kind = id.split('.')[0] ?? '';
        tx.emit(identitySignsChanged.make('identity', { kind, change: 'released' }));
        return { id };
      }),
  );
}

/** What a score has made of a shared address or telephone is judged without it. */
async function judgeAnew(tx: Tx, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length > judgedAtOnce) {
    await askForRun(tx);
  } else if (recordIds.length > 0) {
    await scoreRecords(tx, recordIds);
  }
}

function refusedRoute(app: App, { db }: House): void {
  app.get(
    '/api/identity/refused-links',
    {
      config: { access: 'identity.read' },
      schema: {
        operationId: 'listRefusedIdentityLinks',
        tags: ['identity'],
        summary: 'Links that a sign asked for and did not get, and why; newest first',
        response: { 200: RefusedLinks, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        refused: (await listRefusedLinks(tx, refusalsShown)).map((each) => ({
          ...each,
          recordId: formatId('record', each.recordId),
          customerId: formatId('customer', each.customerId),
          why: refusalWords[each.reason],
          refusedAt: each.refusedAt.toString(),
        })),
      })),
  );
}
