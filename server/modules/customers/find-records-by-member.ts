// Records by the member number that a system wrote on them.
import type { Tx } from '#kernel/transaction';
import { memberKey, tokenOf } from './look-up-keys.ts';
import { findRecordIdsByToken } from './store-own.ts';

/** The records (uuids) that have this member number, whoever handed it out. */
export async function findRecordsByMember(tx: Tx, number: string): Promise<string[]> {
  const { token } = tokenOf(tx.masters, { kind: 'member', value: memberKey(number) });
  return findRecordIdsByToken(tx, 'member', token);
}
