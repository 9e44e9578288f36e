// Every SQL statement about second factors.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type FactorRow = {
  staff_id: string;
  secret_sealed: Buffer;
  confirmed_at: Temporal.Instant | null;
  last_step: number;
};

const find = statement<FactorRow>(`
  SELECT staff_id, secret_sealed, confirmed_at, last_step FROM staff.second_factor WHERE staff_id = $1`);
const begin = statement<{ staff_id: string }>(`
  INSERT INTO staff.second_factor (staff_id, secret_sealed, created_at) VALUES ($1, $2, $3)
  ON CONFLICT (staff_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, last_step = 0,
    created_at = excluded.created_at
  WHERE second_factor.confirmed_at IS NULL RETURNING staff_id`);
const takeStep = statement<{ staff_id: string }>(`
  UPDATE staff.second_factor SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
  WHERE staff_id = $1 AND last_step < $2 RETURNING staff_id`);
const takeRecovery = statement<{ staff_id: string }>(`
  UPDATE staff.recovery_code SET used_at = $3
  WHERE staff_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING staff_id`);
const addRecovery = statement<object>(`
  INSERT INTO staff.recovery_code (staff_id, code_hash) SELECT $1, unnest($2::bytea[])`);
const held = statement<FactorsHeld>(`
  SELECT EXISTS (SELECT FROM staff.second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL) AS has_app,
    (SELECT count(*) FROM staff.passkey WHERE staff_id = $1) AS passkeys,
    (SELECT count(*) FROM staff.recovery_code WHERE staff_id = $1 AND used_at IS NULL) AS recovery_codes`);
const removeApp = statement<object>(
  'DELETE FROM staff.second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL',
);
const removeAll = statement<{ removed: number }>(`
  WITH app AS (DELETE FROM staff.second_factor WHERE staff_id = $1 RETURNING 1),
    keys AS (DELETE FROM staff.passkey WHERE staff_id = $1 RETURNING 1),
    asked AS (DELETE FROM staff.challenge WHERE staff_id = $1),
    codes AS (DELETE FROM staff.recovery_code WHERE staff_id = $1)
  SELECT (SELECT count(*) FROM app) + (SELECT count(*) FROM keys) AS removed`);
const removeCodes = statement<object>('DELETE FROM staff.recovery_code WHERE staff_id = $1');
const findRule = statement<{ asked_of: AskedOf; because: Because | null }>(
  'SELECT asked_of, because FROM staff.second_factor_rule',
);
const setRule = statement<object>(`
  INSERT INTO staff.second_factor_rule (asked_of, because, changed_at) VALUES ($1, $2, $3)
  ON CONFLICT (is_only) DO UPDATE SET asked_of = excluded.asked_of, because = excluded.because,
    changed_at = excluded.changed_at`);
const exempt = statement<object>(`
  INSERT INTO staff.second_factor_rule (asked_of, because, changed_at) VALUES ('nobody', 'example', $1)
  ON CONFLICT (is_only) DO NOTHING`);
const joined = statement<{ created_at: Temporal.Instant }>(
  'SELECT created_at FROM staff.member WHERE id = $1',
);

/** What a member has of second factors; of recovery codes those that are left. */
export type FactorsHeld = { has_app: boolean; passkeys: number; recovery_codes: number };
export type AskedOf = 'headquarters' | 'nobody';
export type Because = 'example' | 'owner';

export function findFactor(tx: Tx, staffId: string): Promise<FactorRow | undefined> {
  return tx.maybe(find, [staffId]);
}

/** False when a confirmed one is there. */
export async function beginFactor(tx: Tx, staffId: string, sealed: Buffer): Promise<boolean> {
  return (await tx.maybe(begin, [staffId, sealed, tx.now])) !== undefined;
}

/** Takes a step of time; false when it, or a later one, was taken before. */
export async function takeFactorStep(tx: Tx, staffId: string, step: number): Promise<boolean> {
  return (await tx.maybe(takeStep, [staffId, step, tx.now])) !== undefined;
}

export async function takeRecoveryCode(tx: Tx, staffId: string, hash: Buffer): Promise<boolean> {
  return (await tx.maybe(takeRecovery, [staffId, hash, tx.now])) !== undefined;
}

export async function addRecoveryCodes(
  tx: Tx,
  staffId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.run(addRecovery, [staffId, hashes]);
}

export function findFactorsHeld(tx: Tx, staffId: string): Promise<FactorsHeld> {
  return tx.one(held, [staffId]);
}

/** Every one, with what belongs to it; false when there was none. */
export async function removeFactors(tx: Tx, staffId: string): Promise<boolean> {
  return (await tx.one(removeAll, [staffId])).removed > 0;
}

export async function removeAppFactor(tx: Tx, staffId: string): Promise<boolean> {
  return (await tx.run(removeApp, [staffId])) > 0;
}

export async function removeRecoveryCodes(tx: Tx, staffId: string): Promise<void> {
  await tx.run(removeCodes, [staffId]);
}

export async function findFactorRule(
  tx: Tx,
): Promise<{ readonly askedOf: AskedOf; readonly because: Because | null }> {
  const row = await tx.maybe(findRule, []);
  return { askedOf: row?.asked_of ?? 'headquarters', because: row?.because ?? null };
}

export async function putFactorRule(tx: Tx, askedOf: AskedOf, because: Because | null) {
  await tx.run(setRule, [askedOf, because, tx.now]);
}

/** Unless somebody decided already. */
export async function exemptExample(tx: Tx): Promise<void> {
  await tx.run(exempt, [tx.now]);
}

export async function memberSince(tx: Tx, staffId: string): Promise<Temporal.Instant | undefined> {
  return (await tx.maybe(joined, [staffId]))?.created_at;
}
