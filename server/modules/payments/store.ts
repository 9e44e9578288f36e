// Every SQL statement of payments.

import { statement } from '#kernel/db';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';
import type { PaymentMethod, PaymentState, WantedState } from './payment.ts';

export type PaymentRow = {
  id: string;
  order_id: string;
  method: PaymentMethod;
  provider: string;
  amount_minor: number;
  currency: string;
  state: PaymentState;
  wanted: WantedState;
  /** No longer to be taken: a part of the order was cancelled before the capture. */
  forgone_minor: number;
  captured_minor: number;
  refunding_minor: number;
  refunded_minor: number;
  provider_reference: string | null;
  provider_key: string;
  token_sealed: Buffer | null;
  failure_code: string | null;
  attempts: number;
  next_try_at: Temporal.Instant | null;
  place_id: string | null;
  record_id: string | null;
  bearer_id: string | null;
  tendered_minor: number | null;
  created_at: Temporal.Instant;
  authorised_at: Temporal.Instant | null;
  captured_at: Temporal.Instant | null;
};

const columns = `id, order_id, method, provider, amount_minor, currency, state, wanted, forgone_minor,
  captured_minor, refunding_minor, refunded_minor, provider_reference, provider_key, token_sealed, failure_code,
  attempts, next_try_at, place_id, record_id, bearer_id, tendered_minor, created_at, authorised_at, captured_at`;

const insert = statement<object>(`
  INSERT INTO payments.payment (id, order_id, method, provider, amount_minor, currency, state, wanted,
    captured_minor, provider_key, token_sealed, next_try_at, place_id, record_id, bearer_id, tendered_minor,
    created_at, authorised_at, captured_at, updated_at)
  SELECT id, order_id, method, provider, amount, currency, state, wanted,
    CASE WHEN state = 'captured' THEN amount ELSE 0 END, provider_key, token,
    CASE WHEN has_to_wait THEN $14::timestamptz END, place_id, record_id, bearer_id, tendered,
    $14::timestamptz, CASE WHEN state IN ('authorised', 'captured') THEN $14::timestamptz END,
    CASE WHEN state = 'captured' THEN $14::timestamptz END, $14::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::bytea[], $11::boolean[], $12::uuid[], $13::uuid[], $15::uuid[], $16::bigint[])
    AS t (id, order_id, method, provider, amount, currency, state, wanted, provider_key, token, has_to_wait,
      place_id, record_id, bearer_id, tendered)`);
const find = statement<PaymentRow>(
  `SELECT ${columns} FROM payments.payment WHERE id = ANY ($1::uuid[])`,
);
const findOfOrders = statement<PaymentRow>(`
  SELECT ${columns} FROM payments.payment WHERE order_id = ANY ($1::uuid[]) ORDER BY id`);
const lock = statement<PaymentRow>(
  `SELECT ${columns} FROM payments.payment WHERE id = $1 FOR UPDATE`,
);
const lockOfOrders = statement<PaymentRow>(`
  SELECT ${columns} FROM payments.payment WHERE order_id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`);
const lockByReference = statement<PaymentRow>(`
  SELECT ${columns} FROM payments.payment WHERE provider = $1 AND provider_reference = $2 FOR UPDATE`);
const claim = statement<PaymentRow>(`
  UPDATE payments.payment SET attempts = attempts + 1, next_try_at = $3, updated_at = $2
  WHERE id = $1 AND next_try_at <= $2 RETURNING ${columns}`);
const nameProvider = statement<object>('UPDATE payments.payment SET provider = $2 WHERE id = $1');
const save = statement<PaymentRow>(`
  UPDATE payments.payment SET state = $2, wanted = $3, captured_minor = $4, provider_reference = $5,
    failure_code = $6, next_try_at = $7, authorised_at = $8, captured_at = $9, forgone_minor = $10,
    updated_at = $11
  WHERE id = $1 RETURNING ${columns}`);
const saveRefunds = statement<PaymentRow>(`
  UPDATE payments.payment SET refunding_minor = refunding_minor + $2, refunded_minor = refunded_minor + $3,
    state = CASE WHEN refunded_minor + $3 = captured_minor AND captured_minor > 0 THEN 'refunded' ELSE state END,
    updated_at = $4
  WHERE id = $1 RETURNING ${columns}`);
const listDue = statement<{ id: string }>(`
  SELECT id FROM payments.payment WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT 200`);

export type RefundRow = {
  id: string;
  payment_id: string;
  amount_minor: number;
  paid_out_as: 'cash' | 'exchange' | null;
  reason: string;
  state: 'pending' | 'done' | 'failed' | 'unknown';
  provider_reference: string | null;
  attempts: number;
};

const refundColumns = `id, payment_id, amount_minor, paid_out_as, reason, state, provider_reference,
  attempts`;

const insertRefund = statement<RefundRow>(`
  INSERT INTO payments.refund (id, payment_id, amount_minor, reason, state, next_try_at, created_at, updated_at,
    paid_out_as, place_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9) RETURNING ${refundColumns}`);
const findRefunds = statement<RefundRow>(`
  SELECT ${refundColumns} FROM payments.refund WHERE payment_id = ANY ($1::uuid[]) ORDER BY id`);
const claimRefund = statement<RefundRow>(`
  UPDATE payments.refund SET attempts = attempts + 1, next_try_at = $3, updated_at = $2
  WHERE id = $1 AND next_try_at <= $2 RETURNING ${refundColumns}`);
const saveRefund = statement<RefundRow>(`
  UPDATE payments.refund SET state = $2, provider_reference = $3, failure_code = $4, next_try_at = $5,
    updated_at = $6
  WHERE id = $1 AND state IN ('pending', 'unknown') RETURNING ${refundColumns}`);
const listDueRefunds = statement<{ id: string }>(`
  SELECT id FROM payments.refund WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT 200`);

const insertEvent = statement<object>(`
  INSERT INTO payments.provider_event (provider, event_id, type, payment_id, received_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`);

export type PaymentToInsert = Pick<
  PaymentRow,
  | 'id'
  | 'order_id'
  | 'method'
  | 'provider'
  | 'amount_minor'
  | 'currency'
  | 'state'
  | 'wanted'
  | 'provider_key'
  | 'token_sealed'
  | 'place_id'
  | 'record_id'
  | 'bearer_id'
  | 'tendered_minor'
> & { readonly hasToWait: boolean };

/** Rows in the order of the input, as they are written: reading them back costs more than writing. */
export function insertPaymentRows(
  tx: Tx,
  payments: readonly PaymentToInsert[],
): { readonly rows: PaymentRow[]; readonly written: Promise<unknown> } {
  const written = tx.run(insert, [
    payments.map((each) => each.id),
    payments.map((each) => each.order_id),
    payments.map((each) => each.method),
    payments.map((each) => each.provider),
    payments.map((each) => each.amount_minor),
    payments.map((each) => each.currency),
    payments.map((each) => each.state),
    payments.map((each) => each.wanted),
    payments.map((each) => each.provider_key),
    payments.map((each) => each.token_sealed),
    payments.map((each) => each.hasToWait),
    payments.map((each) => each.place_id),
    payments.map((each) => each.record_id),
    tx.now,
    payments.map((each) => each.bearer_id),
    payments.map((each) => each.tendered_minor),
  ]);
  const rows = payments.map(({ hasToWait, ...each }): PaymentRow => {
    const isCaptured = each.state === 'captured';
    return {
      ...each,
      forgone_minor: 0,
      captured_minor: isCaptured ? each.amount_minor : 0,
      refunding_minor: 0,
      refunded_minor: 0,
      provider_reference: null,
      failure_code: null,
      attempts: 0,
      next_try_at: hasToWait ? tx.now : null,
      created_at: tx.now,
      authorised_at: isCaptured || each.state === 'authorised' ? tx.now : null,
      captured_at: isCaptured ? tx.now : null,
    };
  });
  return { rows, written };
}

export function findPaymentRows(tx: Tx, ids: readonly string[]): Promise<PaymentRow[]> {
  return tx.all(find, [ids]);
}

export function findPaymentRowsOfOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<PaymentRow[]> {
  return tx.all(findOfOrders, [orderIds]);
}

export function lockPaymentRow(tx: Tx, id: string): Promise<PaymentRow | undefined> {
  return tx.maybe(lock, [id]);
}

export function lockPaymentRowsOfOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<PaymentRow[]> {
  return tx.all(lockOfOrders, [orderIds]);
}

export function lockPaymentRowByReference(
  tx: Tx,
  provider: string,
  reference: string,
): Promise<PaymentRow | undefined> {
  return tx.maybe(lockByReference, [provider, reference]);
}

/** Takes a due payment until the lease ends; undefined when another worker has it or nothing is due. */
export function claimPaymentRow(
  tx: Tx,
  id: string,
  leaseUntil: Temporal.Instant,
): Promise<PaymentRow | undefined> {
  return tx.maybe(claim, [id, tx.now, leaseUntil]);
}

export async function nameProviderOf(tx: Tx, id: string, provider: string): Promise<void> {
  await tx.run(nameProvider, [id, provider]);
}

export function savePaymentRow(tx: Tx, row: PaymentRow): Promise<PaymentRow> {
  return tx.one(save, [
    row.id,
    row.state,
    row.wanted,
    row.captured_minor,
    row.provider_reference,
    row.failure_code,
    row.next_try_at,
    row.authorised_at,
    row.captured_at,
    row.forgone_minor,
    tx.now,
  ]);
}

/** Moves what is asked back and what has gone back. */
export function moveRefundSums(
  tx: Tx,
  id: string,
  by: { readonly refundingMinor: number; readonly refundedMinor: number },
): Promise<PaymentRow> {
  return tx.one(saveRefunds, [id, by.refundingMinor, by.refundedMinor, tx.now]);
}

export async function listDuePaymentIds(tx: Tx): Promise<string[]> {
  return (await tx.all(listDue, [tx.now])).map((row) => row.id);
}

/** False when this event of the provider is known already. */
export async function insertProviderEvent(
  tx: Tx,
  event: {
    readonly provider: string;
    readonly eventId: string;
    readonly type: string;
    readonly paymentId: string | null;
  },
): Promise<boolean> {
  const { provider, eventId, type, paymentId } = event;
  return (await tx.run(insertEvent, [provider, eventId, type, paymentId, tx.now])) === 1;
}

export function insertRefundRow(
  tx: Tx,
  refund: {
    readonly id: string;
    readonly paymentId: string;
    readonly amountMinor: number;
    readonly reason: string;
    readonly state: RefundRow['state'];
    readonly paidOutAs: RefundRow['paid_out_as'];
    readonly placeId: string | null;
  },
): Promise<RefundRow> {
  return tx.one(insertRefund, [
    refund.id,
    refund.paymentId,
    refund.amountMinor,
    refund.reason,
    refund.state,
    refund.state === 'pending' ? tx.now : null,
    tx.now,
    refund.paidOutAs,
    refund.placeId,
  ]);
}

export function findRefundRows(tx: Tx, paymentIds: readonly string[]): Promise<RefundRow[]> {
  return tx.all(findRefunds, [paymentIds]);
}

export function claimRefundRow(
  tx: Tx,
  id: string,
  leaseUntil: Temporal.Instant,
): Promise<RefundRow | undefined> {
  return tx.maybe(claimRefund, [id, tx.now, leaseUntil]);
}

/** Undefined when the refund had already ended. */
export function saveRefundRow(
  tx: Tx,
  id: string,
  to: {
    readonly state: RefundRow['state'];
    readonly reference: string | null;
    readonly failureCode: string | null;
    readonly nextTryAt: Temporal.Instant | null;
  },
): Promise<RefundRow | undefined> {
  return tx.maybe(saveRefund, [id, to.state, to.reference, to.failureCode, to.nextTryAt, tx.now]);
}

export async function listDueRefundIds(tx: Tx): Promise<string[]> {
  return (await tx.all(listDueRefunds, [tx.now])).map((row) => row.id);
}

declareSecrets({
  use: 'payments.token',
  stale: statement(`
    SELECT id, token_sealed AS sealed FROM payments.payment
    WHERE token_sealed IS NOT NULL AND substring(token_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE payments.payment SET token_sealed = $2 WHERE id = $1'),
});
