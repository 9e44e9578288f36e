// Puts the house together: database, log, modules, listeners, jobs, HTTP. main.ts runs it, tests and tools
// open it as it is.
import compress from '@fastify/compress';
import type { Clock } from '#kernel/clock';
import { type Config, ConfigError } from '#kernel/config';
import { openDatabase } from '#kernel/db';
import { watchGrownTables } from '#kernel/grown-tables';
import { ensureEventPartitions, housekeeping } from '#kernel/housekeeping';
import { type App, createApp, type ServerCertificate } from '#kernel/http';
import { type Jobs, startJobs } from '#kernel/jobs';
import { type Listeners, startListeners } from '#kernel/listeners';
import { type Log, openLog } from '#kernel/log';
import { logRoutes } from '#kernel/log-routes';
import type { Logger } from '#kernel/logger';
import { measure } from '#kernel/metrics';
import type { House, Module } from '#kernel/module';
import { moduleSwitchRoutes, readModulesSwitchedOff } from '#kernel/module-switches';
import { describeApi } from '#kernel/openapi';
import { operationsRoutes } from '#kernel/operations-routes';
import { endStreams } from '#kernel/realtime';
import type { MasterKeys } from '#kernel/sealing';
import { webhookJobs, webhookListener, webhookRoutes } from '#kernel/webhooks';
import { modules } from './modules.ts';

export type OpenHouse = House & {
  readonly app: App;
  readonly jobs: Jobs | undefined;
  readonly listeners: Listeners;
  /** Resolves when every committed event has had its effect. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

export type HouseOptions = {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly masters: MasterKeys;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** False for tools that only need the database and the routes. */
  readonly withJobs?: boolean;
  readonly applicationName?: string;
  /** Serves over TLS. */
  readonly certificate?: ServerCertificate;
};

/** Opens a house on a migrated database. */
export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const { config } = options;
  modulesOn(config);
  const db = await openDatabase({
    url: options.databaseUrl,
    log: options.logger,
    masters: options.masters,
    connectionsMax: config.connectionsMax,
    applicationName: options.applicationName ?? 'engawa',
    timeZone: config.timeZone,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const on = modulesOn(config, await readModulesSwitchedOff(db));
  const log: Log = await openLog(db);
  const house: House = { config, db, log, modulesOn: new Set(on.map((module) => module.name)) };
  await prepareHouse(house);
  const listeners = await startListeners(db, log, [
    webhookListener,
    ...on.flatMap((module) => module.listeners ?? []),
  ]);
  const jobs =
    options.withJobs === false
      ? undefined
      : await startJobs(
          db,
          options.databaseUrl,
          [housekeeping, ...webhookJobs(config), ...on.flatMap((module) => module.jobs ?? [])],
          config.jobsConcurrency,
        );
  const app = await buildApp(house, on, options.certificate);
  const statistics = watchGrownTables(db);
  return {
    ...house,
    app,
    jobs,
    listeners,
    settle: () => listeners.settle(),
    close: async () => {
      endStreams();
      await app.close();
      await listeners.stop();
      await jobs?.stop();
      await statistics.stop();
      await log.stop();
      await db.close();
    },
  };
}

/** Partitions and the rows that modules cannot do without; cheap and repeatable. */
export async function prepareHouse(house: House): Promise<void> {
  await ensureEventPartitions(house.db);
  for (const module of modules.filter((each) => house.modulesOn.has(each.name))) {
    await module.prepare?.(house);
  }
}

async function buildApp(
  house: House,
  on: readonly Module[],
  certificate: ServerCertificate | undefined,
): Promise<App> {
  const { config, db, log } = house;
  const app = await createApp(config, db, db.log, certificate);
  // Up to 64 kB at once: on a busy machine waiting for a thread takes longer than compressing a page (1 ms).
  await app.register(compress, { global: true, threshold: 2048, syncThreshold: 65_536 });
  await describeApi(app);
  measure(app, db, log);
  operationsRoutes(app, house, modules);
  moduleSwitchRoutes(app, house, modules);
  logRoutes(app, house);
  webhookRoutes(app, house);
  for (const module of on) {
    await module.routes?.(app, house);
  }
  return app;
}

/**
 * The modules that are on, checked: what others stand on cannot be switched off. A wish of before that names
 * what is needed by now is passed over.
 */
export function modulesOn(config: Config, switchedOff: readonly string[] = []): readonly Module[] {
  const off = new Set(config.modulesOff);
  for (const name of off) {
    const module = modules.find((each) => each.name === name);
    if (module === undefined || !module.canBeOff) {
      const free = modules.filter((each) => each.canBeOff).map((each) => each.name);
      throw new ConfigError([
        `ENGAWA_MODULES_OFF names "${name}", which cannot be switched off. These can: ${free.join(', ')}.`,
      ]);
    }
  }
  return modules.filter(
    ({ name, canBeOff }) => !off.has(name) && !(canBeOff && switchedOff.includes(name)),
  );
}
