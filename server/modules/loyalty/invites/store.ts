// The SQL of invitations.
import { statement } from '#kernel/db';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';

export type InviteRow = { id: string; record_id: string; code: string };
export type InvitedRow = {
  invite_id: string;
  inviter_id: string;
  order_id: string | null;
  accepted_at: Temporal.Instant;
};

const ofRecord = statement<InviteRow>(
  'SELECT id, record_id, code FROM loyalty.invite WHERE record_id = $1',
);
const byCode = statement<InviteRow>(
  'SELECT id, record_id, code FROM loyalty.invite WHERE code = $1',
);
const make = statement<object>(`
  INSERT INTO loyalty.invite (id, record_id, code, created_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (record_id) DO NOTHING`);
const accept = statement<{ record_id: string }>(`
  INSERT INTO loyalty.invited (record_id, invite_id, accepted_at) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING record_id`);
const invitedAmong = statement<{ record_id: string }>(
  'SELECT record_id FROM loyalty.invited WHERE record_id = ANY ($1::uuid[]) LIMIT 1',
);
const invited = statement<InvitedRow>(`
  SELECT d.invite_id, i.record_id AS inviter_id, d.order_id, d.accepted_at
  FROM loyalty.invited d JOIN loyalty.invite i ON i.id = d.invite_id WHERE d.record_id = $1`);
const lock = statement<{ id: string }>('SELECT id FROM loyalty.invite WHERE id = $1 FOR UPDATE');
const rewarded = statement<{ count: number }>(`
  SELECT count(*)::int AS count FROM loyalty.invited WHERE invite_id = $1 AND order_id IS NOT NULL`);
const mark = statement<object>('UPDATE loyalty.invited SET order_id = $2 WHERE record_id = $1');

export async function ensureInvite(tx: Tx, recordId: string, code: string): Promise<InviteRow> {
  await tx.run(make, [newId(), recordId, code, tx.now]);
  return tx.one(ofRecord, [recordId]);
}

export function findInviteByCode(tx: Tx, code: string): Promise<InviteRow | undefined> {
  return tx.maybe(byCode, [code]);
}

/** False when she was invited before. */
export async function insertInvited(tx: Tx, recordId: string, inviteId: string): Promise<boolean> {
  return (await tx.maybe(accept, [recordId, inviteId, tx.now])) !== undefined;
}

export async function isInvitedAmong(tx: Tx, recordIds: readonly string[]): Promise<boolean> {
  return (await tx.maybe(invitedAmong, [recordIds])) !== undefined;
}

export function findInvited(tx: Tx, recordId: string): Promise<InvitedRow | undefined> {
  return tx.maybe(invited, [recordId]);
}

export async function lockInvite(tx: Tx, inviteId: string): Promise<void> {
  await tx.one(lock, [inviteId]);
}

export async function countRewarded(tx: Tx, inviteId: string): Promise<number> {
  return (await tx.one(rewarded, [inviteId])).count;
}

export async function markRewarded(tx: Tx, recordId: string, orderId: string): Promise<void> {
  await tx.run(mark, [recordId, orderId]);
}
