// The SQL of what orders use: coupons and codes of lots behind their locks, counts of limited promotions behind theirs,
// and the uses themselves.

import type { Standing } from '@engawa/promotions';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

/** A coupon in somebody's hand, or a code of a lot. */
export type CouponToUse = {
  id: string;
  kind: 'coupon' | 'code';
  promotion_id: string | null;
  record_id: string | null;
  uses_left: number;
  title: string | null;
  discount_minor: number | null;
  discount_bp: number | null;
  currency: string | null;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
};

type TokenRow = CouponToUse & { token: Buffer };

const lockCoupons = statement<TokenRow>(`
  SELECT id, 'coupon' AS kind, code_token AS token, promotion_id, record_id, uses_left, title, discount_minor,
    discount_bp, currency, valid_from, valid_until
  FROM offers.coupon WHERE code_token = ANY ($1::bytea[]) ORDER BY id FOR UPDATE`);
const lockCodes = statement<TokenRow>(`
  SELECT c.id, 'code' AS kind, uuid_send(c.id) AS token, l.promotion_id, c.record_id,
    CASE WHEN l.ended_at IS NULL THEN c.uses_left ELSE 0 END::int AS uses_left, NULL::text AS title,
    NULL::bigint AS discount_minor, NULL::int AS discount_bp, NULL::text AS currency, l.valid_from, l.valid_until
  FROM offers.code c JOIN offers.code_lot l ON l.id = c.lot_id
  WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR UPDATE OF c`);
const readCoupons = statement<TokenRow>(lockCoupons.text.replace(' FOR UPDATE', ''));
const readCodes = statement<TokenRow>(lockCodes.text.replace(' FOR UPDATE OF c', ''));

/**
 * By token in hex, the coupon that ends first in front; locked in the order of their ids, coupons before codes, unless
 * they are only looked at.
 */
export async function findCouponsToUse(
  tx: Tx,
  tokens: readonly Buffer[],
  isLocked: boolean,
): Promise<Map<string, CouponToUse[]>> {
  const ids = tokens.map((token) => token.toString('hex'));
  const [coupons, codes] = await Promise.all([
    tx.all(isLocked ? lockCoupons : readCoupons, [tokens]),
    tx.all(isLocked ? lockCodes : readCodes, [ids]),
  ]);
  const rows = [...coupons, ...codes].toSorted(endsFirst);
  return Map.groupBy(rows, (row) => row.token.toString('hex'));
}

function endsFirst(a: CouponToUse, b: CouponToUse): number {
  if (a.valid_until === null || b.valid_until === null) {
    return Number(a.valid_until === null) - Number(b.valid_until === null);
  }
  return Temporal.Instant.compare(a.valid_until, b.valid_until);
}

export type CountKey = { readonly promotionId: string; readonly ownerId: string };
type CountRow = { promotion_id: string; owner_id: string; uses: number; spent_minor: number };

const makeCounts = statement<object>(`
  WITH missing AS MATERIALIZED (
    SELECT k.promotion_id, k.owner_id FROM unnest($1::uuid[], $2::uuid[]) AS k(promotion_id, owner_id)
    WHERE NOT EXISTS (SELECT FROM offers.promotion_count c
      WHERE c.promotion_id = k.promotion_id AND c.owner_id = k.owner_id)
  )
  INSERT INTO offers.promotion_count (promotion_id, owner_id, uses, spent_minor)
  SELECT m.promotion_id, m.owner_id, u.uses, u.spent FROM missing m CROSS JOIN LATERAL (
    SELECT count(*) AS uses, coalesce(sum(discount_minor + delivery_minor), 0) AS spent FROM offers.promotion_use
    WHERE promotion_id = m.promotion_id AND state IN ('reserved', 'used')
      AND (m.owner_id = m.promotion_id OR record_id = m.owner_id)) AS u
  ORDER BY 1, 2 ON CONFLICT DO NOTHING`);
const lockCounts = statement<CountRow>(`
  SELECT c.promotion_id, c.owner_id, c.uses, c.spent_minor FROM offers.promotion_count c
  JOIN unnest($1::uuid[], $2::uuid[]) AS k(promotion_id, owner_id) USING (promotion_id, owner_id)
  ORDER BY c.promotion_id, c.owner_id FOR UPDATE OF c`);
const readCounts = statement<CountRow>(lockCounts.text.replace(' FOR UPDATE OF c', ''));

/** Uses by `countKeyOf`; locked in one order, rows that are missing made, unless they are only looked at. */
export async function findCounts(
  tx: Tx,
  keys: readonly CountKey[],
  isLocked: boolean,
): Promise<Map<string, { uses: number; spentMinor: number }>> {
  if (keys.length === 0) {
    return new Map();
  }
  const parameters = [keys.map((each) => each.promotionId), keys.map((each) => each.ownerId)];
  if (isLocked) {
    await tx.run(makeCounts, parameters);
  }
  const rows = await tx.all(isLocked ? lockCounts : readCounts, parameters);
  return new Map(
    rows.map((row) => [
      countKeyOf({ promotionId: row.promotion_id, ownerId: row.owner_id }),
      { uses: row.uses, spentMinor: row.spent_minor },
    ]),
  );
}

export function countKeyOf({ promotionId, ownerId }: CountKey): string {
  return `${promotionId} ${ownerId}`;
}

export type UseToWrite = {
  readonly orderId: string;
  readonly number: number;
  readonly promotionId: string | null;
  readonly version: number | null;
  readonly coupon: Pick<CouponToUse, 'id' | 'kind'> | null;
  readonly state: 'reserved' | 'used' | 'held_out';
  readonly recordId: string | null;
  readonly placeId: string;
  readonly channel: string;
  readonly discountMinor: number;
  readonly deliveryMinor: number;
  readonly goodsMinor: number;
  /** Whose counts go up with it. */
  readonly counted: readonly CountKey[];
};

const insertUses = statement<object>(`
  INSERT INTO offers.promotion_use (order_id, number, promotion_id, version, coupon_id, state, record_id, place_id,
    channel, discount_minor, delivery_minor, goods_minor, reserved_at, changed_at)
  SELECT *, $13::timestamptz, $13::timestamptz FROM unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::int[],
    $5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[])`);
const takeCoupons = statement<object>(`
  UPDATE offers.coupon c SET uses_left = c.uses_left - u.uses,
    state = CASE WHEN c.uses_left = u.uses THEN 'used' ELSE c.state END,
    used_at = CASE WHEN c.uses_left = u.uses THEN $2 ELSE c.used_at END
  FROM (SELECT id, count(*)::int AS uses FROM unnest($1::uuid[]) AS t(id) GROUP BY id) AS u
  WHERE c.id = u.id`);
const takeCodes = statement<object>(`
  UPDATE offers.code c SET uses_left = c.uses_left - u.uses
  FROM (SELECT id, count(*)::smallint AS uses FROM unnest($1::uuid[]) AS t(id) GROUP BY id) AS u
  WHERE c.id = u.id`);
const addCounts = statement<object>(`
  UPDATE offers.promotion_count c SET uses = greatest(0, c.uses + u.uses),
    spent_minor = greatest(0, c.spent_minor + u.spent)
  FROM (SELECT promotion_id, owner_id, sum(uses) AS uses, sum(spent) AS spent
    FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[]) AS t(promotion_id, owner_id, uses, spent)
    GROUP BY 1, 2) AS u
  WHERE c.promotion_id = u.promotion_id AND c.owner_id = u.owner_id`);

/** Writes uses and takes them off coupons and limits, whose rows are locked. */
export async function insertUseRows(tx: Tx, uses: readonly UseToWrite[]): Promise<void> {
  const idsOf = (kind: CouponToUse['kind']) =>
    uses.flatMap(({ coupon }) => (coupon?.kind === kind ? [coupon.id] : []));
  const coupons = idsOf('coupon');
  const codes = idsOf('code');
  const counts = uses.flatMap((use) =>
    use.counted.map((key) => ({ ...key, uses: 1, spent: use.discountMinor + use.deliveryMinor })),
  );
  await Promise.all([
    tx.run(insertUses, [
      uses.map((each) => each.orderId),
      uses.map((each) => each.number),
      uses.map((each) => each.promotionId),
      uses.map((each) => each.version),
      uses.map((each) => each.coupon?.id ?? null),
      uses.map((each) => each.state),
      uses.map((each) => each.recordId),
      uses.map((each) => each.placeId),
      uses.map((each) => each.channel),
      uses.map((each) => each.discountMinor),
      uses.map((each) => each.deliveryMinor),
      uses.map((each) => each.goodsMinor),
      tx.now,
    ]),
    coupons.length === 0 ? undefined : tx.run(takeCoupons, [coupons, tx.now]),
    codes.length === 0 ? undefined : tx.run(takeCodes, [codes]),
    counts.length === 0 ? undefined : changeCounts(tx, counts),
  ]);
}

async function changeCounts(
  tx: Tx,
  counts: readonly (CountKey & { readonly uses: number; readonly spent: number })[],
): Promise<void> {
  await tx.run(addCounts, [
    counts.map((each) => each.promotionId),
    counts.map((each) => each.ownerId),
    counts.map((each) => each.uses),
    counts.map((each) => each.spent),
  ]);
}

const sumOfOrders = statement<{ order_id: string; off_minor: number }>(`
  SELECT order_id, sum(discount_minor)::bigint AS off_minor FROM offers.promotion_use
  WHERE order_id = ANY ($1::uuid[]) AND state IN ('reserved', 'used') GROUP BY order_id`);

/** What was off each of these orders, where anything was used. */
export async function findUsesOfOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.all(sumOfOrders, [orderIds]);
  return new Map(rows.map((row) => [row.order_id, row.off_minor]));
}

const settle = statement<{
  promotion_id: string | null;
  coupon_id: string | null;
  record_id: string | null;
  off_minor: number;
}>(`
  UPDATE offers.promotion_use SET state = $2, changed_at = $3 WHERE order_id = $1 AND state = ANY ($4::text[])
  RETURNING promotion_id, coupon_id, record_id, discount_minor + delivery_minor AS off_minor`);
// What is over stays used: it is given back while it can still be used, never to be told that it has ended.
const giveBackCoupons = statement<object>(`
  UPDATE offers.coupon SET uses_left = uses_left + 1, state = 'released', used_at = NULL
  WHERE id = ANY ($1::uuid[]) AND (valid_until IS NULL OR valid_until > $2)`);
const giveBackCodes = statement<object>(`
  UPDATE offers.code c SET uses_left = c.uses_left + 1 FROM offers.code_lot l
  WHERE c.id = ANY ($1::uuid[]) AND l.id = c.lot_id AND (l.valid_until IS NULL OR l.valid_until > $2)`);

/**
 * Reserved uses of an order become used, or are released: coupons in date and limits get theirs back. So do those of an
 * order of which everything came back (`returned`), though they were used.
 */
export async function settleUseRows(
  tx: Tx,
  orderId: string,
  to: 'used' | 'released' | 'returned',
): Promise<void> {
  const state = to === 'used' ? 'used' : 'released';
  const before = to === 'returned' ? ['reserved', 'used'] : ['reserved'];
  const rows = await tx.all(settle, [orderId, state, tx.now, before]);
  if (to === 'used' || rows.length === 0) {
    return;
  }
  const coupons = rows.flatMap(({ coupon_id: id }) => id ?? []);
  const counts = rows.flatMap(
    ({ promotion_id: promotionId, record_id: recordId, off_minor: off }) =>
      promotionId === null
        ? []
        : [promotionId, ...(recordId === null ? [] : [recordId])].map((ownerId) => ({
            promotionId,
            ownerId,
            uses: -1,
            spent: -off,
          })),
  );
  await Promise.all([
    coupons.length === 0 ? undefined : tx.run(giveBackCoupons, [coupons, tx.now]),
    coupons.length === 0 ? undefined : tx.run(giveBackCodes, [coupons, tx.now]),
    counts.length === 0 ? undefined : changeCounts(tx, counts),
  ]);
}

/** What limits say of one promotion and of a customer with these records. */
export function standingOf(
  counts: ReadonlyMap<string, { readonly uses: number; readonly spentMinor: number }>,
  promotionId: string,
  recordIds: readonly string[],
): Standing {
  const all = counts.get(countKeyOf({ promotionId, ownerId: promotionId }));
  const own = recordIds.map((ownerId) => counts.get(countKeyOf({ promotionId, ownerId })));
  return {
    uses: all?.uses ?? 0,
    usesOfCustomer: own.reduce((sum, each) => sum + (each?.uses ?? 0), 0),
    spentMinor: all?.spentMinor ?? 0,
  };
}
