// SQL of credits: whose a sale is that another place sends.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type CreditToKeep = {
  readonly orderId: string;
  readonly placeId: string;
  readonly staffId: string | null;
  readonly senderPlaceId: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly orderedAt: Temporal.Instant;
};

const insert = statement<object>(`
  INSERT INTO floor.credit (order_id, place_id, staff_id, sender_place_id, currency, total_minor, ordered_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`);
const setTotal = statement<object>('UPDATE floor.credit SET total_minor = $2 WHERE order_id = $1');
// The sum follows from its parts, so that hearing of a return twice changes nothing.
const insertReturn = statement<object>(`
  INSERT INTO floor.credited_return (return_order_id, order_id, amount_minor)
  SELECT $1, order_id, $3 FROM floor.credit WHERE order_id = $2 ON CONFLICT DO NOTHING`);
const sumReturns = statement<object>(`
  UPDATE floor.credit SET returned_minor =
    (SELECT coalesce(sum(amount_minor), 0) FROM floor.credited_return r WHERE r.order_id = credit.order_id)
  WHERE order_id = $1`);

export type CreditSumRow = {
  place_id: string;
  staff_id: string | null;
  currency: string;
  orders: number;
  total_minor: number;
  returned_minor: number;
};

const sums = statement<CreditSumRow>(`
  SELECT place_id, staff_id, currency, count(*)::int AS orders, sum(total_minor)::bigint AS total_minor,
    sum(returned_minor)::bigint AS returned_minor
  FROM floor.credit
  WHERE ordered_at >= $1 AND ordered_at < $2 AND ($3::uuid IS NULL OR place_id = $3) AND total_minor > 0
  GROUP BY place_id, staff_id, currency ORDER BY sum(total_minor - returned_minor) DESC, place_id LIMIT 1000`);

export async function insertCreditRow(tx: Tx, credit: CreditToKeep): Promise<void> {
  const { orderId, placeId, staffId, senderPlaceId, currency, totalMinor, orderedAt } = credit;
  await tx.run(insert, [orderId, placeId, staffId, senderPlaceId, currency, totalMinor, orderedAt]);
}

export async function setCreditTotal(tx: Tx, orderId: string, totalMinor: number): Promise<void> {
  await tx.run(setTotal, [orderId, totalMinor]);
}

export async function takeOffReturn(
  tx: Tx,
  returnId: string,
  orderId: string,
  amountMinor: number,
): Promise<void> {
  await tx.run(insertReturn, [returnId, orderId, amountMinor]);
  await tx.run(sumReturns, [orderId]);
}

export function sumCreditRows(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
  placeId: string | null,
): Promise<CreditSumRow[]> {
  return tx.all(sums, [from, until, placeId]);
}
