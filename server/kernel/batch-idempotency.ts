// Idempotency for hot commands, set-based: one look-up and one write a batch. Members with the same key in
// one batch get the same answer; keys are locked in sorted order, so that a repetition in another batch
// waits and then finds what the first did.
import { type FlightWork, type HotCommand, type Outcome, performOn } from './batch.ts';
import { statement } from './db.ts';
import { type IdempotentInput, idempotencyRefusals } from './idempotency.ts';
import type { Tx } from './transaction.ts';

export type IdempotentMember<Input> = {
  readonly input: Input;
  readonly idempotency?: IdempotentInput;
};

const lockKeys = statement<object>(`
  SELECT pg_advisory_xact_lock(h) FROM (
    SELECT DISTINCT hashtextextended(s || chr(31) || k, 7) AS h
    FROM unnest($1::text[], $2::text[]) AS u(s, k) ORDER BY 1) AS sorted`);
const findKeys = statement<{ scope: string; key: string; input_hash: Buffer; answer: unknown }>(`
  SELECT i.scope, i.key, i.input_hash, i.answer
  FROM unnest($1::text[], $2::text[]) AS u(s, k)
  JOIN kernel.idempotency i ON i.scope = u.s AND i.key = u.k`);
const rememberKeys = statement<object>(`
  INSERT INTO kernel.idempotency (scope, key, input_hash, answer, created_at)
  SELECT u.s, u.k, u.h, u.a::json, $5 FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) AS u(s, k, h, a)`);

/**
 * A hot command whose members may carry a key. `shape` makes plain JSON answers, since they are kept for the
 * repetition.
 */
export function asIdempotentFlight<Input, Facts, Decision, Answer, Shaped>(
  command: HotCommand<Input, Facts, Decision, Answer>,
  shape: (answer: Answer) => Shaped,
): FlightWork<IdempotentMember<Input>, Shaped> {
  return {
    name: command.name,
    purpose: command.purpose ?? 'service',
    perform: async (tx, members) => {
      // Keys are looked at and facts are loaded in one round trip; facts of a repetition are loaded in vain.
      const all = members.map(({ input }) => input);
      const [remembered, facts] = await Promise.all([
        recall<Shaped>(tx, members),
        command.load(tx, all),
      ]);
      // The first member of each key runs; the others of this batch get what it got.
      const firstOfKey = new Map<string, number>();
      const running: number[] = [];
      members.forEach((member, index) => {
        const key = keyOf(member);
        if (key === undefined) {
          running.push(index);
        } else if (!remembered.has(key) && !firstOfKey.has(key)) {
          firstOfKey.set(key, index);
          running.push(index);
        }
      });
      const inputs = running.map((index) => (members[index] as IdempotentMember<Input>).input);
      const outcomes = await performShaped(tx, command, shape, inputs, facts);
      const ofIndex = new Map(running.map((index, at) => [index, outcomes[at] as Outcome<Shaped>]));
      remember(tx, members, ofIndex);
      return members.map((member, index) => {
        const key = keyOf(member);
        const known = key === undefined ? undefined : remembered.get(key);
        if (known !== undefined) {
          return sameInput(member, known.hash, { answer: known.answer });
        }
        const first = key === undefined ? index : (firstOfKey.get(key) ?? index);
        const hash = members[first]?.idempotency?.hash;
        return sameInput(member, hash, ofIndex.get(first) as Outcome<Shaped>);
      });
    },
  };
}

type Remembered<Shaped> = { readonly hash: Buffer; readonly answer: Shaped };

async function recall<Shaped>(
  tx: Tx,
  members: readonly IdempotentMember<unknown>[],
): Promise<Map<string, Remembered<Shaped>>> {
  const keyed = members.flatMap(({ idempotency }) =>
    idempotency === undefined ? [] : [idempotency],
  );
  if (keyed.length === 0) {
    return new Map();
  }
  const parameters = [keyed.map((each) => each.scope), keyed.map((each) => each.key)];
  // Two statements, so that the look-up sees what whoever held a key has committed.
  const [, rows] = await Promise.all([tx.all(lockKeys, parameters), tx.all(findKeys, parameters)]);
  return new Map(
    rows.map((row) => [
      `${row.scope}\u001f${row.key}`,
      { hash: row.input_hash, answer: row.answer as Shaped },
    ]),
  );
}

async function performShaped<Input, Facts, Decision, Answer, Shaped>(
  tx: Tx,
  command: HotCommand<Input, Facts, Decision, Answer>,
  shape: (answer: Answer) => Shaped,
  inputs: readonly Input[],
  facts: Facts,
): Promise<Outcome<Shaped>[]> {
  const outcomes = await performOn(tx, command, inputs, facts);
  return outcomes.map((outcome) =>
    'refusal' in outcome ? outcome : { answer: shape(outcome.answer) },
  );
}

function remember<Input, Shaped>(
  tx: Tx,
  members: readonly IdempotentMember<Input>[],
  outcomes: ReadonlyMap<number, Outcome<Shaped>>,
): void {
  const kept = [...outcomes].flatMap(([index, outcome]) => {
    const idempotency = members[index]?.idempotency;
    return idempotency === undefined || 'refusal' in outcome
      ? []
      : [{ ...idempotency, answer: outcome.answer }];
  });
  if (kept.length > 0) {
    tx.runLast(rememberKeys, [
      kept.map((each) => each.scope),
      kept.map((each) => each.key),
      kept.map((each) => each.hash),
      kept.map((each) => JSON.stringify(each.answer)),
      tx.now,
    ]);
  }
}

function sameInput<Shaped>(
  member: IdempotentMember<unknown>,
  hash: Buffer | undefined,
  outcome: Outcome<Shaped>,
): Outcome<Shaped> {
  const own = member.idempotency?.hash;
  return own !== undefined && hash !== undefined && !own.equals(hash)
    ? { refusal: idempotencyRefusals.key_reused() }
    : outcome;
}

function keyOf({ idempotency }: IdempotentMember<unknown>): string | undefined {
  return idempotency === undefined ? undefined : `${idempotency.scope}\u001f${idempotency.key}`;
}
