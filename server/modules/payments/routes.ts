// Routes under /api/payments. Paying itself belongs to orders; here people look, confirm and read codes.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { paymentsRefusals } from './errors.ts';
import { makeMerchantCode, readMerchantCode } from './jpqr/merchant-code.ts';
import { CodeToRead, MadeCode, NewCode, Payment, PaymentList, ReadCode } from './schemas.ts';
import {
  findPaymentRows,
  findPaymentRowsOfOrders,
  findRefundRows,
  type PaymentRow,
  type RefundRow,
} from './store.ts';
import { confirmPayment } from './want-payment.ts';

export function paymentsRoutes(app: App, { db }: House): void {
  app.get(
    '/api/payments',
    {
      config: { access: 'payments.read' },
      schema: {
        operationId: 'listPayments',
        tags: ['payments'],
        summary: 'What is paid for an order, with its refunds',
        querystring: Type.Object({ orderId: Id('order') }),
        response: { 200: PaymentList, ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.query.orderId);
      return read(db, request, async (tx) => {
        const rows = await findPaymentRowsOfOrders(tx, [orderId]);
        const ids = rows.map((row) => row.id);
        const refunds = ids.length === 0 ? [] : await findRefundRows(tx, ids);
        return {
          payments: rows.map((row) =>
            toPayment(
              row,
              refunds.filter((refund) => refund.payment_id === row.id),
            ),
          ),
        };
      });
    },
  );

  app.get(
    '/api/payments/:paymentId',
    {
      config: { access: 'payments.read' },
      schema: {
        operationId: 'getPayment',
        tags: ['payments'],
        summary: 'One payment with its refunds',
        params: Type.Object({ paymentId: Id('payment') }),
        response: { 200: Payment, ...problems },
      },
    },
    (request) => {
      const id = parseId('payment', request.params.paymentId);
      return read(db, request, async (tx) => {
        const [row] = await findPaymentRows(tx, [id]);
        if (row === undefined) {
          throw paymentsRefusals.unknown();
        }
        return shape(tx, row);
      });
    },
  );

  app.post(
    '/api/payments/:paymentId/confirm',
    {
      config: { access: 'payments.write' },
      schema: {
        operationId: 'confirmPayment',
        tags: ['payments'],
        summary: 'A clerk has seen the money of a payment that no provider reports',
        params: Type.Object({ paymentId: Id('payment') }),
        headers: IdempotencyHeaders,
        response: { 200: Payment, ...problems },
      },
    },
    (request) => {
      const id = parseId('payment', request.params.paymentId);
      return write(db, request, async (tx) => {
        const row = await confirmPayment(tx, id);
        refuseOtherPlace(request.principal, row.place_id ?? request.principal.placeId);
        return shape(tx, row);
      });
    },
  );

  app.post(
    '/api/payments/jpqr/read',
    {
      config: { access: 'payments.read' },
      schema: {
        operationId: 'readJpqr',
        tags: ['payments'],
        summary: 'What a payment code says (EMVCo merchant-presented, JPQR)',
        body: CodeToRead,
        response: { 200: ReadCode, ...problems },
      },
    },
    async (request) => {
      const code = readMerchantCode(request.body.code);
      return { ...code, accounts: { ...code.accounts } };
    },
  );

  app.post(
    '/api/payments/jpqr/make',
    {
      config: { access: 'payments.write' },
      schema: {
        operationId: 'makeJpqr',
        tags: ['payments'],
        summary: 'Make a static code, or a dynamic one for an amount',
        body: NewCode,
        response: { 200: MadeCode, ...problems },
      },
    },
    async (request) => ({ code: makeMerchantCode(request.body) }),
  );
}

async function shape(tx: Tx, row: PaymentRow): Promise<Payment> {
  return toPayment(row, await findRefundRows(tx, [row.id]));
}

function toPayment(row: PaymentRow, refunds: readonly RefundRow[]): Payment {
  return {
    id: formatId('payment', row.id),
    orderId: formatId('order', row.order_id),
    method: row.method,
    provider: row.provider,
    amountMinor: row.amount_minor,
    currency: row.currency,
    state: row.state,
    wanted: row.wanted,
    forgoneMinor: row.forgone_minor,
    tenderedMinor: row.tendered_minor,
    capturedMinor: row.captured_minor,
    refundedMinor: row.refunded_minor,
    providerReference: row.provider_reference,
    failureCode: row.failure_code,
    createdAt: String(row.created_at),
    authorisedAt: row.authorised_at === null ? null : String(row.authorised_at),
    capturedAt: row.captured_at === null ? null : String(row.captured_at),
    refunds: refunds.map((refund) => ({
      id: formatId('refund', refund.id),
      amountMinor: refund.amount_minor,
      paidOutAs: refund.paid_out_as,
      reason: refund.reason,
      state: refund.state,
    })),
  };
}
