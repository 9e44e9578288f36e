// Runs a house until it is told to stop: http, worker, or both.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveApps } from '#kernel/apps';
import { consoleDist } from '#kernel/apps-build';
import { transaction } from '#kernel/transaction';
import { ensureOwner } from '#staff';
import { loadExample } from './example.ts';
import { type OpenHouse, openHouse } from './house.ts';
import type { Installation } from './installation.ts';
import { ownerPassword } from './owner-password.ts';

export type RunOptions = {
  readonly withHttp: boolean;
  readonly withJobs: boolean;
  readonly withExample: boolean;
  readonly say: (message: string) => void;
};

export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Opens the house and keeps it open until SIGINT or SIGTERM; answers the exit code. */
export async function runHouse(installation: Installation, options: RunOptions): Promise<number> {
  const { config, databaseUrl, masters, logger } = installation;
  const house = await openHouse({
    config,
    databaseUrl,
    masters,
    logger,
    withJobs: options.withJobs,
  });
  try {
    if (options.withHttp) {
      await serveApps(house.app, { dist: { console: consoleDist } });
      await listen(house);
      await tellWhereAndHow(house, installation, options.say);
      if (options.withExample) {
        await loadExample(house, options.say);
      }
    } else {
      options.say('The worker is at work.');
    }
    await untilToldToStop();
    options.say('Closing …');
  } finally {
    await house.close();
  }
  return 0;
}

async function listen({ app, config }: OpenHouse): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${config.port} is taken by another program (or Engawa runs already). Stop that one or start with --port N.`,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartError(
        `${config.host}:${config.port} cannot be listened on (${code}). Use a port above 1023 and an address of this machine.`,
      );
    }
    throw error;
  }
}

async function tellWhereAndHow(
  house: OpenHouse,
  installation: Installation,
  say: (message: string) => void,
): Promise<void> {
  const { config } = installation;
  const password = ownerPassword(config.home);
  const isNew = await transaction(house.db, { actor: 'system' }, (tx) =>
    ensureOwner(tx, { login: 'owner', password }),
  );
  const address = house.app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const base = config.publicUrl ?? `http://localhost:${port}`;
  say(`
  縁側 Engawa ${version()}

  Console        ${base}/console/
  API reference  ${base}/api/reference
  Sign-in        owner / ${password}${isNew ? '' : '   (the first password; yours, if you changed it)'}
  Data           ${config.home}

  Bring your own data: npm exec -- engawa import orders FILE.csv
  Stop with Ctrl-C.
`);
}

function version(): string {
  const text = readFileSync(join(import.meta.dirname, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function untilToldToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}
