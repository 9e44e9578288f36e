// Stripe's SDK against a double of its API: a small server that keeps intents, honours idempotency keys and
// can be told to drop an answer after doing the work.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId, newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { openTestHouse, type TestHouse } from '#testing';
import { capturePayments, insertPayments, requestRefund, voidPayments } from './index.ts';
import { reconcileJob } from './jobs.ts';
import { settlePayment } from './settle-payment.ts';

type Intent = { id: string; object: string; status: string; amount: number; metadata: object };

const intents = new Map<string, Intent>();
const answers = new Map<string, object>();
const calls: string[] = [];
/** Answers still to be dropped; the SDK repeats once by itself when a connection breaks. */
let dropped = 0;
let house: TestHouse & { drop(): Promise<void> };

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    calls.push(`${request.method} ${path}`);
    const key = String(request.headers['idempotency-key'] ?? newId());
    const known = request.method === 'POST' ? answers.get(key) : undefined;
    const answer = known ?? work(path, new URLSearchParams(body));
    answers.set(key, answer);
    if (dropped > 0) {
      dropped -= 1;
      request.socket.destroy();
      return;
    }
    response.writeHead('error' in answer ? 402 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
});

function work(path: string, form: URLSearchParams): object {
  const [, id = '', verb = ''] = /payment_intents\/([^/]+)\/?(\w*)/.exec(path) ?? [];
  const intent = intents.get(id);
  if (path === '/v1/payment_intents') {
    if (form.get('payment_method') === 'pm_declined') {
      return { error: { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' } };
    }
    const made: Intent = {
      id: `pi_${intents.size + 1}`,
      object: 'payment_intent',
      status: form.get('capture_method') === 'manual' ? 'requires_capture' : 'succeeded',
      amount: Number(form.get('amount')),
      metadata: { payment_id: form.get('metadata[payment_id]') },
    };
    intents.set(made.id, made);
    return made;
  }
  if (path === '/v1/payment_intents/search') {
    return { object: 'search_result', data: [], has_more: false };
  }
  if (path === '/v1/refunds') {
    return { id: 're_1', object: 'refund', status: 'succeeded' };
  }
  if (intent !== undefined && verb !== '') {
    intent.status = verb === 'capture' ? 'succeeded' : 'canceled';
  }
  return intent ?? { error: { type: 'invalid_request_error', code: 'resource_missing' } };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  house = await openTestHouse({
    environment: {
      STRIPE_SECRET_KEY: 'sk_test_double',
      STRIPE_WEBHOOK_SECRET: 'whsec_test',
      STRIPE_API_URL: `http://127.0.0.1:${port}`,
    },
  });
});

afterAll(async () => {
  await house.drop();
  server.closeAllConnections();
  server.close();
});

async function pay(token: string, captureAtOnce = false) {
  const orderId = newId();
  const [row] = await transaction(house.db, {}, (tx) =>
    insertPayments(tx, [
      { orderId, method: 'card', token, amountMinor: 2200, currency: 'JPY', captureAtOnce },
    ]),
  );
  return { id: row?.id ?? '', orderId };
}

async function seen(id: string) {
  const path = `/api/payments/${formatId('payment', id)}`;
  return (await house.request('GET', path, undefined, await house.as('clerk'))).body;
}

/** Sends an event as Stripe does. */
function tell(eventId: string, intent: object, forgedSignature?: string) {
  const payload = JSON.stringify({
    id: eventId,
    object: 'event',
    type: 'payment_intent.updated',
    data: { object: intent },
  });
  const { webhooks } = new Stripe('sk_test_double');
  const signature = webhooks.generateTestHeaderString({ payload, secret: 'whsec_test' });
  return house.app.inject({
    method: 'POST',
    url: '/api/payments/stripe/events',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': forgedSignature ?? signature,
    },
    payload,
  });
}

/** Lets the waits pass. */
async function makeDue(): Promise<void> {
  await house.db.pool.query(
    'UPDATE payments.payment SET next_try_at = now() WHERE next_try_at IS NOT NULL',
  );
}

test('a card is authorised, captured and given back through Stripe', async () => {
  const { id, orderId } = await pay('pm_card_visa');
  await settlePayment(house.db, id);
  expect(await seen(id)).toMatchObject({ state: 'authorised', provider: 'stripe' });
  await transaction(house.db, {}, (tx) => capturePayments(tx, [orderId]));
  await settlePayment(house.db, id);
  expect(await seen(id)).toMatchObject({ state: 'captured' });
  await transaction(house.db, {}, (tx) =>
    requestRefund(tx, { paymentId: id, amountMinor: 2200, reason: 'return' }),
  );
  await reconcileJob.run(house.db, {});
  expect(await seen(id)).toMatchObject({ state: 'refunded', refunds: [{ state: 'done' }] });
});

test('a declined card keeps the reason of the bank', async () => {
  const { id } = await pay('pm_declined');
  await settlePayment(house.db, id);
  expect(await seen(id)).toMatchObject({ state: 'failed', failureCode: 'lost_card' });
});

test('an answer that is lost on the way does not charge the card twice', async () => {
  const before = intents.size;
  dropped = 2;
  const { id } = await pay('pm_card_visa', true);
  await settlePayment(house.db, id);
  expect(await seen(id)).toMatchObject({ state: 'unknown' });
  await makeDue();
  await reconcileJob.run(house.db, {});
  expect(await seen(id)).toMatchObject({ state: 'captured' });
  expect(intents.size).toBe(before + 1);
  expect(calls.filter((call) => call === 'GET /v1/payment_intents/search')).toHaveLength(1);
});

test('an event of Stripe counts once, and only with its signature', async () => {
  const { id } = await pay('pm_card_visa');
  const intent = {
    id: 'pi_from_event',
    object: 'payment_intent',
    status: 'requires_capture',
    metadata: { payment_id: formatId('payment', id) },
  };
  await house.db.pool.query("UPDATE payments.payment SET provider = 'stripe' WHERE id = $1", [id]);
  const forged = await tell('evt_1', intent, 't=1,v1=00');
  expect(forged.statusCode).toBe(401);
  expect((await seen(id)).state).toBe('pending');
  expect((await tell('evt_1', intent)).json()).toEqual({ isNew: true });
  expect((await tell('evt_1', intent)).json()).toEqual({ isNew: false });
  expect(await seen(id)).toMatchObject({ state: 'authorised', providerReference: 'pi_from_event' });
});

test('five workers at one payment make one charge', async () => {
  const before = intents.size;
  const { id } = await pay('pm_card_visa', true);
  await Promise.all(Array.from({ length: 5 }, () => settlePayment(house.db, id)));
  expect(intents.size).toBe(before + 1);
  expect(await seen(id)).toMatchObject({ state: 'captured' });
});

test('money that comes after the order was cancelled goes back by itself', async () => {
  const { id, orderId } = await pay('pm_card_visa');
  await settlePayment(house.db, id);
  await transaction(house.db, {}, (tx) => voidPayments(tx, [orderId], 'cancelled'));
  await settlePayment(house.db, id);
  const { providerReference } = await seen(id);
  expect(await seen(id)).toMatchObject({ state: 'voided' });
  const late = {
    id: providerReference,
    object: 'payment_intent',
    status: 'succeeded',
    metadata: { payment_id: formatId('payment', id) },
  };
  expect((await tell('evt_late', late)).json()).toEqual({ isNew: true });
  expect(await seen(id)).toMatchObject({ state: 'captured', wanted: 'voided' });
  await reconcileJob.run(house.db, {});
  expect(await seen(id)).toMatchObject({ state: 'refunded', refundedMinor: 2200 });
});
