// Runs a house until it is told to stop: http, worker, or both.
import { serveApps } from '#kernel/apps';
import { distOf } from '#kernel/apps-build';
import { releaseVersion } from '#kernel/operations-routes';
import { transaction } from '#kernel/transaction';
import { askNobodyForFactor, ensureOwner } from '#staff';
import { loadExample } from './example.ts';
import {
  examplePin,
  isExampleCompanyIn,
  loadExampleCompany,
  servePictures,
  simulateMoments,
} from './example-company/index.ts';
import { type OpenHouse, openHouse } from './house.ts';
import type { Installation } from './installation.ts';
import { type Lan, openLan } from './lan.ts';
import { ownerPassword } from './owner-password.ts';
import { untilStopped } from './stop-signal.ts';
import { serveShop } from './storefront/serve-shop.ts';

export type ExampleName = 'company' | 'first-shop';

export type RunOptions = {
  readonly withHttp: boolean;
  readonly withJobs: boolean;
  /** Loaded when the house is empty. */
  readonly example?: ExampleName | undefined;
  readonly simulatePerMinute?: number | undefined;
  /** Serves the shop's network over TLS. */
  readonly withLan: boolean;
  /** Ends the house when aborted. */
  readonly stopping: AbortSignal;
  readonly say: (message: string) => void;
};

export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Opens the house and keeps it open until it is told to stop; answers the exit code. */
export async function runHouse(installation: Installation, options: RunOptions): Promise<number> {
  const { config, databaseUrl, masters, logger } = installation;
  const lan = options.withLan ? openLan(config, logger) : undefined;
  const ended = new AbortController();
  const house = await openHouse({
    config,
    databaseUrl,
    masters,
    logger,
    withJobs: options.withJobs,
    ...(lan === undefined ? {} : { certificate: lan.certificate }),
  });
  try {
    if (options.withHttp) {
      await serveApps(house.app, {
        dist: { shop: distOf('shop'), console: distOf('console'), staff: distOf('staff') },
      });
      servePictures(house.app);
      await serveShop(house.app, house, distOf('shop'));
      await listen(house, lan);
      await lan?.begin(house.app.server, portOf(house));
      await tellWhereAndHow(house, installation, lan, options.say);
      await loadNamed(house, options);
      simulate(house, options, ended.signal);
    } else {
      options.say('The worker is at work.');
    }
    await untilStopped(options.stopping);
    options.say('Closing …');
  } finally {
    ended.abort();
    await lan?.stop();
    await house.close();
  }
  return 0;
}

const companySeed = 20_260_401;

async function loadNamed(house: OpenHouse, options: RunOptions): Promise<void> {
  const { example, say, stopping } = options;
  if (example === 'first-shop') {
    await loadExample(house, say);
  } else if (example === 'company') {
    await loadExampleCompany(house, { seed: companySeed, say, stopping }).catch(
      (error: unknown) => {
        if (!stopping.aborted) {
          throw error;
        }
        say('The example company is not whole yet; the next start goes on with it.');
      },
    );
    if (await isExampleCompanyIn(house)) {
      await transaction(house.db, { actor: 'system' }, askNobodyForFactor);
      say(
        `Tablet: the clerks of 縁側暮らし 横浜元町店 and its neighbours take over with PIN ${examplePin}.\n` +
          'An example asks nobody for a second factor; a house of its own asks headquarters.',
      );
    }
  }
}

function simulate(house: OpenHouse, options: RunOptions, signal: AbortSignal): void {
  const { simulatePerMinute: perMinute, say } = options;
  if (perMinute !== undefined) {
    say(`${perMinute} invented moments a minute happen from now on (--simulate).`);
    simulateMoments(house, { perMinute, seed: companySeed, signal }).catch((error: unknown) => {
      say(`The simulation has ended: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}

async function listen({ app, config }: OpenHouse, lan: Lan | undefined): Promise<void> {
  const host = lan?.host ?? config.host;
  try {
    await app.listen({ host, port: config.port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${config.port} is taken by another program (or Engawa runs already). Stop that one or start with --port N.`,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartError(
        `${host}:${config.port} cannot be listened on (${code}). Use a port above 1023 and an address of this machine.`,
      );
    }
    throw error;
  }
}

function portOf({ app, config }: OpenHouse): number {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : config.port;
}

async function tellWhereAndHow(
  house: OpenHouse,
  { config }: Installation,
  lan: Lan | undefined,
  say: (message: string) => void,
): Promise<void> {
  const password = ownerPassword(config.home);
  const isNew = await transaction(house.db, { actor: 'system' }, (tx) =>
    ensureOwner(tx, { login: 'owner', password }),
  );
  const scheme = lan === undefined ? 'http' : 'https';
  const base = config.publicUrl ?? `${scheme}://localhost:${portOf(house)}`;
  say(`
  縁側 Engawa ${releaseVersion}

  Shop           ${base}/shop/
  Console        ${base}/console/
  Staff tablet   ${base}/staff/
  API reference  ${base}/api/reference
  Sign-in        owner / ${password}${isNew ? '' : '   (the first password; yours, if you changed it)'}
  Data           ${config.home}

  Bring your own data: npm exec -- engawa import orders FILE.csv
  Stop with Ctrl-C.
`);
  for (const line of (await lan?.describe(portOf(house))) ?? []) {
    say(line);
  }
}
