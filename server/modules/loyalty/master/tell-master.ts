// Points of orders at an outside master: held at the order, settled at the hand-over, given back by a cancellation.
// Listeners write down how each order should stand there, in the house's own transactions; jobs call, outside of any, and
// repeat until there is an answer. So nothing is lost when the master is silent, and nothing is doubled when it was not.
import { holdCustomer } from '#customers';
import { performOne } from '#kernel/batch';
import type { Database } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { formatId, newId, tryParseId } from '#kernel/ids';
import { enqueueMany, type Job } from '#kernel/jobs';
import { type Tx, transaction } from '#kernel/transaction';
import { balancesOf, listStatement, post, sumByReference } from '#ledger';
import { changeState, findPolicy, findStandingOrders, type StandingOrder } from '#orders';
import { findPaymentsOfOrders } from '#payments';
import { pointUnit } from '../settle-orders.ts';
import { findRules } from '../store-settings.ts';
import { findPointMaster, type MasterAnswer, type MasterState } from './point-master.ts';
import {
  askMasterAgain,
  claimMasterOrder,
  isMasterBusy,
  listDueMasterOrders,
  lockMasterOrders,
  type MasterOrderRow,
  type MasterWish,
  recordMasterAnswer,
  wishOfMaster,
} from './store.ts';

const actor = 'job:loyalty.master';
const gone: ReadonlySet<string> = new Set(['shipped', 'handed_over', 'completed', 'returned']);
const over: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'expired']);

/** Calls for one order until the master stands as the house wants, or has to be awaited. */
export const tellMasterJob: Job<{ readonly orderId: string }> = {
  name: 'loyalty.tell_master',
  run: (db, { orderId }) => tellMaster(db, orderId),
};

/** The safety net: whatever is due and was lost is told within a minute. */
export const tellMasterAgainJob: Job<Record<string, never>> = {
  name: 'loyalty.tell_master_again',
  cron: '* * * * *',
  run: async (db) => {
    for (const id of await transaction(db, { actor }, listDueMasterOrders)) {
      await tellMaster(db, id);
    }
  },
};

/** Writes down how these orders (uuid) should stand at the master. Repeatable; nothing where there is none. */
export async function wishForOrders(tx: Tx, orderIds: readonly string[]): Promise<void> {
  if (findPointMaster(tx.database) === undefined) {
    return;
  }
  const orders = [...(await findStandingOrders(tx, [...new Set(orderIds)])).values()];
  const known = await lockMasterOrders(
    tx,
    orders.map(({ id }) => id),
  );
  const wishes: MasterWish[] = [];
  for (const order of orders) {
    const wish = await wishOf(tx, order);
    const row = known.get(order.id);
    const isNew = row === undefined && wish !== undefined && wish.spent + wish.earned > 0;
    if (wish !== undefined && (isNew || (row !== undefined && isOther(row, wish)))) {
      wishes.push(wish);
    }
  }
  if (wishes.length > 0) {
    await wishOfMaster(tx, wishes);
    await enqueueMany(tx, tellMasterJob, wishes.map(jobOf));
  }
}

const jobOf = ({ order_id: orderId }: Pick<MasterWish, 'order_id'>) => ({
  payload: { orderId },
  key: `loyalty.tell_master:${orderId}`,
});

function isOther(row: MasterOrderRow, wish: MasterWish): boolean {
  return row.wanted !== wish.wanted || row.spent !== wish.spent || row.earned !== wish.earned;
}

async function wishOf(tx: Tx, order: StandingOrder): Promise<MasterWish | undefined> {
  const { id, record_id: recordId, state } = order;
  if (recordId === null) {
    return undefined;
  }
  const common = { order_id: id, record_id: recordId };
  if (over.has(state)) {
    return { ...common, wanted: 'released', spent: 0, earned: 0 };
  }
  const reference = formatId('order', id);
  const references = [
    reference,
    ...(await findRules(tx)).map(({ code }) => `${reference}:${code}`),
  ];
  const sums = [...(await sumByReference(tx, references, pointUnit)).values()];
  const spent = sums.reduce((sum, each) => sum + each.spent, 0) + (await keptOf(tx, id));
  const wanted: MasterState = gone.has(state) ? 'settled' : 'held';
  const earned = sums.reduce((sum, each) => sum + each.earned, 0);
  // What is pending is told once the goods have gone.
  return { ...common, wanted, spent, earned: wanted === 'settled' ? Math.max(0, earned) : 0 };
}

/** Points that are kept while somebody else has still to agree to another part of the order. */
async function keptOf(tx: Tx, orderId: string): Promise<number> {
  const rows = await findPaymentsOfOrders(tx, [orderId]);
  const keptMinor = rows
    .filter(({ method, state }) => method === 'points' && state === 'authorised')
    .reduce((sum, row) => sum + row.amount_minor, 0);
  return keptMinor === 0 ? 0 : Math.ceil(keptMinor / (await findPolicy(tx)).pointValueMinor);
}

const stepsMax = 4;

async function tellMaster(db: Database, orderId: string): Promise<void> {
  const master = findPointMaster(db);
  for (let steps = 0; master !== undefined && steps < stepsMax; steps += 1) {
    const row = await transaction(db, { actor }, (tx) =>
      claimMasterOrder(tx, orderId, tx.now.add({ seconds: 90 })),
    );
    if (row === undefined) {
      return;
    }
    const answer = await master
      .tell({
        orderId: formatId('order', row.order_id),
        memberId: formatId('record', row.record_id),
        version: row.version,
        state: row.wanted,
        spent: row.spent,
        earned: row.earned,
      })
      .catch((error: unknown) => {
        db.log.warn({ orderId, error: String(error) }, 'the points master did not answer');
        return undefined;
      });
    if (answer === undefined) {
      const waitS = Math.min(3600, 5 * 2 ** Math.min(10, row.attempts));
      await transaction(db, { actor }, (tx) =>
        askMasterAgain(tx, orderId, tx.now.add({ seconds: waitS })),
      );
      return;
    }
    await transaction(db, { actor }, (tx) => recordAnswer(tx, row, answer));
  }
}

async function recordAnswer(tx: Tx, row: MasterOrderRow, answer: MasterAnswer): Promise<void> {
  if (answer.state !== 'refused') {
    const recorded = await recordMasterAnswer(tx, row, answer.state, null);
    if (recorded !== undefined && answer.balance !== undefined) {
      await followBalance(tx, row, answer.balance);
    }
    return;
  }
  const recorded = await recordMasterAnswer(tx, row, 'refused', answer.reason);
  if (recorded?.version !== row.version || row.wanted !== 'held') {
    return;
  }
  // A promise that cannot be kept: the order comes to nothing and gives everything back. Where it has gone further
  // meanwhile, people settle it.
  try {
    await changeState(tx, row.order_id, 'cancelled', 'points_refused');
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
  }
}

const freshFor = { minutes: 10 } as const;

/** Whether an order of just now moved her points and nothing was written down for the master yet. */
async function isFresh(tx: Tx, recordIds: readonly string[]): Promise<boolean> {
  const since = tx.now.subtract(freshFor);
  const lines = await listStatement(tx, recordIds, null, 50);
  const orderIds = lines
    .filter((line) => Temporal.Instant.compare(line.occurred_at, since) >= 0)
    .flatMap((line) => tryParseId('order', line.reference.split(':')[0] ?? '') ?? []);
  const known = await lockMasterOrders(tx, [...new Set(orderIds)]);
  return orderIds.some((id) => !known.has(id));
}

/** What she gained or spent elsewhere: posted here once everything of hers that this house knows has been told. */
async function followBalance(tx: Tx, row: MasterOrderRow, balance: number): Promise<void> {
  const recordIds = await holdCustomer(tx, row.record_id);
  const isBusy = (await isMasterBusy(tx, recordIds)) || (await isFresh(tx, recordIds));
  if (recordIds.length === 0 || isBusy) {
    return;
  }
  const here = (await balancesOf(tx, recordIds))
    .filter(({ unit }) => unit === pointUnit)
    .reduce((sum, each) => sum + each.available + each.reserved + each.overdraft, 0);
  const amount = balance - here;
  if (amount === 0) {
    return;
  }
  const journal = {
    account: { ownerKind: 'record', ownerId: row.record_id, unit: pointUnit },
    reference: `master:${newId()}`,
    reason: 'points_master',
  } as const;
  await performOne(
    tx,
    post,
    amount > 0
      ? { ...journal, kind: 'adjust_up', amount, expiresAt: null }
      : { ...journal, kind: 'adjust_down', amount: -amount, policy: 'offline' },
  );
}
