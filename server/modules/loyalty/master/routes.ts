// How far an outside points master has followed, for headquarters; and asking it again after it refused.
import { Type } from 'typebox';
import { findCustomersOfRecords } from '#customers';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId, tryParseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, Instant, Nullable, problems, Text } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from '../errors.ts';
import { findPointMaster } from './point-master.ts';
import { listUnsettledMasterRows, retryMasterRow, sumMasterRows } from './store.ts';
import { jobOf, tellMasterJob } from './tell-master.ts';

const Unsettled = Type.Object({
  subjectId: Type.String({ description: 'What the master is asked about: an order or a posting.' }),
  orderId: Nullable(Id('order')),
  customerId: Nullable(Id('customer')),
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
  told: Type.Integer({
    description: 'Orders, and points beside them, about which it stands as this house does.',
  }),
  waiting: Type.Integer({ description: 'What is still to be told.' }),
  late: Type.Integer({ description: 'Of these, asked more than once without an answer.' }),
  refused: Type.Integer(),
  unsettled: Type.Array(Unsettled),
});

async function tellState(tx: Tx) {
  const [sums, rows] = [await sumMasterRows(tx), await listUnsettledMasterRows(tx)];
  const customers = await findCustomersOfRecords(
    tx,
    rows.map((row) => row.record_id),
  );
  const customerOf = (recordId: string) => {
    const customerId = customers.get(recordId);
    return customerId === undefined ? null : formatId('customer', customerId);
  };
  return {
    isOn: findPointMaster(tx.database) !== undefined,
    ...sums,
    unsettled: rows.map((row) => ({
      subjectId: formatId(row.kind, row.subject_id),
      orderId: row.kind === 'order' ? formatId('order', row.subject_id) : null,
      customerId: customerOf(row.record_id),
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
    '/api/loyalty/master/:subjectId/retry',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'retryPointMaster',
        tags,
        summary: 'Ask the points master again about something that it refused',
        params: Type.Object({ subjectId: Text(40) }),
        headers: IdempotencyHeaders,
        response: { 200: State, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const text = request.params.subjectId;
        const subjectId = tryParseId('posting', text) ?? parseId('order', text);
        if ((await retryMasterRow(tx, subjectId)) === undefined) {
          throw loyaltyRefusals.not_refused();
        }
        const { payload, key } = jobOf(subjectId);
        await enqueue(tx, tellMasterJob, payload, { key });
        return tellState(tx);
      }),
  );
}
