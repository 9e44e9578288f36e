// Points at an outside master: of an order held with it, settled at the hand-over, given back by a cancellation; beside
// orders settled at once. Listeners write down how each order and each such posting should stand there, in the house's own transactions; jobs call, outside of any, and
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
import {
  isBesideOrders,
  isOther,
  ownReference,
  type PostingBeside,
  wishesBeside,
} from './beside-orders.ts';
import { findPointMaster, type MasterAnswer, type MasterState } from './point-master.ts';
import {
  askMasterAgain,
  claimMasterRow,
  isMasterBusy,
  listDueMasterRows,
  lockMasterRows,
  type MasterRow,
  type MasterWish,
  recordMasterAnswer,
  wishOfMaster,
} from './store.ts';

const actor = 'job:loyalty.master';
const gone: ReadonlySet<string> = new Set(['shipped', 'handed_over', 'completed', 'returned']);
const over: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'expired']);

/** Calls for one order or posting until the master stands as the house wants, or has to be awaited. */
export const tellMasterJob: Job<{ readonly subjectId: string }> = {
  name: 'loyalty.tell_master',
  run: (db, { subjectId }) => tellMaster(db, subjectId),
};

/** The safety net: whatever is due and was lost is told within a minute. */
export const tellMasterAgainJob: Job<Record<string, never>> = {
  name: 'loyalty.tell_master_again',
  cron: '* * * * *',
  run: async (db) => {
    for (const id of await transaction(db, { actor }, listDueMasterRows)) {
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
  const known = await lockKnown(
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
  await write(tx, wishes);
}

/** The same for what was posted beside orders. */
export async function wishForPostings(tx: Tx, postings: readonly PostingBeside[]): Promise<void> {
  if (findPointMaster(tx.database) !== undefined) {
    await write(tx, await wishesBeside(tx, postings, pointUnit));
  }
}

async function write(tx: Tx, wishes: readonly MasterWish[]): Promise<void> {
  if (wishes.length > 0) {
    await wishOfMaster(tx, wishes);
    await enqueueMany(
      tx,
      tellMasterJob,
      wishes.map(({ subject_id: subjectId }) => jobOf(subjectId)),
    );
  }
}

/** What asks the master about a subject (uuid). */
export const jobOf = (subjectId: string) => ({
  payload: { subjectId },
  key: `loyalty.tell_master:${subjectId}`,
});

/** What is written down of orders (uuid), locked. */
async function lockKnown(tx: Tx, orderIds: readonly string[]): Promise<Map<string, MasterRow>> {
  const rows = await lockMasterRows(
    tx,
    orderIds.map((id) => formatId('order', id)),
  );
  return new Map(rows.map((row) => [row.subject_id, row]));
}

async function wishOf(tx: Tx, order: StandingOrder): Promise<MasterWish | undefined> {
  const { id, record_id: recordId, state } = order;
  if (recordId === null) {
    return undefined;
  }
  const reference = formatId('order', id);
  const common = { subject_id: id, kind: 'order', reference, record_id: recordId } as const;
  if (over.has(state)) {
    return { ...common, wanted: 'released', spent: 0, earned: 0 };
  }
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

async function tellMaster(db: Database, subjectId: string): Promise<void> {
  const master = findPointMaster(db);
  for (let steps = 0; master !== undefined && steps < stepsMax; steps += 1) {
    const row = await transaction(db, { actor }, (tx) =>
      claimMasterRow(tx, subjectId, tx.now.add({ seconds: 90 })),
    );
    if (row === undefined) {
      return;
    }
    const answer = await master
      .tell({
        kind: row.kind,
        subjectId: formatId(row.kind, row.subject_id),
        memberId: formatId('record', row.record_id),
        version: row.version,
        state: row.wanted,
        spent: row.spent,
        earned: row.earned,
      })
      .catch((error: unknown) => {
        db.log.warn({ subjectId, error: String(error) }, 'the points master did not answer');
        return undefined;
      });
    if (answer === undefined) {
      const waitS = Math.min(3600, 5 * 2 ** Math.min(10, row.attempts));
      await transaction(db, { actor }, (tx) =>
        askMasterAgain(tx, subjectId, tx.now.add({ seconds: waitS })),
      );
      return;
    }
    await transaction(db, { actor }, (tx) => recordAnswer(tx, row, answer));
  }
}

async function recordAnswer(tx: Tx, row: MasterRow, answer: MasterAnswer): Promise<void> {
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
    await changeState(tx, row.subject_id, 'cancelled', 'points_refused');
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
  }
}

const freshFor = { minutes: 10 } as const;

/** Whether something of just now moved her points and was not written down for the master yet. */
async function isFresh(tx: Tx, recordIds: readonly string[]): Promise<boolean> {
  const since = tx.now.subtract(freshFor);
  const lines = (await listStatement(tx, recordIds, null, 50)).filter(
    (line) => line.unit === pointUnit && Temporal.Instant.compare(line.occurred_at, since) >= 0,
  );
  const orderIds = lines
    .filter(({ reference }) => !isBesideOrders(reference))
    .flatMap(({ reference }) => tryParseId('order', reference.split(':')[0] ?? '') ?? []);
  const known = await lockKnown(tx, [...new Set(orderIds)]);
  const beside = lines.flatMap(({ reference, set_id: setId }) =>
    recordIds.map((recordId) => ({ reference, recordId, setId })),
  );
  return (
    orderIds.some((id) => !known.has(id)) || (await wishesBeside(tx, beside, pointUnit)).length > 0
  );
}

/** What she gained or spent elsewhere: posted here once everything of hers that this house knows has been told. */
async function followBalance(tx: Tx, row: MasterRow, balance: number): Promise<void> {
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
    reference: `${ownReference}:${newId()}`,
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
