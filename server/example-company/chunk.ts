// One chunk of the example company is one transaction, done once: it is remembered under a key in the same commit, so
// that a start that was cut off goes on where it stopped.
import { hashInput, once } from '#kernel/idempotency';
import { type Tx, transaction } from '#kernel/transaction';
import type { OpenHouse } from '../house.ts';

export const source = 'engawa-shoten';
/** The PIN of everybody who works in the example company. */
export const examplePin = '2468';
const scope = 'example-company';
const timeoutMs = 120_000;

export type LoadingHouse = OpenHouse & {
  /** When aborted no further chunk begins. */
  readonly stopping?: AbortSignal | undefined;
};

/** Runs `work` once for ever; the answer must be plain JSON. Throws the reason when the house is to stop. */
export async function runOnce<Answer>(
  house: LoadingHouse,
  key: string,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  house.stopping?.throwIfAborted();
  return await transaction(house.db, { actor: `import:${source}`, timeoutMs }, (tx) =>
    once(tx, { scope, key, hash: hashInput(tx.masters, key) }, () => work(tx)),
  );
}

/** Runs `work` over slices of `size`, each once, two at a time: one prepares while the other is in the database. */
export async function runChunks<Row>(
  house: OpenHouse,
  name: string,
  rows: readonly Row[],
  size: number,
  work: (tx: Tx, rows: readonly Row[], firstRow: number) => Promise<unknown>,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => index * size);
  const run = async (): Promise<void> => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const first = start;
      const done = runOnce(house, `${name} ${first}`, async (tx) => {
        await work(tx, rows.slice(first, first + size), first);
        return null;
      });
      await done.catch((error: unknown) => {
        starts.length = 0;
        throw error;
      });
    }
  };
  await together(run(), run());
}

/** Waits for both, also when one has failed, so that nothing runs on behind the failure; then throws that one. */
export async function together<One, Other>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
