// Orders over HTTP while the server or Postgres is killed with -9; then every acknowledged order is looked
// for, every unanswered one repeated under its key, and the books are compared by SQL of their own.
import { randomInt } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterNameOf } from '#kernel/postgres/cluster';
import { postgresProcessesOf, signal } from '#kernel/postgres/processes';
import {
  ask,
  databaseUrlOf,
  freePort,
  makeHome,
  postmasterOf,
  type RealServer,
  startServer,
} from '../support/real-server.ts';
import { type OrderBody, openRealShop, pickupOrder, type RealShop } from '../support/real-shop.ts';
import { checkBooks, runOwnProofs } from './order-books.ts';

export type KillFigures = {
  readonly rounds: number;
  /** How often each was killed. */
  readonly kills: Readonly<Record<Victim, number>>;
  readonly sent: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  /** Of the unanswered, those that had been stored all the same. */
  readonly storedUnanswered: number;
  readonly stored: number;
  /** Longest time from the kill to the next acknowledged order. */
  readonly gapSecondsMax: number;
  readonly seconds: number;
  /** Sentences about what does not agree; empty when all holds. */
  readonly differences: readonly string[];
};

/** The server; the postmaster alone (its backends end by themselves); every process of Postgres at once. */
const victims = ['server', 'postmaster', 'all of Postgres'] as const;
type Victim = (typeof victims)[number];

export type Sent = { readonly body: OrderBody; readonly key: string };

type Round = {
  readonly acknowledged: Sent[];
  readonly unanswered: Sent[];
  readonly refused: string[];
  lastAcknowledgedAt: number;
  gapMs: number;
};

const clients = 16;
const items = 40;
const hangUpEvery = 40;

/** Kills one victim after the other, each at a random moment of its round. */
export async function proveKills(options: {
  readonly rounds: number;
  readonly orders: number;
  readonly say: (line: string) => void;
  /** Looks at the database at the end, while it still runs. */
  readonly inspect?: (url: string, known: readonly Sent[]) => Promise<void>;
}): Promise<KillFigures> {
  const { home, remove } = makeHome('kill');
  const port = await freePort();
  const startedAt = performance.now();
  let server = await startServer({ home, port });
  const all: Sent[] = [];
  const differences: string[] = [];
  const kills = { server: 0, postmaster: 0, 'all of Postgres': 0 };
  const totals = { acknowledged: 0, unanswered: 0, storedUnanswered: 0, gapMs: 0, stored: 0 };
  try {
    const pieces = options.rounds * options.orders * 5;
    const shop = await openRealShop(server, { items, pieces });
    for (let round = 0; round < options.rounds; round += 1) {
      const victim = victims[round % victims.length] ?? 'server';
      kills[victim] += 1;
      const kill = async () => {
        if (victim === 'server') {
          await server.kill();
          server = await startServer({ home, port });
        } else {
          killPostgres(home, victim);
        }
      };
      const done = await playRound(shop, () => server, kill, options.orders);
      all.push(...done.acknowledged, ...done.unanswered);
      differences.push(...done.refused);
      await untilAnswering(server, home);
      const before = await checkBooks(databaseUrlOf(home), {
        known: all,
        mustBe: without(all, done.unanswered),
      });
      differences.push(...before.differences);
      differences.push(...(await repeat(server, done)));
      const after = await checkBooks(databaseUrlOf(home), { known: all, mustBe: all });
      differences.push(...after.differences, ...(await runOwnProofs(home)));
      totals.acknowledged += done.acknowledged.length;
      totals.unanswered += done.unanswered.length;
      totals.storedUnanswered += done.unanswered.length - (all.length - before.stored);
      totals.stored = after.stored;
      totals.gapMs = Math.max(totals.gapMs, done.gapMs);
      options.say(
        `round ${round + 1}: ${victim} killed, ${done.acknowledged.length} acknowledged, ` +
          `${done.unanswered.length} unanswered, next answer after ${Math.round(done.gapMs)} ms`,
      );
    }
    await options.inspect?.(databaseUrlOf(home), all);
  } finally {
    await server.stop();
    await remove();
  }
  return {
    rounds: options.rounds,
    kills,
    sent: all.length,
    acknowledged: totals.acknowledged,
    unanswered: totals.unanswered,
    storedUnanswered: totals.storedUnanswered,
    stored: totals.stored,
    gapSecondsMax: totals.gapMs / 1000,
    seconds: (performance.now() - startedAt) / 1000,
    differences: [...new Set(differences)],
  };
}

/** The postmaster first, so that it starts no others in place of those that follow it. */
function killPostgres(home: string, victim: Victim): void {
  process.kill(postmasterOf(home), 'SIGKILL');
  if (victim === 'all of Postgres') {
    const dataDir = realpathSync(join(home, 'postgres'));
    for (const pid of postgresProcessesOf(dataDir, clusterNameOf(dataDir))) {
      signal(pid, 'SIGKILL');
    }
  }
}

async function playRound(
  shop: RealShop,
  server: () => RealServer,
  kill: () => Promise<void>,
  orders: number,
): Promise<Round> {
  const round: Round = {
    acknowledged: [],
    unanswered: [],
    refused: [],
    lastAcknowledgedAt: performance.now(),
    gapMs: 0,
  };
  const killAfter = randomInt(Math.floor(orders * 0.1), Math.floor(orders * 0.9));
  let next = 0;
  let answered = 0;
  let killing: Promise<void> | undefined;
  const client = async () => {
    while (next < orders) {
      const n = next;
      next += 1;
      const sent = { body: pickupOrder(shop, n), key: `kill-${crypto.randomUUID()}` };
      // Some do not wait for their answer, so that there is always something stored and not acknowledged.
      const hangUpAfterMs = n % hangUpEvery === 0 ? randomInt(5, 40) : undefined;
      const isGood = await place(server(), sent, round, hangUpAfterMs);
      answered += 1;
      if (answered >= killAfter && killing === undefined) {
        // Not right after an answer: somewhere within the next requests.
        killing = sleep(randomInt(0, 30)).then(kill);
      }
      if (!isGood) {
        await killing;
        await untilAnswering(server());
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  await killing;
  return round;
}

/** One order; whatever is no acknowledgement and no refusal leaves it open whether it was stored. */
async function place(
  server: RealServer,
  sent: Sent,
  round: Round,
  hangUpAfterMs: number | undefined,
): Promise<boolean> {
  try {
    const headers = { 'idempotency-key': sent.key };
    const { status, body } = await server.request(
      'POST',
      '/api/orders',
      sent.body,
      headers,
      hangUpAfterMs,
    );
    if (status === 201) {
      const now = performance.now();
      round.gapMs = Math.max(round.gapMs, now - round.lastAcknowledgedAt);
      round.lastAcknowledgedAt = now;
      round.acknowledged.push(sent);
      return true;
    }
    if (status !== 503) {
      round.refused.push(`an order was answered ${status}: ${JSON.stringify(body).slice(0, 200)}`);
    }
  } catch {
    // No answer came.
  }
  round.unanswered.push(sent);
  return false;
}

/** Repeats what was not answered, twice over, and some that was: one order each, one and the same answer. */
async function repeat(server: RealServer, round: Round): Promise<string[]> {
  const differences: string[] = [];
  for (const sent of [...round.unanswered, ...round.acknowledged.slice(-40)]) {
    const send = () =>
      server.request('POST', '/api/orders', sent.body, { 'idempotency-key': sent.key });
    const answers = await Promise.all([send(), send()]);
    const texts = new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
    if (texts.size !== 1 || answers[0]?.status !== 201 || answers[0].body.id !== sent.body.id) {
      differences.push(
        `a repetition was answered otherwise: ${[...texts].join(' / ').slice(0, 300)}`,
      );
    }
  }
  return differences;
}

/** With a home also its database: a Postgres that was killed this moment is not missed by a server that asks nothing. */
async function untilAnswering(server: RealServer, home?: string): Promise<void> {
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    const answer = await server.request('GET', '/readyz').catch(() => undefined);
    if (answer?.status === 200 && (home === undefined || (await isUp(home)))) {
      return;
    }
    await sleep(20);
  }
  throw new Error(`the server does not answer again:\n${server.output().slice(-2000)}`);
}

async function isUp(home: string): Promise<boolean> {
  try {
    return (await ask(databaseUrlOf(home), 'SELECT 1')).length === 1;
  } catch {
    return false;
  }
}

function without(all: readonly Sent[], some: readonly Sent[]): Sent[] {
  const left = new Set(some);
  return all.filter((each) => !left.has(each));
}
