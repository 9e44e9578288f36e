// Lock-out of guessers. An attempt is counted before the secret is looked at and forgotten when it was right,
// so that guesses made at once cannot outrun the count. Counting commits on its own: a refused sign-in must
// leave its trace. What was attacked is kept as a blind index, never in clear.
import { statement } from './db.ts';
import { defineRefusals } from './errors.ts';
import { blindIndex } from './sealing.ts';
import type { Tx } from './transaction.ts';

/** Attempts that are free; from this one on each wrong guess doubles the wait. */
const freeAttemptsMax = 5;
const firstWaitS = 10;
const longestWaitS = 900;

const attemptRefusals = defineRefusals('kernel', {
  locked_out: {
    kind: 'limited',
    en: 'Too many wrong attempts. Wait {seconds} seconds, then try again.',
    ja: '入力の誤りが続いたため、{seconds}秒後にもう一度お試しください。',
  },
});

const count = statement<{ failures: number }>(`
  INSERT INTO kernel.attempt AS a (subject_hash, failures, last_failed_at) VALUES ($1, 1, $2)
  ON CONFLICT (subject_hash) DO UPDATE SET
    failures = CASE WHEN a.last_failed_at < $2 - interval '1 day' THEN 1 ELSE a.failures + 1 END,
    last_failed_at = $2,
    locked_until = CASE WHEN a.last_failed_at >= $2 - interval '1 day' AND a.failures + 1 >= $3
      THEN $2 + make_interval(secs => least($5, $4 * power(2, least(a.failures + 1 - $3, 20)))) END
  WHERE a.locked_until IS NULL OR a.locked_until <= $2
  RETURNING failures`);
const readLock = statement<{ locked_until: Temporal.Instant }>(`
  SELECT locked_until FROM kernel.attempt WHERE subject_hash = $1 AND locked_until IS NOT NULL`);
const forget = statement<object>('DELETE FROM kernel.attempt WHERE subject_hash = $1');

/**
 * Counts one attempt at `subject` (an account, a device) of a kind (`staff sign-in`); to be committed before
 * the secret is compared. Refuses with kernel.locked_out.
 */
export async function countAttempt(tx: Tx, kind: string, subject: string): Promise<void> {
  const hash = subjectHash(tx, kind, subject);
  const counted = await tx.maybe(count, [hash, tx.now, freeAttemptsMax, firstWaitS, longestWaitS]);
  if (counted !== undefined) {
    return;
  }
  const locked = await tx.maybe(readLock, [hash]);
  const leftMs =
    locked === undefined ? 1000 : locked.locked_until.since(tx.now).total('milliseconds');
  throw attemptRefusals.locked_out({ seconds: Math.max(1, Math.ceil(leftMs / 1000)) });
}

/** The secret was right: the attempts of before no longer count. */
export async function forgetAttempts(tx: Tx, kind: string, subject: string): Promise<void> {
  await tx.run(forget, [subjectHash(tx, kind, subject)]);
}

function subjectHash(tx: Tx, kind: string, subject: string): Buffer {
  return blindIndex(tx.masters, 'attempt', `${kind} ${subject}`);
}
