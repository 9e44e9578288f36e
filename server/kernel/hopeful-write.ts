// A write that nearly always meets no row of before. ON CONFLICT looks into the index before it writes and again after:
// half as much again for every row (2.4 and 4.0 µs a key). Behind a savepoint the plain write may fail without its
// transaction, and the caller writes with care.
import { executorOf, type Parameters, type Statement } from './db.ts';
import { sqlStateOf } from './db-driver.ts';
import type { Tx } from './transaction.ts';

const uniqueViolation = '23505';

/**
 * Runs a plain insert; answers its number of rows, or undefined when a unique key was taken and nothing was written. One
 * round trip. What is sent in the same turn after it fails with it, so it goes last.
 */
export async function runHopefully(
  tx: Tx,
  of: Statement<object>,
  parameters: Parameters,
): Promise<number | undefined> {
  const { client } = tx;
  // Not by `tx`, which remembers the first failure as the cause of all that follow.
  const [, written] = await Promise.allSettled([
    client.query('SAVEPOINT hopeful'),
    executorOf(client).run(of, parameters),
    client.query('RELEASE hopeful'),
  ]);
  if (written.status === 'fulfilled') {
    return written.value;
  }
  if (sqlStateOf(written.reason) !== uniqueViolation) {
    throw written.reason;
  }
  await client.query('ROLLBACK TO hopeful; RELEASE hopeful');
  return undefined;
}
