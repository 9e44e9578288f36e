// Upgrade: the schema to this release, and the embedded database across majors of Postgres. A cluster of
// another major is read out with the programs of that major and loaded into a new cluster beside it, by the
// same code that backs up and restores, every table summed on both sides; then the two change places and the
// old one stays until somebody says it may go.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { migrate } from '#kernel/migrate';
import { openFolder, postgresBinaries, systemFolder } from '#kernel/postgres/binaries';
import { ownerPassword, wantedDataDir } from '#kernel/postgres/cluster';
import { startPostgres } from '#kernel/postgres/index';
import { defaultPort } from '#kernel/postgres/ports';
import { livingOthers, prepareRunFolder, withHomeLock } from '#kernel/postgres/registry';
import type { MasterKeys } from '#kernel/sealing';
import { backup } from './backup.ts';
import { explainFileError, OperationError } from './errors.ts';
import { clusterMajor, findBinaries, withOldServer } from './old-postgres.ts';
import { restore } from './restore.ts';
import { finishSwap, swapClusters } from './swap-clusters.ts';

/** Away from the ports of a running installation. */
const nextPort = defaultPort + 20;

export type UpgradeOptions = {
  readonly home: string;
  readonly masters: MasterKeys;
  /** An own database: only its schema is upgraded, its major is its owner's business. */
  readonly databaseUrl?: string;
  /** Folder with bin, lib and share of the old major, instead of fetching it. */
  readonly oldBinaries?: string;
  readonly report?: (message: string) => void;
};

export type UpgradeReport = {
  readonly fromMajor: number | null;
  readonly toMajor: number | null;
  readonly migrationsApplied: readonly string[];
  /** The folder of the old cluster, which may be removed (`removeOldClusters`). */
  readonly oldCluster: string | null;
  readonly rows: number | null;
  readonly seconds: number;
};

/**
 * Brings an installation to this release. The server must be stopped for a change of major.
 * Throws OperationError `upgrade_impossible` (nothing was changed) or `upgrade_failed` (the old is in place).
 */
export async function upgrade(options: UpgradeOptions): Promise<UpgradeReport> {
  const report = options.report ?? (() => undefined);
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const tell = (name: string) => report(`Applying ${name} …`);
  const schemaOnly = { fromMajor: null, toMajor: null, oldCluster: null, rows: null };
  if (options.databaseUrl !== undefined) {
    const { applied } = await migrate(options.databaseUrl, { report: tell });
    return { ...schemaOnly, migrationsApplied: applied, seconds: seconds() };
  }
  try {
    const moved = await upgradeMajor(options, report);
    const postgres = await startPostgres({ home: options.home, report });
    try {
      const { applied } = await migrate(postgres.url, { report: tell });
      const migrationsApplied = [...(moved?.migrationsApplied ?? []), ...applied];
      return { ...schemaOnly, ...moved, migrationsApplied, seconds: seconds() };
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    throw explainFileError(error, options.home);
  }
}

type Moved = Omit<UpgradeReport, 'seconds'>;

async function upgradeMajor(
  options: UpgradeOptions,
  report: (message: string) => void,
): Promise<Moved | undefined> {
  if (!existsSync(options.home)) {
    throw new OperationError(
      'folder_missing',
      `${options.home} is not there; there is nothing to upgrade. Check ENGAWA_HOME.`,
    );
  }
  const home = realpathSync(options.home);
  prepareRunFolder(home);
  return withHomeLock(
    home,
    async () => {
      finishSwap(home);
      const dataDir = wantedDataDir(home);
      const from = clusterMajor(dataDir);
      const to = postgresBinaries().major;
      if (from === undefined || from === to) {
        return undefined;
      }
      assertPossible(home, from, to);
      return moveCluster({ ...options, home }, dataDir, from, to, report);
    },
    report,
  );
}

function assertPossible(home: string, from: number, to: number): void {
  if (from > to) {
    throw new OperationError(
      'upgrade_impossible',
      `The data were written by Postgres ${from}, newer than this release's ${to}. Install the release that wrote them; going back is not possible.`,
    );
  }
  if (livingOthers(home, '').length > 0) {
    throw new OperationError(
      'upgrade_impossible',
      'Engawa is running on this home. Stop it (and every worker and command), then run `engawa upgrade` again. Nothing was changed.',
    );
  }
}

async function moveCluster(
  options: UpgradeOptions,
  dataDir: string,
  from: number,
  to: number,
  report: (message: string) => void,
): Promise<Moved> {
  const { home } = options;
  const work = join(home, 'upgrade');
  removeWork(work);
  mkdirSync(work, { recursive: true });
  openFolder(work);
  try {
    assertSpace(dataDir);
    const packaged = await findBinaries(from, work, options.oldBinaries, report);
    const data = join(work, 'data');
    await withOldServer(home, dataDir, packaged, report, (databaseUrl) =>
      backup({ databaseUrl, masters: options.masters, to: data, withSums: true, report }),
    );
    const made = await makeNew(options, work, data, report);
    report('Changing places …');
    const oldCluster = swapClusters(home, realpathSync(dataDir), made.fresh, from);
    return {
      fromMajor: from,
      toMajor: to,
      migrationsApplied: made.migrationsApplied,
      oldCluster,
      rows: made.rows,
    };
  } catch (error) {
    throw error instanceof OperationError
      ? error
      : new OperationError(
          'upgrade_failed',
          `The upgrade from Postgres ${from} to ${to} did not succeed and the old data are as they were: ${error instanceof Error ? error.message : String(error)}`,
          error,
        );
  } finally {
    // It holds keys beside data, which belong together only for this minute.
    removeWork(work);
  }
}

/** The folder of an upgrade, and what its cluster left outside it where root's home is closed. */
function removeWork(work: string): void {
  const link = join(work, 'home', 'postgres');
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const outside = isLink ? dirname(readlinkSync(link)) : undefined;
  rmSync(work, { recursive: true, force: true });
  if (outside !== undefined && dirname(outside) === systemFolder) {
    rmSync(outside, { recursive: true, force: true });
  }
}

/** A new cluster under a home of its own with the same password, filled and summed. */
async function makeNew(
  options: UpgradeOptions,
  work: string,
  data: string,
  report: (message: string) => void,
): Promise<{ fresh: string; rows: number; migrationsApplied: readonly string[] }> {
  const nextHome = join(work, 'home');
  openFolder(nextHome);
  const secrets = join(nextHome, 'secrets');
  mkdirSync(secrets, { mode: 0o700 });
  const { password } = ownerPassword(options.home);
  writeFileSync(join(secrets, 'postgres-owner-password'), `${password}\n`, { mode: 0o600 });
  const postgres = await startPostgres({ home: nextHome, portWanted: nextPort, report });
  try {
    const { rows, migrationsApplied } = await restore({
      from: data,
      home: nextHome,
      databaseUrl: postgres.url,
      mastersInUse: options.masters,
      isSameHouse: true,
      report,
    });
    return { fresh: postgres.dataDir, rows, migrationsApplied };
  } finally {
    await postgres.stop();
  }
}

/** Text compressed and a second cluster: as much again as there is, to be safe. */
function assertSpace(dataDir: string): void {
  const used = sizeOf(dataDir);
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < used * 1.5) {
    const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)} MB`;
    throw new OperationError(
      'disk_full',
      `The upgrade needs ${megabytes(used * 1.5)} beside the present data, ${megabytes(bavail * bsize)} are free. Free some space, then try again. Nothing was changed.`,
    );
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Clusters that upgrades have left, oldest first. */
export function listOldClusters(home: string): string[] {
  if (!existsSync(home)) {
    return [];
  }
  const place = wantedDataDir(realpathSync(home));
  const folder = dirname(place);
  const name = basename(place);
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(`${name}-`) && /-\d+(-\d+)?$/.test(entry))
    .map((entry) => join(folder, entry))
    .filter((path) => clusterMajor(path) !== undefined);
}

/** Removes what upgrades have left; the records that were erased since go with it. */
export function removeOldClusters(home: string): string[] {
  const removed = listOldClusters(home);
  for (const path of removed) {
    rmSync(path, { recursive: true, force: true });
  }
  return removed;
}
