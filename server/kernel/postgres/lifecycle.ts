/**
 * The life of the embedded Postgres as one process of Engawa sees it. Several processes (server,
 * worker, an import) may use one home: the first starts the server, the last one out stops it, and
 * whoever notices its death starts it again. All of that happens under the home's lock.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseAccount, isRoot } from './account.ts';
import { openFolder, usableBinaries } from './binaries.ts';
import {
  assertOwnHome,
  assertReachable,
  assertVersion,
  clusterNameOf,
  createCluster,
  databaseName,
  ownerPassword,
  ownerRole,
  placeNewCluster,
  resetOwnerPassword,
  wantedDataDir,
} from './cluster.ts';
import { explainFileError } from './errors.ts';
import { defaultPort } from './ports.ts';
import {
  type Cluster,
  findPostmaster,
  hasEnded,
  launch,
  type Postmaster,
  stopPostmaster,
  waitReady,
} from './postmaster.ts';
import { isExecutableGone } from './processes.ts';
import {
  joinRegistry,
  livingOthers,
  prepareRunFolder,
  readLaunchRecord,
  withHomeLock,
  writeLaunchRecord,
} from './registry.ts';
import { rotateLog } from './server-log.ts';
import { launchSettings } from './settings.ts';
import { supervise } from './supervision.ts';

export type EmbeddedPostgres = {
  /** `postgres://engawa_owner:<password>@127.0.0.1:<port>/engawa`; the cluster's superuser. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** True when a living server (orphan, or shared with another process) was taken over. */
  readonly adopted: boolean;
  /** Ends this use; the last user of the home stops the server. May be called again. */
  stop(): Promise<void>;
};

export type StartPostgresOptions = {
  /** ENGAWA_HOME; made if missing. */
  home: string;
  /** Progress, one line for people each. */
  report?: (message: string) => void;
  /** Default true. False switches fsync and its like off: for tests only. */
  durable?: boolean;
  /** Default 15432; the next free one when it is taken. */
  portWanted?: number;
  /** Variables for the server beside the few it gets: a bench slows its disk down with a preload. */
  environment?: Readonly<Record<string, string>>;
};

/**
 * Starts, or takes over, the embedded Postgres 18 of a home. A first start takes about 1 s, a
 * second one some 0.1 s. It is watched and started again if it dies.
 *
 * @throws PostgresStartError with a code and advice
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const report = options.report ?? (() => undefined);
  const home = prepareHome(options.home);
  try {
    const membership = joinRegistry(home);
    try {
      const start = async () => {
        const { cluster, password } = await prepareCluster(home, options, report);
        const wanted = options.portWanted ?? defaultPort;
        const run = await ensureRunning(cluster, membership.file, { wanted });
        return { cluster, password, ...run };
      };
      const started = await withHomeLock(home, start, report);
      return handle({ ...started, membership });
    } catch (error) {
      membership.leave();
      throw error;
    }
  } catch (error) {
    throw explainFileError(error, home);
  }
}

function handle(started: {
  cluster: Cluster;
  password: string;
  postmaster: Postmaster;
  adopted: boolean;
  membership: { file: string; leave: () => void };
}): EmbeddedPostgres {
  const { cluster, membership } = started;
  const { home } = cluster;
  const { port } = started.postmaster;
  const supervisor = supervise({
    postmaster: started.postmaster,
    report: cluster.report,
    housekeep: () => void withHomeLock(home, async () => rotateLog(home)).catch(() => undefined),
    restart: (isStopping) =>
      withHomeLock(home, async () => {
        if (isStopping()) return undefined;
        const how = { wanted: port, fixedPort: true };
        return (await ensureRunning(cluster, membership.file, how)).postmaster;
      }),
  });
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await supervisor.end();
    await withHomeLock(home, async () => {
      membership.leave();
      if (livingOthers(home, membership.file).length > 0) return;
      // Not the one we know: another process may have started it anew meanwhile.
      const running = findPostmaster(cluster);
      const own = supervisor.current();
      if (running !== undefined) {
        const isOwn = running.identity.pid === own.identity.pid && !hasEnded(own);
        await stopPostmaster(cluster, isOwn ? own : running);
      }
    });
  };
  return {
    url: `postgres://${ownerRole}:${encodeURIComponent(started.password)}@127.0.0.1:${port}/${databaseName}`,
    port,
    dataDir: cluster.dataDir,
    adopted: started.adopted,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** The home with every link resolved, so that two ways of writing it are one home. */
function prepareHome(wanted: string): string {
  const path = resolve(wanted);
  try {
    if (isRoot()) {
      // Root's homes are entered by the account that runs Postgres. In a home that is still empty
      // nothing is revealed by that; what is secret gets closed folders of its own.
      openFolder(path);
      if (readdirSync(path).length === 0) chmodSync(path, statSync(path).mode | 0o011);
    } else {
      mkdirSync(path, { recursive: true });
    }
    const home = realpathSync(path);
    prepareRunFolder(home);
    return home;
  } catch (error) {
    throw explainFileError(error, path);
  }
}

async function prepareCluster(
  home: string,
  options: StartPostgresOptions,
  report: (message: string) => void,
): Promise<{ cluster: Cluster; password: string }> {
  const durable = options.durable ?? true;
  let dataDir = wantedDataDir(home);
  let isNew = !existsSync(dataDir);
  const account = chooseAccount(dataDir);
  const secret = ownerPassword(home);
  if (isNew) {
    dataDir = placeNewCluster(home, account, report);
    isNew = !takeOverPlaced(home, dataDir, secret.isNew, report);
  }
  const binaries = usableBinaries(home, account, report);
  const base = { home, dataDir, binaries, account, durable };
  if (isNew) {
    report('Making the database (first start only) …');
    await createCluster({ ...base, password: secret.password });
    dataDir = realpathSync(dataDir);
  } else {
    assertOwnHome(home, dataDir);
    assertReachable(dataDir, account);
    assertVersion(dataDir, binaries);
  }
  const clusterName = clusterNameOf(dataDir);
  const settings = launchSettings({ durable, clusterName });
  const { environment = {} } = options;
  const cluster = { home, dataDir, clusterName, binaries, account, settings, environment, report };
  if (!isNew && secret.isNew) {
    report('The password of the database was lost; setting a new one …');
    const running = findPostmaster(cluster);
    if (running !== undefined) await stopPostmaster(cluster, running);
    await resetOwnerPassword(base, secret.password);
  }
  return { cluster, password: secret.password };
}

/**
 * A cluster outside the home whose link in the home is missing: finished by a killed first start
 * (the secret is there), or left by a home that was deleted (it is not) and then moved aside.
 */
function takeOverPlaced(
  home: string,
  dataDir: string,
  isHomeEmpty: boolean,
  report: (message: string) => void,
): boolean {
  if (!existsSync(dataDir)) return false;
  if (isHomeEmpty) {
    const aside = `${dataDir}.old-${Date.now()}`;
    renameSync(dataDir, aside);
    report(`An earlier database of this home was found outside it and moved to ${aside}.`);
    return false;
  }
  symlinkSync(dataDir, join(home, 'postgres'));
  return true;
}

/** One running, ready server: the one that is there if it fits, else a new one. */
async function ensureRunning(
  cluster: Cluster,
  ownFile: string,
  how: { wanted: number; fixedPort?: boolean },
): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  const found = findPostmaster(cluster);
  if (found !== undefined) {
    if (isShared(cluster, ownFile) || isLaunchedAlike(cluster, found)) {
      if (await waitReady(cluster, found)) {
        const port = findPostmaster(cluster)?.port ?? found.port;
        return { postmaster: { ...found, port }, adopted: true };
      }
    } else {
      cluster.report('Stopping a database server that was left with other settings …');
    }
    await stopPostmaster(cluster, found);
  }
  const postmaster = await launch(cluster, how.wanted, how.fixedPort ?? false);
  writeLaunchRecord(cluster.home, {
    postmaster: postmaster.identity,
    port: postmaster.port,
    version: cluster.binaries.version,
    settings: cluster.settings,
  });
  return { postmaster, adopted: false };
}

function isShared(cluster: Cluster, ownFile: string): boolean {
  return livingOthers(cluster.home, ownFile).length > 0;
}

/** An orphan may go on when it runs exactly what we would start now. */
function isLaunchedAlike(cluster: Cluster, found: Postmaster): boolean {
  const record = readLaunchRecord(cluster.home);
  return (
    record !== undefined &&
    record.postmaster.pid === found.identity.pid &&
    record.postmaster.startedAt === found.identity.startedAt &&
    record.version === cluster.binaries.version &&
    record.settings.join('\n') === cluster.settings.join('\n') &&
    !isExecutableGone(found.identity.pid)
  );
}
