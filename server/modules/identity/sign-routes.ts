// Signs that join nobody: staff's block list, and the links that were refused for whatever reason.
import { blockIdentifier, listRefusedLinks, unblockIdentifier } from '#customers';
import { type App, read, write } from '#kernel/http';
import { formatId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import { Block, Blocked, RefusedLinks } from './schemas.ts';

const refusalsShown = 200;

export function signRoutes(app: App, house: House): void {
  blockRoute(app, house);
  refusedRoute(app, house);
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
        await (isBlocked ? blockIdentifier(tx, sign) : unblockIdentifier(tx, sign));
        return { kind, isBlocked };
      });
    },
  );
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
          refusedAt: each.refusedAt.toString(),
        })),
      })),
  );
}
