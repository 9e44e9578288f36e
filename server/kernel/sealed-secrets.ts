// Secrets of the house that are sealed under the master key itself, where no record has a key for them (a webhook's
// secret, a coupon's code, mail to somebody who has no record yet). Each column that holds some declares itself, so
// that a rotation can seal them anew and the old key can be given up.
import type { Database, Statement } from './db.ts';
import { sealSecret, unsealSecret } from './sealing.ts';
import { transaction } from './transaction.ts';

export type SecretColumn = {
  /** What is bound into the sealed bytes, see `sealSecret`. */
  readonly use: string;
  /** Rows whose first two bytes are not $1, $2 at most, locked. */
  readonly stale: Statement<{ id: string; sealed: Buffer }>;
  /** Writes $2 to the row $1. */
  readonly replace: Statement<object>;
};

const columns: SecretColumn[] = [];
const chunkSize = 200;

/** Declares a column of secrets; called once, beside its statements. */
export function declareSecrets(column: SecretColumn): void {
  columns.push(column);
}

/** Seals every secret under the current master key that is not yet; answers how many. */
export async function resealSecrets(db: Database): Promise<number> {
  const current = Buffer.alloc(2);
  current.writeUInt16BE(db.masters.currentId);
  let resealed = 0;
  for (const column of columns) {
    for (;;) {
      const count = await transaction(
        db,
        { actor: 'job:kernel.reseal', timeoutMs: 30_000 },
        async (tx) => {
          const rows = await tx.all(column.stale, [current, chunkSize]);
          for (const { id, sealed } of rows) {
            const secret = unsealSecret(tx.masters, column.use, sealed);
            await tx.run(column.replace, [id, sealSecret(tx.masters, column.use, secret)]);
          }
          return rows.length;
        },
      );
      resealed += count;
      if (count < chunkSize) {
        break;
      }
    }
  }
  return resealed;
}
