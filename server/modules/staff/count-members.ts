// How many people of the house may do something: whoever asks for four eyes has to know whether there are four.
import { isAllowed, type Permission } from '#kernel/roles';
import type { Tx } from '#kernel/transaction';
import { listMembers } from './store.ts';

/** Active members whose roles grant the permission. */
export async function countMembersWith(tx: Tx, permission: Permission): Promise<number> {
  const members = await listMembers(tx);
  return members.filter((row) => row.is_active && isAllowed(row.roles, permission)).length;
}
