// The SQL of bearer codes.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type BearerRow = { id: string; code_hash: Buffer; unit: string; state: string };

const insert = statement<object>(`
  INSERT INTO ledger.bearer (id, code_hash, code_tail, unit, created_at)
  SELECT b.id, b.code_hash, b.code_tail, $4, $5
  FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS b(id, code_hash, code_tail)
  ON CONFLICT (code_hash) DO NOTHING`);
const find = statement<BearerRow>(
  'SELECT id, code_hash, unit, state FROM ledger.bearer WHERE code_hash = ANY ($1::bytea[])',
);

export async function insertBearerRows(
  tx: Tx,
  unit: string,
  rows: readonly { readonly id: string; readonly hash: Buffer; readonly tail: string }[],
): Promise<void> {
  await tx.run(insert, [
    rows.map((row) => row.id),
    rows.map((row) => row.hash),
    rows.map((row) => row.tail),
    unit,
    tx.now,
  ]);
}

export function findBearerRows(tx: Tx, hashes: readonly Buffer[]): Promise<BearerRow[]> {
  return tx.all(find, [hashes]);
}
