// Every SQL statement of offers.

import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';
import { offersRefusals } from './errors.ts';

export type CouponState = 'issued' | 'reserved' | 'used' | 'released' | 'expired';

export type CouponToInsert = {
  readonly id: string;
  readonly promotionId: string | null;
  readonly codeToken: Buffer;
  readonly codeSealed: Buffer;
  readonly recordId: string | null;
  readonly state: CouponState;
  readonly usesLeft: number;
  readonly title: string | null;
  readonly discountMinor: number | null;
  readonly discountBp: number | null;
  readonly currency: string | null;
  readonly validFrom: Temporal.Instant | null;
  readonly validUntil: Temporal.Instant | null;
  readonly source: string;
  readonly sourceKey: string | null;
  readonly usedAt: Temporal.Instant | null;
};

export type CouponRow = {
  id: string;
  promotion_id: string | null;
  code_sealed: Buffer;
  record_id: string | null;
  state: CouponState;
  uses_left: number;
  title: string | null;
  discount_minor: number | null;
  discount_bp: number | null;
  currency: string | null;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
  source: string;
};

/** Used or over; `used_at` of one that was taken back by the house is when that was. */
export type PastCouponRow = CouponRow & { used_at: Temporal.Instant | null; is_reserved: boolean };

const columns = `id, promotion_id, code_sealed, record_id, state, uses_left, title, discount_minor, discount_bp,
  currency, valid_from, valid_until, source`;

/** A code of a lot that somebody put among her coupons. */
const columnsOfCode = `c.id, l.promotion_id, c.code_sealed, c.record_id,
  CASE WHEN c.uses_left > 0 THEN 'issued' ELSE 'used' END, c.uses_left::int, NULL::text, NULL::bigint, NULL::int,
  NULL::text, l.valid_from, l.valid_until, 'engawa'`;
const codesOfRecords = `offers.code c JOIN offers.code_lot l ON l.id = c.lot_id
  WHERE c.record_id = ANY ($1::uuid[])`;
const insert = statement<{ id: string }>(`
  INSERT INTO offers.coupon (id, promotion_id, code_token, code_sealed, record_id, state, uses_left, title,
    discount_minor, discount_bp, currency, valid_from, valid_until, source, source_key, used_at, issued_at)
  SELECT *, $17::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::uuid[], $6::text[],
    $7::int[], $8::text[], $9::bigint[], $10::int[], $11::text[], $12::timestamptz[], $13::timestamptz[],
    $14::text[], $15::text[], $16::timestamptz[])
  ON CONFLICT (source, source_key) WHERE source_key IS NOT NULL DO NOTHING
  RETURNING id`);
const findByToken = statement<CouponRow>(`
  SELECT ${columns} FROM offers.coupon WHERE code_token = $1 ORDER BY valid_until NULLS LAST, id LIMIT 100`);
const findByIds = statement<CouponRow>(
  `SELECT ${columns} FROM offers.coupon WHERE id = ANY ($1::uuid[])`,
);
const listOfRecords = statement<CouponRow>(`
  SELECT ${columns} FROM offers.coupon
  WHERE record_id = ANY ($1::uuid[]) AND state IN ('issued', 'released')
    AND (valid_until IS NULL OR valid_until > $2)
  UNION ALL SELECT ${columnsOfCode} FROM ${codesOfRecords} AND c.uses_left > 0 AND l.ended_at IS NULL
    AND (l.valid_until IS NULL OR l.valid_until > $2)
  ORDER BY valid_until NULLS LAST, id LIMIT 500`);
const listEvery = statement<CouponRow>(`
  SELECT ${columns} FROM offers.coupon WHERE record_id = ANY ($1::uuid[])
  UNION ALL SELECT ${columnsOfCode} FROM ${codesOfRecords} ORDER BY id DESC LIMIT 10000`);
const listPast = statement<PastCouponRow>(`
  SELECT p.*, coalesce(u.reserved_at, p.taken_at) AS used_at, coalesce(u.state = 'reserved', false) AS is_reserved
  FROM (
    SELECT ${columns}, used_at AS taken_at FROM offers.coupon WHERE record_id = ANY ($1::uuid[])
      AND (state IN ('used', 'expired', 'reserved') OR valid_until <= $2)
    UNION ALL SELECT ${columnsOfCode}, l.ended_at FROM ${codesOfRecords}
      AND (c.uses_left = 0 OR l.ended_at IS NOT NULL OR l.valid_until <= $2)
  ) AS p LEFT JOIN LATERAL (
    SELECT reserved_at, state FROM offers.promotion_use
    WHERE coupon_id = p.id AND state IN ('reserved', 'used') ORDER BY reserved_at DESC LIMIT 1) AS u ON true
  ORDER BY coalesce(u.reserved_at, p.taken_at, p.valid_until) DESC NULLS LAST, p.id LIMIT $3`);
const sumOfSource = statement<{ coupons: number; uses_left: number }>(`
  SELECT count(*) AS coupons, coalesce(sum(uses_left), 0)::bigint AS uses_left FROM offers.coupon
  WHERE source = $1`);

/** Ids of the coupons that are new; a row of a source that is there already is left as it is. */
export async function insertCouponRows(
  tx: Tx,
  coupons: readonly CouponToInsert[],
): Promise<Set<string>> {
  try {
    const rows = await tx.all(insert, [
      coupons.map((each) => each.id),
      coupons.map((each) => each.promotionId),
      coupons.map((each) => each.codeToken),
      coupons.map((each) => each.codeSealed),
      coupons.map((each) => each.recordId),
      coupons.map((each) => each.state),
      coupons.map((each) => each.usesLeft),
      coupons.map((each) => each.title),
      coupons.map((each) => each.discountMinor),
      coupons.map((each) => each.discountBp),
      coupons.map((each) => each.currency),
      coupons.map((each) => each.validFrom),
      coupons.map((each) => each.validUntil),
      coupons.map((each) => each.source),
      coupons.map((each) => each.sourceKey),
      coupons.map((each) => each.usedAt),
      tx.now,
    ]);
    return new Set(rows.map((row) => row.id));
  } catch (error) {
    if (violatedConstraint(error) === 'coupon_promotion_id_fkey') {
      throw offersRefusals.promotion_unknown();
    }
    throw error;
  }
}

export function findCouponRows(tx: Tx, codeToken: Buffer): Promise<CouponRow[]> {
  return tx.all(findByToken, [codeToken]);
}

export function findCouponRowsById(tx: Tx, ids: readonly string[]): Promise<CouponRow[]> {
  return tx.all(findByIds, [ids]);
}

/** Coupons of these records that can be used now or later. */
export function listCouponRows(tx: Tx, recordIds: readonly string[]): Promise<CouponRow[]> {
  return tx.all(listOfRecords, [recordIds, tx.now]);
}

/** Coupons of these records that are used or over, the latest first. */
export function listPastCouponRows(
  tx: Tx,
  recordIds: readonly string[],
  count: number,
): Promise<PastCouponRow[]> {
  return tx.all(listPast, [recordIds, tx.now, count]);
}

/** Every coupon of these records, used and ended ones too. */
export function listEveryCouponRow(tx: Tx, recordIds: readonly string[]): Promise<CouponRow[]> {
  return tx.all(listEvery, [recordIds]);
}

/** All coupons of a source, and the uses left on them. */
export async function sumCoupons(
  tx: Tx,
  source: string,
): Promise<{ readonly coupons: number; readonly usesLeft: number }> {
  const row = await tx.one(sumOfSource, [source]);
  return { coupons: row.coupons, usesLeft: row.uses_left };
}

declareSecrets({
  use: 'offers.coupon_code',
  stale: statement(`
    SELECT id, code_sealed AS sealed FROM offers.coupon
    WHERE substring(code_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE offers.coupon SET code_sealed = $2 WHERE id = $1'),
});
