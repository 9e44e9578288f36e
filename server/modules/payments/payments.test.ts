import { fixedClock } from '#kernel/clock';
import { formatId, newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import {
  capturePayments,
  insertPayments,
  type NewPayment,
  requestRefund,
  voidPayments,
} from './index.ts';
import { reconcileJob } from './jobs.ts';
import { settlePayment } from './settle-payment.ts';
import { settleRefund } from './settle-refund.ts';

type Wanted = Partial<NewPayment>;

async function pay(house: TestHouse, payment: Wanted) {
  const orderId = newId();
  const [row] = await transaction(house.db, {}, (tx) =>
    insertPayments(tx, [
      { orderId, method: 'card', amountMinor: 1100, currency: 'JPY', ...payment },
    ]),
  );
  return { orderId, id: row?.id ?? '' };
}

async function seen(house: TestHouse, id: string) {
  const path = `/api/payments/${formatId('payment', id)}`;
  return (await house.request('GET', path, undefined, await house.as('clerk'))).body;
}

async function told(house: TestHouse, id: string): Promise<string[]> {
  const { rows } = await house.db.pool.query<{ type: string }>(
    'SELECT type FROM kernel.event WHERE subject = $1 ORDER BY id',
    [formatId('payment', id)],
  );
  return rows.map((row) => row.type);
}

test('cash is taken at once and given back at once, never more than was taken', async ({
  house,
}) => {
  const { id } = await pay(house, { method: 'cash' });
  expect(await seen(house, id)).toMatchObject({ state: 'captured', capturedMinor: 1100 });
  const giveBack = (amountMinor: number) =>
    transaction(house.db, {}, (tx) =>
      requestRefund(tx, { paymentId: id, amountMinor, reason: 'return' }),
    );
  await giveBack(400);
  await expect(giveBack(701)).rejects.toMatchObject({ code: 'payments.refund_too_large' });
  await giveBack(700);
  expect(await seen(house, id)).toMatchObject({ state: 'refunded', refundedMinor: 1100 });
});

test('fifty refunds of the whole at once give the money back once', async ({ house }) => {
  const { id } = await pay(house, { method: 'cash' });
  const asked = Array.from({ length: 50 }, () =>
    transaction(house.db, { timeoutMs: 15_000 }, (tx) =>
      requestRefund(tx, { paymentId: id, amountMinor: 1100, reason: 'return' }),
    ).then(
      () => 'done',
      (error: { code: string }) => error.code,
    ),
  );
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter((each) => each === 'done')).toHaveLength(1);
  expect(outcomes.filter((each) => each === 'payments.refund_too_large')).toHaveLength(49);
});

test('a card is authorised with the order and captured when the goods go', async ({ house }) => {
  const { id, orderId } = await pay(house, { token: 'ok' });
  await settlePayment(house.db, id);
  expect(await seen(house, id)).toMatchObject({ state: 'authorised', provider: 'sandbox' });
  await transaction(house.db, {}, (tx) => capturePayments(tx, [orderId]));
  await settlePayment(house.db, id);
  expect(await seen(house, id)).toMatchObject({ state: 'captured', capturedMinor: 1100 });
  expect(await told(house, id)).toEqual([
    'payments.requested',
    'payments.authorised',
    'payments.wanted',
    'payments.captured',
  ]);
});

test('a declined card fails with its reason and is not tried again', async ({ house }) => {
  const { id } = await pay(house, { amountMinor: 3402 });
  await settlePayment(house.db, id);
  await settlePayment(house.db, id);
  expect(await seen(house, id)).toMatchObject({ state: 'failed', failureCode: 'card_declined' });
  expect(await told(house, id)).toEqual(['payments.requested', 'payments.failed']);
});

test('a provider that tells everything several times has its effect once', async ({ house }) => {
  const { id } = await pay(house, { token: 'double', captureAtOnce: true });
  await settlePayment(house.db, id);
  expect(await told(house, id)).toEqual(['payments.requested', 'payments.captured']);
  const { rows } = await house.db.pool.query(
    'SELECT 1 FROM payments.provider_event WHERE payment_id = $1',
    [id],
  );
  expect(rows).toHaveLength(2);
});

test('a late provider is asked again when it said so; a silent one is looked up until it is known', async () => {
  const clock = fixedClock('2026-11-21T01:00:00Z');
  const house = await openTestHouse({ clock });
  const late = await pay(house, { token: 'late:120' });
  const silent = await pay(house, { token: 'silent', captureAtOnce: true });
  const lost = await pay(house, { token: 'lost' });
  await reconcileJob.run(house.db, {});
  expect(await seen(house, late.id)).toMatchObject({ state: 'pending' });
  expect(await seen(house, silent.id)).toMatchObject({ state: 'unknown' });
  expect(await seen(house, lost.id)).toMatchObject({ state: 'unknown' });
  clock.move({ minutes: 1 });
  await reconcileJob.run(house.db, {});
  expect(await seen(house, late.id)).toMatchObject({ state: 'pending' });
  expect(await seen(house, silent.id)).toMatchObject({ state: 'captured' });
  expect(await seen(house, lost.id)).toMatchObject({ state: 'authorised' });
  clock.move({ minutes: 2 });
  await reconcileJob.run(house.db, {});
  expect(await seen(house, late.id)).toMatchObject({ state: 'authorised' });
  const { rows } = await house.db.pool.query(
    'SELECT 1 FROM payments.payment WHERE next_try_at IS NOT NULL',
  );
  expect(rows).toHaveLength(0);
  await house.drop();
});

test('cancelling lets go of what was authorised and gives back what was taken', async ({
  house,
}) => {
  const cancel = (orderId: string) =>
    transaction(house.db, {}, (tx) => voidPayments(tx, [orderId], 'cancelled'));
  const early = await pay(house, {});
  await cancel(early.orderId);
  await settlePayment(house.db, early.id);
  const authorised = await pay(house, {});
  await settlePayment(house.db, authorised.id);
  await cancel(authorised.orderId);
  await settlePayment(house.db, authorised.id);
  const captured = await pay(house, { captureAtOnce: true });
  await settlePayment(house.db, captured.id);
  await cancel(captured.orderId);
  await cancel(captured.orderId);
  const { rows } = await house.db.pool.query<{ id: string }>(
    'SELECT id FROM payments.refund WHERE payment_id = $1',
    [captured.id],
  );
  expect(rows).toHaveLength(1);
  await settleRefund(house.db, rows[0]?.id ?? '');
  expect(await seen(house, early.id)).toMatchObject({ state: 'voided' });
  expect(await seen(house, authorised.id)).toMatchObject({ state: 'voided' });
  expect(await seen(house, captured.id)).toMatchObject({ state: 'refunded', refundedMinor: 1100 });
});

test('an order cancelled while the provider is silent ends without money taken', async () => {
  const clock = fixedClock('2026-11-21T01:00:00Z');
  const house = await openTestHouse({ clock });
  const { id, orderId } = await pay(house, { token: 'silent' });
  await settlePayment(house.db, id);
  await transaction(house.db, {}, (tx) => voidPayments(tx, [orderId], 'cancelled'));
  clock.move({ minutes: 2 });
  await reconcileJob.run(house.db, {});
  expect(await seen(house, id)).toMatchObject({ state: 'voided', capturedMinor: 0 });
  await house.drop();
});

test('with jobs running a card payment settles by itself', async () => {
  const house = await openTestHouse({ withJobs: true });
  const { id } = await pay(house, { token: 'ok', captureAtOnce: true });
  await expect
    .poll(() => seen(house, id), { timeout: 10_000 })
    .toMatchObject({ state: 'captured' });
  await house.drop();
});

test('cash for what is collected later is taken at the hand-over, or never', async ({ house }) => {
  const atCounter = { method: 'cash', provider: 'counter' } as const;
  const collected = await pay(house, atCounter);
  const cancelled = await pay(house, atCounter);
  expect(await seen(house, collected.id)).toMatchObject({ state: 'pending' });
  await transaction(house.db, {}, (tx) => capturePayments(tx, [collected.orderId]));
  await transaction(house.db, {}, (tx) => voidPayments(tx, [cancelled.orderId], 'expired'));
  expect(await seen(house, collected.id)).toMatchObject({ state: 'captured' });
  expect(await seen(house, cancelled.id)).toMatchObject({ state: 'voided', capturedMinor: 0 });
});

test('a printed code is confirmed by the clerk; a card is not', async ({ house }) => {
  const clerk = await house.as('clerk');
  const printed = await pay(house, { method: 'jpqr' });
  const path = (id: string) => `/api/payments/${formatId('payment', id)}/confirm`;
  const confirmed = await house.request('POST', path(printed.id), undefined, clerk);
  expect(confirmed).toMatchObject({ status: 200, body: { state: 'captured' } });
  const card = await pay(house, {});
  const refused = await house.request('POST', path(card.id), undefined, clerk);
  expect(refused).toMatchObject({ status: 409, body: { code: 'payments.not_at_counter' } });
});

test('a token of a card is kept sealed', async ({ house }) => {
  const { id } = await pay(house, { token: 'tok_marked_4242' });
  const { rows } = await house.db.pool.query<{ text: string }>(
    "SELECT p::text || encode(token_sealed, 'escape') AS text FROM payments.payment p WHERE id = $1",
    [id],
  );
  expect(rows[0]?.text).not.toContain('marked');
});
