// One chunk of the example company is one transaction, done once: it is remembered under a key in the same commit, so
// that a start that was cut off goes on where it stopped.
import { hashInput, once } from '#kernel/idempotency';
import { type Tx, transaction } from '#kernel/transaction';
import type { OpenHouse } from '../house.ts';

export const source = 'engawa-shoten';
const scope = 'example-company';
const timeoutMs = 120_000;

/** Runs `work` once for ever; the answer must be plain JSON. */
export function runOnce<Answer>(
  house: OpenHouse,
  key: string,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  return transaction(house.db, { actor: `import:${source}`, timeoutMs }, (tx) =>
    once(tx, { scope, key, hash: hashInput(tx.masters, key) }, () => work(tx)),
  );
}

/** Runs `work` over slices of `size`, each once. */
export async function runChunks<Row>(
  house: OpenHouse,
  name: string,
  rows: readonly Row[],
  size: number,
  work: (tx: Tx, rows: readonly Row[], firstRow: number) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += size) {
    await runOnce(house, `${name} ${start}`, async (tx) => {
      await work(tx, rows.slice(start, start + size), start);
      return null;
    });
  }
}
