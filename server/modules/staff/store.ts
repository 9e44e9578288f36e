// Every SQL statement of staff.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { staffRefusals } from './errors.ts';

export type MemberRow = {
  id: string;
  profile_sealed: Buffer;
  password_hash: string | null;
  pin_hash: string | null;
  roles: string[];
  place_id: string | null;
  is_active: boolean;
  has_second_factor: boolean;
};

const columns = `id, profile_sealed, password_hash, pin_hash, roles, place_id, is_active,
  EXISTS (SELECT FROM staff.second_factor f WHERE f.staff_id = member.id AND f.confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM staff.passkey k WHERE k.staff_id = member.id) AS has_second_factor`;

const findByLogin = statement<MemberRow>(`
  SELECT ${columns} FROM staff.member WHERE login_token = $1 AND is_active`);
const find = statement<MemberRow>(
  `SELECT ${columns} FROM staff.member WHERE id = ANY ($1::uuid[])`,
);
const findForChange = statement<MemberRow>(
  `SELECT ${columns} FROM staff.member WHERE id = $1 FOR UPDATE`,
);
const list = statement<MemberRow>(`SELECT ${columns} FROM staff.member ORDER BY id LIMIT 2000`);
const listSwitchable = statement<MemberRow>(`
  SELECT ${columns} FROM staff.member
  WHERE is_active AND pin_hash IS NOT NULL AND (place_id = $1 OR place_id IS NULL) ORDER BY id LIMIT 200`);
const lockOwners = statement<{ id: string }>(`
  SELECT id FROM staff.member WHERE is_active AND 'owner' = ANY (roles) ORDER BY id FOR UPDATE`);
const claimFirstOwner = statement<object>(
  "SELECT pg_advisory_xact_lock(hashtextextended('staff first owner', 7))",
);
const insert = statement<object>(`
  INSERT INTO staff.member (id, login_token, profile_sealed, password_hash, pin_hash, roles, place_id,
    created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`);
const update = statement<object>(`
  UPDATE staff.member SET profile_sealed = $2, password_hash = $3, pin_hash = $4, roles = $5, place_id = $6,
    is_active = $7, updated_at = $8 WHERE id = $1`);

export function findMemberByLogin(tx: Tx, loginToken: Buffer): Promise<MemberRow | undefined> {
  return tx.maybe(findByLogin, [loginToken]);
}

export function findMembers(tx: Tx, ids: readonly string[]): Promise<MemberRow[]> {
  return tx.all(find, [ids]);
}

/** Locks the row. Refuses with staff.unknown. */
export async function lockMember(tx: Tx, id: string): Promise<MemberRow> {
  const row = await tx.maybe(findForChange, [id]);
  if (row === undefined) {
    throw staffRefusals.unknown();
  }
  return row;
}

export function listMembers(tx: Tx): Promise<MemberRow[]> {
  return tx.all(list);
}

/** Active members with a PIN who may act at a place. */
export function listSwitchableMembers(tx: Tx, placeId: string): Promise<MemberRow[]> {
  return tx.all(listSwitchable, [placeId]);
}

/** Ids of the active owners, their rows locked. */
export async function lockOwnerIds(tx: Tx): Promise<string[]> {
  return (await tx.all(lockOwners)).map((row) => row.id);
}

/** Lets one first start at a time look for an owner. */
export async function waitForFirstOwner(tx: Tx): Promise<void> {
  await tx.all(claimFirstOwner);
}

export type MemberToInsert = Omit<MemberRow, 'is_active' | 'has_second_factor'> & {
  login_token: Buffer;
};

/** Refuses with staff.login_taken, staff.place_unknown. */
export async function insertMember(tx: Tx, member: MemberToInsert): Promise<void> {
  await told(() =>
    tx.run(insert, [
      member.id,
      member.login_token,
      member.profile_sealed,
      member.password_hash,
      member.pin_hash,
      member.roles,
      member.place_id,
      tx.now,
    ]),
  );
}

/** Refuses with staff.place_unknown. */
export async function updateMember(tx: Tx, member: MemberRow): Promise<void> {
  await told(() =>
    tx.run(update, [
      member.id,
      member.profile_sealed,
      member.password_hash,
      member.pin_hash,
      member.roles,
      member.place_id,
      member.is_active,
      tx.now,
    ]),
  );
}

async function told(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'member_login_token_key') {
      throw staffRefusals.login_taken();
    }
    if (constraint === 'member_place_id_fkey') {
      throw staffRefusals.place_unknown();
    }
    throw error;
  }
}
