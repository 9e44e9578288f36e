// An installation on this machine: settings, key store, database (embedded or by URL). Every command opens it.
import { mkdirSync } from 'node:fs';
import { type Config, readConfig } from '#kernel/config';
import { type Database, openDatabase } from '#kernel/db';
import { openKeyStore } from '#kernel/key-store';
import { type Log, openLog } from '#kernel/log';
import { createLogger, type Logger } from '#kernel/logger';
import { migrate } from '#kernel/migrate';
import { readModulesSwitchedOff } from '#kernel/module-switches';
import { type EmbeddedPostgres, startPostgres } from '#kernel/postgres';
import type { MasterKeys } from '#kernel/sealing';
import { modulesOn, prepareHouse } from './house.ts';
import { assertNoUnfinishedRestore } from './operations/restore-target.ts';
import { finishSwap } from './operations/swap-clusters.ts';

export type Installation = {
  readonly config: Config;
  readonly logger: Logger;
  readonly masters: MasterKeys;
  /** Owner's address of the database. */
  readonly databaseUrl: string;
  readonly postgres: EmbeddedPostgres | undefined;
  close(): Promise<void>;
};

/** Opens the installation; the embedded database is started when it does not run yet. */
export async function openInstallation(
  report: (message: string) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Installation> {
  const config = readConfig(environment);
  mkdirSync(config.home, { recursive: true });
  const masters = openKeyStore(config.home, config.masterKeys);
  const logger = createLogger(config.logLevel);
  finishSwap(config.home);
  const postgres =
    config.databaseUrl === undefined
      ? await startPostgres({ home: config.home, report })
      : undefined;
  return {
    config,
    logger,
    masters,
    databaseUrl: config.databaseUrl ?? postgres?.url ?? '',
    postgres,
    close: async () => {
      await postgres?.stop();
    },
  };
}

/** Brings the schema to this release, saying what it does. */
export async function bringUpToDate(
  installation: Installation,
  report: (message: string) => void,
): Promise<void> {
  await assertNoUnfinishedRestore(installation.databaseUrl);
  const { applied } = await migrate(installation.databaseUrl, {});
  if (applied.length > 0) {
    report(`schema: ${applied.length} migrations applied, now at ${applied.at(-1) ?? ''}`);
  }
}

/** A database and its log for a command that works beside the server. */
export async function openForCommand(
  installation: Installation,
  name: string,
): Promise<{ readonly db: Database; readonly log: Log; readonly close: () => Promise<void> }> {
  const db = await openDatabase({
    url: installation.databaseUrl,
    log: installation.logger,
    masters: installation.masters,
    connectionsMax: 6,
    applicationName: `engawa-${name}`,
    timeZone: installation.config.timeZone,
  });
  const log = await openLog(db);
  const { config } = installation;
  const on = modulesOn(config, await readModulesSwitchedOff(db));
  const modulesOnNow = new Set(on.map((module) => module.name));
  await prepareHouse({ config, db, log, modulesOn: modulesOnNow });
  return {
    db,
    log,
    close: async () => {
      await log.settle();
      await log.stop();
      await db.close();
    },
  };
}
