// How far an outside points master has followed, for headquarters; and asking it again after it refused.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, Instant, Nullable, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from '../errors.ts';
import { findPointMaster } from './point-master.ts';
import { listUnsettledMasterOrders, retryMasterOrder, sumMasterOrders } from './store.ts';
import { tellMasterJob } from './tell-master.ts';

const Unsettled = Type.Object({
  orderId: Id('order'),
  wanted: Type.String({ description: 'held, settled or released' }),
  spent: Type.Integer(),
  earned: Type.Integer(),
  isRefused: Type.Boolean({ description: 'Otherwise there is no answer yet.' }),
  reason: Nullable(Type.String()),
  attempts: Type.Integer(),
  changedAt: Instant,
});

const State = Type.Object({
  isOn: Type.Boolean(),
  told: Type.Integer({ description: 'Orders about which it stands as this house does.' }),
  waiting: Type.Integer({ description: 'Orders that are still to be told.' }),
  late: Type.Integer({ description: 'Of these, asked more than once without an answer.' }),
  refused: Type.Integer(),
  orders: Type.Array(Unsettled),
});

async function tellState(tx: Tx) {
  const [sums, rows] = [await sumMasterOrders(tx), await listUnsettledMasterOrders(tx)];
  return {
    isOn: findPointMaster(tx.database) !== undefined,
    ...sums,
    orders: rows.map((row) => ({
      orderId: formatId('order', row.order_id),
      wanted: row.wanted,
      spent: row.spent,
      earned: row.earned,
      isRefused: row.told === 'refused' && row.told_version === row.version,
      reason: row.reason,
      attempts: row.attempts,
      changedAt: row.changed_at.toString(),
    })),
  };
}

/** Routes under /api/loyalty/master. */
export function masterRoutes(app: App, { db }: House): void {
  const tags = ['loyalty'];
  app.get(
    '/api/loyalty/master',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'getPointMaster',
        tags,
        summary: 'How far an outside points master has followed, and what it refused',
        response: { 200: State, ...problems },
      },
    },
    (request) => read(db, request, tellState),
  );
  app.post(
    '/api/loyalty/master/:orderId/retry',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'retryPointMaster',
        tags,
        summary: 'Ask the points master again about an order that it refused',
        params: Type.Object({ orderId: Id('order') }),
        headers: IdempotencyHeaders,
        response: { 200: State, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const orderId = parseId('order', request.params.orderId);
        if ((await retryMasterOrder(tx, orderId)) === undefined) {
          throw loyaltyRefusals.not_refused();
        }
        await enqueue(tx, tellMasterJob, { orderId }, { key: `loyalty.tell_master:${orderId}` });
        return tellState(tx);
      }),
  );
}
