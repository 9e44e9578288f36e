// The real thing: `engawa` in a process of its own with a home of its own, real disk and real signals. The
// long proofs and the stories stand on it.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Json } from './index.ts';
import { flushKept, keepDatabaseLog, keepLines, rememberValues } from './kept-lines.ts';

const cli = join(import.meta.dirname, '../../cli.ts');
const readyMsMax = 60_000;

export type Environment = Readonly<Record<string, string | undefined>>;

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
};

export type Program = {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Everything it has said so far, both streams. */
  output(): string;
  readonly ended: Promise<Ended>;
};

export type Answer = {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
};

export type RealServer = Program & {
  readonly home: string;
  readonly port: number;
  readonly base: string;
  /** One request; rejects when no answer came. */
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
    hangUpAfterMs?: number,
  ): Promise<Answer>;
  /** Signs the owner in; answers the header that says so. */
  signIn(): Promise<{ authorization: string }>;
  kill(): Promise<Ended>;
  /** SIGTERM, as an operator stops it. */
  stop(): Promise<Ended>;
};

/** A folder for one installation. `remove` also ends a Postgres that a killed server left behind. */
export function makeHome(name: string): { home: string; remove: () => Promise<void> } {
  const home = mkdtempSync(join(tmpdir(), `engawa-${name}-`));
  // A closed folder would send root's data to /var/lib/engawa, where nobody removes it.
  chmodSync(home, 0o711);
  return {
    home,
    remove: async () => {
      const pidFile = join(home, 'postgres/postmaster.pid');
      const pid = existsSync(pidFile) ? postmasterOf(home) : 0;
      if (pid > 0 && isAlive(pid)) {
        process.kill(pid, 'SIGQUIT');
        await untilGone(pid, 10_000);
      }
      keepDatabaseLog(home);
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Runs `engawa <words>` with only these settings around it. */
export function runEngawa(words: readonly string[], environment: Environment): Program {
  const startedAt = performance.now();
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [cli, ...words], {
    env: { PATH, HOME, TMPDIR, ENGAWA_LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      keepLines(withoutGreeting(stdout + stderr));
      flushKept();
      resolve({ code, signal, stdout, stderr, seconds: (performance.now() - startedAt) / 1000 });
    });
  });
  return { child, pid: child.pid ?? 0, output: () => stdout + stderr, ended };
}

/** The first sign-in is told to whoever starts the house at the terminal; it is no line of the log. */
function withoutGreeting(output: string): string {
  return output.replace(/^ {2}Sign-in {2,}\S+ \/ \S+.*$/gm, '');
}

/** Starts a server and waits until it is ready. Throws what it said when it ends instead. */
export async function startServer(options: {
  readonly home: string;
  readonly port?: number;
  /** Loaded into an empty house while the server answers already. */
  readonly example?: 'company' | 'first-shop';
  readonly environment?: Environment;
}): Promise<RealServer> {
  const port = options.port ?? (await freePort());
  const { home, example } = options;
  const words = example === undefined ? [] : ['--example', example];
  const program = runEngawa(['start', '--port', String(port), ...words], {
    ENGAWA_HOME: home,
    ...options.environment,
  });
  const server = asServer(program, home, port);
  await untilReady(server);
  return server;
}

function asServer(program: Program, home: string, port: number): RealServer {
  const base = `http://127.0.0.1:${port}`;
  const request: RealServer['request'] = async (
    method,
    path,
    body,
    headers = {},
    hangUpAfterMs = 30_000,
  ) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(hangUpAfterMs),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    rememberValues(body, parsed);
    return {
      status: answer.status,
      body: parsed,
      headers: answer.headers,
    };
  };
  const end = (signal: NodeJS.Signals) => {
    program.child.kill(signal);
    return program.ended;
  };
  return {
    ...program,
    home,
    port,
    base,
    request,
    signIn: async () => {
      const { status, body } = await request('POST', '/api/staff/sign-in', {
        login: 'owner',
        password: ownerPasswordOf(home),
      });
      if (status !== 200) {
        throw new Error(`the owner could not sign in: ${status} ${JSON.stringify(body)}`);
      }
      return { authorization: `Bearer ${body.token}` };
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function untilReady(server: RealServer): Promise<void> {
  const until = performance.now() + readyMsMax;
  for (;;) {
    const answer = await server.request('GET', '/readyz').catch(() => undefined);
    // The first password is told after the first answer could be given.
    if (answer?.status === 200 && server.output().includes('Console')) {
      return;
    }
    const hasEnded = server.child.exitCode !== null || server.child.signalCode !== null;
    if (hasEnded || performance.now() > until) {
      server.child.kill('SIGKILL');
      throw new Error(`the server did not become ready:\n${server.output().slice(-4000)}`);
    }
    await sleep(50);
  }
}

export function ownerPasswordOf(home: string): string {
  return readFileSync(join(home, 'secrets/owner-password.txt'), 'utf8').trim();
}

/** The process id of the embedded Postgres of a home, as its own pid file has it. */
export function postmasterOf(home: string): number {
  return Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The owner's address of the embedded database of a home, while it runs. */
export function databaseUrlOf(home: string): string {
  const port = readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(home, 'secrets/postgres-owner-password'), 'utf8').trim();
  return `postgres://engawa_owner:${encodeURIComponent(password)}@127.0.0.1:${port}/engawa`;
}

/** Rows of one query by the owner, who sees everything. */
export async function ask<Row extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("SET engawa.purpose = '-1'");
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Whether a process ended within the time. */
export async function untilGone(pid: number, msMax: number): Promise<boolean> {
  const until = performance.now() + msMax;
  while (isAlive(pid)) {
    if (performance.now() > until) {
      return false;
    }
    await sleep(20);
  }
  return true;
}

/** What has ended but was not yet waited for by its parent (a zombie) does not live. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}

/** A port of this machine that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
