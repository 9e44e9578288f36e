// Every write is idempotent: a key and a hash of the input. Same key and input → the same answer; other
// input → refusal. Only what succeeded is remembered: a refused request changed nothing and may be repeated.
import { statement } from './db.ts';
import { defineRefusals } from './errors.ts';
import { blindIndex, type MasterKeys } from './sealing.ts';
import type { Tx } from './transaction.ts';

export const idempotencyRefusals = defineRefusals('kernel', {
  key_reused: {
    kind: 'conflict',
    en: 'This Idempotency-Key was already used for a different request; use a new key for a new request.',
    ja: 'このIdempotency-Keyは別の内容のリクエストで使用済みです。新しいリクエストには新しいキーを使ってください。',
  },
  key_malformed: {
    kind: 'invalid',
    en: 'An Idempotency-Key has 1 to 200 printable ASCII characters.',
    ja: 'Idempotency-Keyは1〜200文字の半角英数記号で指定してください。',
  },
});

export type IdempotentInput = {
  readonly scope: string;
  readonly key: string;
  readonly hash: Buffer;
};

const find = statement<{ input_hash: Buffer; answer: unknown }>(
  'SELECT input_hash, answer FROM kernel.idempotency WHERE scope = $1 AND key = $2',
);
const claim = statement<object>(
  'SELECT pg_advisory_xact_lock(hashtextextended($1 || chr(31) || $2, 7))',
);
const remember = statement<object>(`
  INSERT INTO kernel.idempotency (scope, key, input_hash, answer, created_at) VALUES ($1, $2, $3, $4, $5)`);

/**
 * The hash of a request's content: key order does not matter. It is keyed, since content may hold what could
 * be guessed from a plain hash (a contact, a birth date).
 */
export function hashInput(masters: MasterKeys, input: unknown): Buffer {
  return blindIndex(masters, 'kernel.idempotency', canonical(input));
}

/**
 * Runs `work` once for a key. Two requests with one key wait for each other, so that the second finds what
 * the first did.
 */
export async function once<Answer>(
  tx: Tx,
  input: IdempotentInput,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const [, known] = await Promise.all([
    tx.all(claim, [input.scope, input.key]),
    tx.maybe(find, [input.scope, input.key]),
  ]);
  if (known !== undefined) {
    if (!known.input_hash.equals(input.hash)) {
      throw idempotencyRefusals.key_reused();
    }
    return known.answer as Answer;
  }
  const answer = await work();
  tx.runLast(remember, [input.scope, input.key, input.hash, JSON.stringify(answer), tx.now]);
  return answer;
}

function canonical(value: unknown): string {
  if (value === undefined) {
    return 'null';
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`);
  return `{${entries.join(',')}}`;
}
