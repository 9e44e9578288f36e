// Whose card it is that was shown: the record that a code names, when it names one customer only.
import { tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { keysOfQuery, tokenOf } from './look-up-keys.ts';
import { findCustomerIdsByToken, findRecordRows, findRecordRowsOfCustomers } from './store.ts';

const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The record (uuid) of a member number, a record's or a customer's id; undefined for none, several and erased. */
export async function findRecordByCode(tx: Tx, code: string): Promise<string | undefined> {
  const word = code.trim();
  const recordId = tryParseId('record', word);
  if (recordId !== undefined) {
    const [row] = await findRecordRows(tx, [recordId]);
    return row === undefined || row.erased_at !== null ? undefined : row.id;
  }
  const customerId = tryParseId('customer', word);
  const tokens = keysOfQuery(word).map((key) => tokenOf(tx.masters, key));
  const customers =
    customerId === undefined
      ? await findCustomerIdsByToken(tx, tokens, highestId, 2)
      : [customerId];
  const [only, second] = customers;
  if (only === undefined || second !== undefined) {
    return undefined;
  }
  const rows = await findRecordRowsOfCustomers(tx, [only]);
  return rows.find((row) => row.erased_at === null)?.id;
}
