// The SQL of codes that are made by the lot.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';
import { offersRefusals } from './errors.ts';

/** What is bound into the sealed bytes of `offers.code_lot.secret_sealed`. */
export const lotSecretUse = 'offers.lot_secret';

export type LotRow = {
  id: string;
  promotion_id: string;
  name: string;
  code_count: number;
  made_count: number;
  secret_sealed: Buffer;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
  created_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
};

const columns = `id, promotion_id, name, code_count, made_count, secret_sealed, valid_from, valid_until, created_at,
  ended_at`;
const insertLot = statement<object>(`
  INSERT INTO offers.code_lot (id, promotion_id, name, code_count, secret_sealed, valid_from, valid_until, created_at,
    created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const find = statement<LotRow>(`SELECT ${columns} FROM offers.code_lot WHERE id = $1`);
const lock = statement<LotRow>(`SELECT ${columns} FROM offers.code_lot WHERE id = $1 FOR UPDATE`);
const list = statement<LotRow & { used_count: number }>(`
  SELECT ${columns.replaceAll(/\b(\w+)/g, 'l.$1')}, (
    SELECT count(*) FROM offers.promotion_use u JOIN offers.code c ON c.id = u.coupon_id
    WHERE u.promotion_id = l.promotion_id AND c.lot_id = l.id AND u.state IN ('reserved', 'used')) AS used_count
  FROM offers.code_lot l WHERE l.promotion_id = $1 ORDER BY l.id DESC LIMIT 100`);
const setMade = statement<object>('UPDATE offers.code_lot SET made_count = $2 WHERE id = $1');
const endLot = statement<object>(`
  UPDATE offers.code_lot SET ended_at = coalesce(ended_at, $2) WHERE id = $1`);
const insertCodes = statement<object>(`
  INSERT INTO offers.code (id, lot_id, uses_left) SELECT id, $2, 1 FROM unnest($1::uuid[]) AS t(id)
  ON CONFLICT DO NOTHING`);

const claimCoupon = statement<object>(`
  UPDATE offers.coupon SET record_id = $2 WHERE id = $1 AND record_id IS NULL`);
const claimCode = statement<object>(`
  UPDATE offers.code SET record_id = $2, code_sealed = $3 WHERE id = $1 AND record_id IS NULL`);
const countTaken = statement<{ taken: number }>(`
  SELECT count(*)::int AS taken FROM offers.promotion_use
  WHERE coupon_id = $1 AND state IN ('reserved', 'used')`);

/** A coupon or a code for whoever brings it, locked before, becomes a record's. */
export async function claimRow(
  tx: Tx,
  coupon: { readonly id: string; readonly kind: 'coupon' | 'code' },
  recordId: string,
  codeSealed: Buffer,
): Promise<void> {
  await (coupon.kind === 'coupon'
    ? tx.run(claimCoupon, [coupon.id, recordId])
    : tx.run(claimCode, [coupon.id, recordId, codeSealed]));
}

/** How many of its uses are taken. */
export async function countTakenUses(tx: Tx, couponId: string): Promise<number> {
  return (await tx.one(countTaken, [couponId])).taken;
}

export async function insertLotRow(
  tx: Tx,
  lot: {
    readonly id: string;
    readonly promotionId: string;
    readonly name: string;
    readonly codes: number;
    readonly secretSealed: Buffer;
    readonly validFrom: Temporal.Instant | null;
    readonly validUntil: Temporal.Instant | null;
  },
): Promise<void> {
  const { id, promotionId, name, codes, secretSealed, validFrom, validUntil } = lot;
  try {
    await tx.run(insertLot, [
      id,
      promotionId,
      name,
      codes,
      secretSealed,
      validFrom,
      validUntil,
      tx.now,
      tx.actor,
    ]);
  } catch (error) {
    if (violatedConstraint(error) === 'code_lot_promotion_id_fkey') {
      throw offersRefusals.promotion_unknown();
    }
    throw error;
  }
}

export function findLotRow(tx: Tx, id: string): Promise<LotRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockLotRow(tx: Tx, id: string): Promise<LotRow | undefined> {
  return tx.maybe(lock, [id]);
}

export function listLotRows(
  tx: Tx,
  promotionId: string,
): Promise<(LotRow & { used_count: number })[]> {
  return tx.all(list, [promotionId]);
}

export async function setMadeCount(tx: Tx, id: string, made: number): Promise<void> {
  await tx.run(setMade, [id, made]);
}

/** Its codes count as used from now on. */
export async function endLotRow(tx: Tx, id: string): Promise<number> {
  return tx.run(endLot, [id, tx.now]);
}

/** Sorted ids, so that the index grows at few places. */
export async function insertCodeRows(tx: Tx, lotId: string, ids: readonly string[]): Promise<void> {
  await tx.run(insertCodes, [ids, lotId]);
}

declareSecrets({
  use: lotSecretUse,
  stale: statement(`
    SELECT id, secret_sealed AS sealed FROM offers.code_lot
    WHERE substring(secret_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE offers.code_lot SET secret_sealed = $2 WHERE id = $1'),
});

declareSecrets({
  use: 'offers.coupon_code',
  stale: statement(`
    SELECT id, code_sealed AS sealed FROM offers.code
    WHERE record_id IS NOT NULL AND substring(code_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE offers.code SET code_sealed = $2 WHERE id = $1'),
});
