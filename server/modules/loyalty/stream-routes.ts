// That what a customer has is another now, live: for her phone, the till and the tablet that look at it. What is told is
// that and when; how much it is they ask, as they did before.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { findOwnRecords } from '#customers';
import { type App, lookAt, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { streamLog } from '#kernel/realtime';
import { Id } from '#kernel/schemas';
import { logOpenPage } from '#privacy';
import { recordsOf } from './find-records.ts';

const tags = ['loyalty'];
const changes: ReadonlySet<string> = new Set([
  'ledger.posted',
  'ledger.overdrawn',
  'loyalty.reward_taken',
  'offers.coupon_issued',
  'offers.coupon_claimed',
]);

export function streamRoutes(app: App, { db, log }: House): void {
  const follow = (request: FastifyRequest, reply: FastifyReply, recordIds: readonly string[]) => {
    const own = new Set(recordIds.map((id) => formatId('record', id)));
    streamLog(log, request, reply, {
      types: changes,
      wants: ({ recordid }) => recordid !== null && own.has(recordid),
      tell: ({ type, time }) => ({ type, time }),
    });
    return reply;
  };
  app.get(
    '/api/loyalty/me/stream',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'streamMyValue',
        tags,
        summary: 'That her points, stamps or coupons have changed, as server-sent events',
      },
    },
    async (request, reply) =>
      follow(
        request,
        reply,
        await read(db, request, (tx) => findOwnRecords(tx, request.principal.id)),
      ),
  );
  app.get(
    '/api/loyalty/customers/:recordId/stream',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'streamCustomerValue',
        tags,
        summary: 'That what a customer has has changed, as server-sent events',
        params: Type.Object({ recordId: Id('record') }),
      },
    },
    async (request, reply) => {
      const id = parseId('record', request.params.recordId);
      const recordIds = await lookAt(db, request, async (tx) => {
        const hers = await recordsOf(tx, id);
        await logOpenPage(tx, hers, 'loyalty.value');
        return hers;
      });
      return follow(request, reply, recordIds);
    },
  );
}
