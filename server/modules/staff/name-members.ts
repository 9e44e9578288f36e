import type { Tx } from '#kernel/transaction';
import { openMembers } from './member.ts';
import { findMembers } from './store.ts';

/** Names of members of staff by id (uuid); one who was erased is missing. */
export async function nameMembers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const members = await openMembers(tx, await findMembers(tx, ids));
  return new Map(members.flatMap(({ id, name }) => (name === '' ? [] : [[id, name]])));
}
