// Nothing is made before its payment is sure: a provider has agreed, or it is paid at the counter, or with points.
import type { Tx } from '#kernel/transaction';
import { findPaymentsOfOrders, needsProvider } from '#payments';

export async function isPaymentAgreed(tx: Tx, orderId: string): Promise<boolean> {
  const payments = await findPaymentsOfOrders(tx, [orderId]);
  return payments.every(
    ({ method, provider, state }) =>
      state === 'authorised' || state === 'captured' || !needsProvider(method, provider),
  );
}
