// A clean database with full durability and a house on it, for one bench.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenHouse, openHouse } from '../server/house.ts';
import { readConfig } from '../server/kernel/config.ts';
import { openKeyStore } from '../server/kernel/key-store.ts';
import { createLogger } from '../server/kernel/logger.ts';
import { migrate } from '../server/kernel/migrate.ts';
import { startPostgres } from '../server/kernel/postgres/index.ts';

export type CleanHouse = {
  readonly house: OpenHouse;
  readonly databaseUrl: string;
  readonly home: string;
  stop(): Promise<void>;
};

export async function openCleanHouse(
  options: {
    readonly withJobs?: boolean;
    /** Modules whose routes, listeners and jobs are gone. */
    readonly modulesOff?: readonly string[];
    /** For Postgres alone: slow-fsync.ts. */
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<CleanHouse> {
  const home = mkdtempSync(join(tmpdir(), 'engawa-bench-'));
  const { environment = {}, modulesOff = [] } = options;
  const postgres = await startPostgres({ home, portWanted: 15_700, environment });
  await migrate(postgres.url);
  const house = await openHouse({
    config: readConfig({
      ENGAWA_HOME: home,
      ENGAWA_CONNECTIONS_MAX: '16',
      ENGAWA_MODULES_OFF: modulesOff.join(','),
    }),
    databaseUrl: postgres.url,
    masters: openKeyStore(home),
    logger: createLogger('warn'),
    withJobs: options.withJobs ?? false,
  });
  return {
    house,
    databaseUrl: postgres.url,
    home,
    stop: async () => {
      await house.close();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
