// SQL of requests to give goods back. The order's row is locked before any of them is written.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { RefusedFor, RequestState, ReturnReason, ReturnWay } from './request.ts';

export type RequestRow = {
  id: string;
  order_id: string;
  position: number;
  record_id: string | null;
  state: RequestState;
  way: ReturnWay;
  reason: ReturnReason;
  parcel_place_id: string | null;
  parcel_paid_by: 'customer' | 'house' | null;
  expected_minor: number;
  expected_points_minor: number;
  refunded_minor: number | null;
  note_sealed: Buffer | null;
  refused_for: RefusedFor | null;
  return_order_id: string | null;
  asked_at: Temporal.Instant;
  changed_at: Temporal.Instant;
};
const columns = `r.id, r.order_id, r.position, r.record_id, r.state, r.way, r.reason, r.parcel_place_id, r.parcel_paid_by,
  r.expected_minor, r.expected_points_minor, r.refunded_minor, r.note_sealed, r.refused_for, r.return_order_id, r.asked_at, r.changed_at`;

const insert = statement<RequestRow>(`
  INSERT INTO orders.return_request AS r (id, order_id, position, record_id, state, way, reason, parcel_place_id,
    parcel_paid_by, expected_minor, expected_points_minor, note_sealed, asked_at, changed_at)
  SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12
  FROM orders.return_request WHERE order_id = $2
  RETURNING ${columns}`);
const insertLineRows = statement<object>(`
  INSERT INTO orders.return_request_line (request_id, line, quantity_milli)
  SELECT $1, * FROM unnest($2::int[], $3::bigint[])`);
const insertStep = statement<object>(`
  INSERT INTO orders.return_request_step (request_id, at, to_state, actor, place_id) VALUES ($1, $2, $3, $4, $5)`);

export type RequestToInsert = Omit<
  RequestRow,
  'position' | 'refused_for' | 'refunded_minor' | 'return_order_id' | 'asked_at' | 'changed_at'
>;
export type RequestLine = { readonly line: number; readonly quantityMilli: number };

export async function insertRequest(
  tx: Tx,
  row: RequestToInsert,
  lines: readonly RequestLine[],
): Promise<RequestRow> {
  const made = await tx.one(insert, [
    row.id,
    row.order_id,
    row.record_id,
    row.state,
    row.way,
    row.reason,
    row.parcel_place_id,
    row.parcel_paid_by,
    row.expected_minor,
    row.expected_points_minor,
    row.note_sealed,
    tx.now,
  ]);
  await tx.run(insertLineRows, [
    row.id,
    lines.map((each) => each.line),
    lines.map((each) => each.quantityMilli),
  ]);
  await tx.run(insertStep, [row.id, tx.now, 'asked', tx.actor, null]);
  if (row.state !== 'asked') {
    await tx.run(insertStep, [row.id, tx.now, row.state, 'system', null]);
  }
  return made;
}

const move = statement<RequestRow>(`
  UPDATE orders.return_request AS r SET state = $2, refused_for = $3, return_order_id = $4, refunded_minor = $5,
    changed_at = $6
  WHERE id = $1 RETURNING ${columns}`);

export type Moved = {
  readonly to: RequestState;
  readonly refusedFor?: RefusedFor;
  readonly returnOrderId?: string;
  readonly refundedMinor?: number;
  readonly placeId?: string;
};

/** Writes the state and the step. */
export async function moveRequestRow(
  tx: Tx,
  { id }: Pick<RequestRow, 'id'>,
  { to, refusedFor, returnOrderId, refundedMinor, placeId }: Moved,
): Promise<RequestRow> {
  const row = await tx.one(move, [
    id,
    to,
    refusedFor ?? null,
    returnOrderId ?? null,
    refundedMinor ?? null,
    tx.now,
  ]);
  await tx.run(insertStep, [id, tx.now, to, tx.actor, placeId ?? null]);
  return row;
}

const byId = statement<RequestRow>(
  `SELECT ${columns} FROM orders.return_request r WHERE r.id = $1`,
);
const ofOrder = statement<RequestRow>(`
  SELECT ${columns} FROM orders.return_request r WHERE r.order_id = $1 ORDER BY r.position DESC`);
const openOfOrder = statement<RequestRow>(`
  SELECT ${columns} FROM orders.return_request r
  WHERE r.order_id = $1 AND r.state IN ('asked', 'accepted', 'received') FOR UPDATE`);
const ofRecords = statement<RequestRow>(`
  SELECT ${columns} FROM orders.return_request r JOIN orders.order o ON o.id = r.order_id
  WHERE o.record_id = ANY ($1::uuid[]) OR r.record_id = ANY ($1::uuid[])
  ORDER BY r.asked_at DESC LIMIT 5000`);

export function findRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return tx.maybe(byId, [id]);
}

/** The newest first. */
export function listRequestsOf(tx: Tx, orderId: string): Promise<RequestRow[]> {
  return tx.all(ofOrder, [orderId]);
}

export function lockOpenRequest(tx: Tx, orderId: string): Promise<RequestRow | undefined> {
  return tx.maybe(openOfOrder, [orderId]);
}

export function listRequestsOfRecords(tx: Tx, recordIds: readonly string[]): Promise<RequestRow[]> {
  return tx.all(ofRecords, [recordIds]);
}

const page = statement<RequestRow>(`
  SELECT ${columns} FROM orders.return_request r
  WHERE ($1::text IS NULL OR r.state = $1) AND ($2::text IS NULL OR r.way = $2)
    AND ($3::uuid IS NULL OR r.parcel_place_id = $3)
    AND ($4::boolean IS NOT TRUE OR r.state IN ('asked', 'accepted', 'received'))
    AND ($5::uuid IS NULL OR r.id < $5)
  ORDER BY r.id DESC LIMIT $6`);

export type RequestFilter = {
  readonly state?: string | undefined;
  readonly way?: string | undefined;
  /** Where its parcel goes. */
  readonly placeId?: string | undefined;
  /** Only what somebody still has to do with. */
  readonly isOpen?: boolean | undefined;
  /** uuid of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Newest first; ids are in the order of time. */
export function listRequests(tx: Tx, filter: RequestFilter): Promise<RequestRow[]> {
  return tx.all(page, [
    filter.state ?? null,
    filter.way ?? null,
    filter.placeId ?? null,
    filter.isOpen ?? null,
    filter.after ?? null,
    filter.limit,
  ]);
}

const linesOf = statement<{
  request_id: string;
  line: number;
  quantity_milli: number;
  item_id: string;
  name: string;
}>(`
  SELECT a.request_id, a.line, a.quantity_milli, l.item_id, l.name
  FROM orders.return_request_line a
  JOIN orders.return_request r ON r.id = a.request_id
  JOIN orders.line l ON l.order_id = r.order_id AND l.line = a.line
  WHERE a.request_id = ANY ($1::uuid[]) ORDER BY a.request_id, a.line`);
const stepsOf = statement<{ request_id: string; at: Temporal.Instant; to_state: RequestState }>(`
  SELECT request_id, at, to_state FROM orders.return_request_step
  WHERE request_id = ANY ($1::uuid[]) ORDER BY request_id, sequence`);
const numbersOf = statement<{ id: string; number: string; currency: string; place_id: string }>(`
  SELECT id, number, currency, coalesce(handover_place_id, place_id) AS place_id FROM orders.order
  WHERE id = ANY ($1::uuid[])`);
const onAccount = statement<{ order_id: string }>(
  'SELECT order_id FROM orders.account_order WHERE order_id = $1',
);

export type RequestParts = {
  readonly lines: readonly {
    readonly line: number;
    readonly itemId: string;
    readonly name: string;
    readonly quantityMilli: number;
  }[];
  readonly steps: readonly { readonly state: RequestState; readonly at: Temporal.Instant }[];
  readonly orderNumber: string;
  readonly currency: string;
  /** uuid; where the order was handed over or sent. */
  readonly placeId: string;
};

/** Request (uuid) → what it asks for, how it went, and the number of its order. */
export async function findRequestParts(
  tx: Tx,
  rows: readonly Pick<RequestRow, 'id' | 'order_id'>[],
): Promise<Map<string, RequestParts>> {
  const ids = rows.map((row) => row.id);
  const lines = Map.groupBy(await tx.all(linesOf, [ids]), (row) => row.request_id);
  const steps = Map.groupBy(await tx.all(stepsOf, [ids]), (row) => row.request_id);
  const orders = await tx.all(numbersOf, [rows.map((row) => row.order_id)]);
  const orderOf = new Map(orders.map((row) => [row.id, row]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lines: (lines.get(row.id) ?? []).map((each) => ({
          line: each.line,
          itemId: each.item_id,
          name: each.name,
          quantityMilli: each.quantity_milli,
        })),
        steps: (steps.get(row.id) ?? []).map(({ to_state, at }) => ({ state: to_state, at })),
        orderNumber: orderOf.get(row.order_id)?.number ?? '',
        currency: orderOf.get(row.order_id)?.currency ?? 'JPY',
        placeId: orderOf.get(row.order_id)?.place_id ?? '',
      },
    ]),
  );
}

/** Whether a company bought it on account. */
export async function isOnAccount(tx: Tx, orderId: string): Promise<boolean> {
  return (await tx.maybe(onAccount, [orderId])) !== undefined;
}
