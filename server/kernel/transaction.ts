// The one transaction path. Edges open transactions, use cases take `tx` first. A transaction declares its
// purpose (row security reads it), times out, buffers its events and writes them as its last statement,
// and is run again when the database asks for that. See docs/decisions/0005-one-transaction-path.md.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Database, Executor, Parameters, Statement } from './db.ts';
import { executorOf, gatherWrites } from './db.ts';
import { fromDriver, isRetryable, sqlStateOf } from './db-driver.ts';
import type { NewEvent } from './events.ts';
import { insertEvents } from './events-store.ts';
import { declaredBits, type Purpose, purposes } from './purposes.ts';
import type { MasterKeys } from './sealing.ts';

export type Tx = Executor & {
  readonly purpose: Purpose;
  readonly masters: MasterKeys;
  /** The moment the transaction began, by the house's clock. */
  readonly now: Temporal.Instant;
  /** Who acts: `staff:stf_…`, `customer:rec_…`, `system`. Written into every event. */
  readonly actor: string;
  /** Appends an event; it is written just before the commit, in the order of the calls. */
  emit(event: NewEvent): void;
  /** A write that nothing in this transaction reads: it goes out with the events and COMMIT, in one round trip. */
  runLast(statement: Statement<object>, parameters: Parameters): void;
  /**
   * Writes whose statements have all been issued: COMMIT goes out behind them without waiting for their answers. Should
   * one fail, nothing is committed and its error is thrown.
   */
  commitBehind(written: Promise<unknown>): void;
  /** Resolves when everything given to `commitBehind` has been answered; throws its error. */
  arrived(): Promise<void>;
  /** Runs after a successful commit, never awaited by the transaction, must not throw. */
  afterCommit(run: () => void): void;
  /** Whose transaction it is: caches are kept by database (log-kept-cache.ts). */
  readonly database: Database;
  /** COPY and other streams need the connection itself. */
  readonly client: PoolClient;
};

export type TransactionOptions = {
  readonly purpose?: Purpose;
  readonly actor?: string;
  /** 5 s unless told; imports commit in chunks and may ask for more. */
  readonly timeoutMs?: number;
  readonly readOnly?: boolean;
  /** One snapshot for every statement (backup, exports). */
  readonly snapshot?: boolean;
  /** Called when the work is done and COMMIT goes out; again when it is tried again. */
  readonly onCommitting?: () => void;
};

const attemptsMax = 4;

/** Told after each commit that wrote events; the log sets itself here (see log.ts). */
export type CommitHook = (pendingSeqs: readonly number[]) => void;
const commitHooks = new WeakMap<Database, CommitHook>();

export function onCommittedEvents(db: Database, hook: CommitHook): void {
  commitHooks.set(db, hook);
}

/** Told the events of each commit of this process, before the write is answered (see log-kept-cache.ts). */
type NewsHook = (events: readonly NewEvent[], by: EventsBy) => void;
/** Who wrote events and when: what an event does not say itself. */
export type EventsBy = Pick<Tx, 'actor' | 'now'>;
const newsHooks = new WeakMap<Database, Set<NewsHook>>();

export function onCommittedNews(db: Database, hook: NewsHook): void {
  const hooks = newsHooks.get(db) ?? new Set();
  newsHooks.set(db, hooks.add(hook));
}

/** Runs `work` in a transaction and commits; throws what `work` throws after rolling back. */
export async function transaction<Answer>(
  db: Database,
  options: TransactionOptions,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(db, options, work);
    } catch (error) {
      if (attempt >= attemptsMax || !isRetryable(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, attempt * 5 * Math.random()));
    }
  }
}

/**
 * Runs `work` under another purpose within the same transaction, and goes back to its own. For what answers a person
 * about herself, and for what moves her masks or erases her; everything else is one transaction a purpose.
 */
export async function underPurpose<Answer>(
  tx: Tx,
  purpose: Purpose,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const declare = (bits: number) => tx.client.query(`SET LOCAL engawa.purpose = '${bits}'`);
  // What is done for her under `duty` sees her under the other purpose too while use is stopped.
  const also = tx.purpose === 'duty' ? purposes.duty.bit : 0;
  await declare(declaredBits(purpose) | also);
  const answer = await work({ ...tx, purpose });
  await declare(declaredBits(tx.purpose));
  return answer;
}

async function attemptOnce<Answer>(
  db: Database,
  options: TransactionOptions,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const client = await db.pool.connect().catch((error: unknown) => {
    throw fromDriver(error);
  });
  const after: (() => void)[] = [];
  const events: NewEvent[] = [];
  const last: (() => Promise<number>)[] = [];
  const underWay: Promise<unknown>[] = [];
  let isOpen = true;
  let broken: Error | undefined;
  let cause: unknown;
  try {
    const executor = executorOf(client);
    const guarded = guard(
      executor,
      () => isOpen,
      (error) => {
        cause ??= error;
      },
    );
    const tx: Tx = {
      ...guarded,
      purpose: options.purpose ?? 'service',
      masters: db.masters,
      now: db.clock.now(),
      actor: options.actor ?? 'system',
      emit: (event) => {
        if (!isOpen) {
          throw new Error(
            `${event.type} was emitted after its transaction had ended: an await is missing`,
          );
        }
        events.push(event);
      },
      runLast: (of, parameters) => last.push(() => executor.run(of, parameters)),
      commitBehind: (written) => {
        underWay.push(written);
        // Whoever waits for it hears of its failure, at the latest with COMMIT.
        written.catch(() => undefined);
      },
      arrived: async () => {
        await Promise.all(underWay.splice(0));
      },
      afterCommit: (run) => after.push(run),
      database: db,
      client,
    };
    // The first statements go out together with BEGIN, the events together with COMMIT. BEGIN fails only with
    // its connection; COMMIT after a failed statement is a rollback, and that statement's error is thrown.
    gatherWrites(client);
    const begun = client.query(beginText(db, options));
    const [answer] = await Promise.all([work(tx), begun]);
    isOpen = false;
    gatherWrites(client);
    options.onCommitting?.();
    const writes = Promise.all([
      events.length === 0 ? [] : insertEvents(client, tx, events),
      ...last.map((run) => run()),
      ...underWay,
    ]);
    if (underWay.length > 0) {
      // What fails on this side, and so never leaves, has failed when the loop comes round.
      await Promise.race([writes, nextTurn()]);
    }
    gatherWrites(client);
    const [[seqs]] = await Promise.all([writes, client.query('COMMIT')]);
    if (seqs.length > 0) {
      commitHooks.get(db)?.(seqs);
      for (const tell of newsHooks.get(db) ?? []) {
        tell(events, tx);
      }
    }
    for (const run of after) {
      run();
    }
    return answer;
  } catch (error) {
    isOpen = false;
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    // Statements that went out together all fail with the first of them, and any of them may be heard first.
    throw fromDriver(sqlStateOf(error) === inFailedTransaction ? (cause ?? error) : error);
  } finally {
    client.release(broken);
  }
}

function beginText(db: Database, options: TransactionOptions): string {
  const timeoutMs = Math.trunc(options.timeoutMs ?? 5000);
  const limit =
    db.serverVersion >= 170_000
      ? `SET LOCAL transaction_timeout = ${timeoutMs}`
      : `SET LOCAL statement_timeout = ${timeoutMs}; SET LOCAL idle_in_transaction_session_timeout = ${timeoutMs}`;
  const mode = options.snapshot === true ? ' ISOLATION LEVEL REPEATABLE READ' : '';
  const access = options.readOnly === true ? ' READ ONLY' : '';
  const purpose = declaredBits(options.purpose ?? 'service');
  return `BEGIN${mode}${access}; ${limit}; SET LOCAL engawa.purpose = '${purpose}'`;
}

/** "current transaction is aborted": tells nothing of why. */
const inFailedTransaction = '25P02';

function guard(
  executor: Executor,
  isOpen: () => boolean,
  note: (error: unknown) => void,
): Executor {
  const check = <Row extends object>(of: Statement<Row>): Statement<Row> => {
    if (!isOpen()) {
      const text = of.text.slice(0, 80);
      throw new Error(
        `a statement ran after its transaction had ended, an await is missing: ${text}`,
      );
    }
    return of;
  };
  const noted = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer;
    } catch (error) {
      note(error);
      throw error;
    }
  };
  return {
    all: async (of, parameters) => noted(executor.all(check(of), parameters)),
    one: async (of, parameters) => noted(executor.one(check(of), parameters)),
    maybe: async (of, parameters) => noted(executor.maybe(check(of), parameters)),
    run: async (of, parameters) => noted(executor.run(check(of), parameters)),
  };
}
