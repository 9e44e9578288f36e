// The SQL of what was taken by which means.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type TenderRow = {
  method: string;
  payments: number;
  taken_minor: number;
  refunded_minor: number;
};

const byMethod = statement<TenderRow>(`
  SELECT method, count(*) AS payments, sum(captured_minor)::bigint AS taken_minor,
    sum(refunded_minor)::bigint AS refunded_minor
  FROM payments.payment WHERE order_id = ANY ($1::uuid[]) AND captured_minor > 0
  GROUP BY method ORDER BY taken_minor DESC, method`);

/** Of these orders (uuids): what was taken and what of it was given back since. */
export function sumTenders(tx: Tx, orderIds: readonly string[]): Promise<TenderRow[]> {
  return orderIds.length === 0 ? Promise.resolve([]) : tx.all(byMethod, [orderIds]);
}
