// Restore puts a data back-up and a key back-up together in an empty database. The keys may be of a later
// back-up than the data, and should be: whose key was deleted in between stays unreadable.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { formatStoredKeys, keyStorePath, parseStoredKeys, saveKeyStore } from '#kernel/key-store';
import { migrate, readMigrations } from '#kernel/migrate';
import { startPostgres } from '#kernel/postgres/index';
import type { MasterKeys } from '#kernel/sealing';
import { defaultKeysFolder, listBackups, resolveBackup } from './backup-folder.ts';
import { explainFileError, OperationError, withoutSecrets } from './errors.ts';
import {
  assertSigned,
  type DataManifest,
  type KeyManifest,
  readDataManifest,
  readKeyManifest,
  verifyFiles,
} from './manifest.ts';
import { withOwner } from './owner-connection.ts';
import { loadBackup } from './restore-load.ts';
import { clearTarget, finishMark, markTarget } from './restore-target.ts';

export type RestoreOptions = {
  /** A data back-up's folder, or a folder of back-ups: the newest is taken. */
  readonly from: string;
  /** A key back-up's folder, or a folder of them. Unless told, the newest in `<folder of from>-keys`. */
  readonly keysFrom?: string;
  /** Restores without any key: sealed fields stay unreadable for ever. */
  readonly withoutKeys?: boolean;
  /** ENGAWA_HOME: gets the key store and media, and the embedded database unless `databaseUrl` is given. */
  readonly home: string;
  /** The owner's address of an empty database. */
  readonly databaseUrl?: string;
  /** Where the key store is ENGAWA_MASTER_KEYS: must be the one of the key back-up; no file is written. */
  readonly mastersInUse?: MasterKeys;
  /** An upgrade: the same house moves on, so its log keeps its epoch and nobody is signed out. */
  readonly isSameHouse?: boolean;
  readonly report?: (message: string) => void;
};

export type RestoreReport = {
  readonly from: string;
  readonly keysFrom: string | null;
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly recordKeys: number;
  /** Records that were erased after the data were backed up; the privacy module must erase them again. */
  readonly eraseAgain: readonly string[];
  /** The new epoch of the log. */
  readonly epoch: number;
  readonly migrationsApplied: readonly string[];
  /** What the operator should know, a sentence each. */
  readonly notes: readonly string[];
  readonly seconds: number;
};

type Source = {
  readonly folder: string;
  readonly data: DataManifest;
  readonly keys:
    | { readonly folder: string; readonly manifest: KeyManifest; readonly masters: MasterKeys }
    | undefined;
};

/**
 * Verifies a back-up wholly, then restores it. Nothing is touched when something does not fit.
 * Throws OperationError (`backup_damaged`, `backup_newer`, `keys_missing`, `target_not_empty` …).
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const report = options.report ?? (() => undefined);
  const begun = performance.now();
  try {
    const source = await openSource(options, report);
    assertKnownRelease(source.data);
    if (options.databaseUrl !== undefined) {
      return await restoreInto(options.databaseUrl, source, options, begun, report);
    }
    const postgres = await startPostgres({ home: options.home, report });
    try {
      return await restoreInto(postgres.url, source, options, begun, report);
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    throw explainFileError(error, options.home);
  }
}

async function openSource(
  options: RestoreOptions,
  report: (message: string) => void,
): Promise<Source> {
  const folder = resolveBackup(options.from, 'data');
  const data = readDataManifest(folder);
  const keysFolder = findKeys(options, folder);
  await verifyFiles(folder, [...data.tables.map((table) => table.file), ...data.files], report);
  if (keysFolder === undefined) {
    return { folder, data, keys: undefined };
  }
  const manifest = readKeyManifest(keysFolder);
  const files = manifest.tables.map((table) => table.file);
  await verifyFiles(keysFolder, [manifest.masterKeys, ...files], report);
  const storePath = join(keysFolder, manifest.masterKeys.path);
  const masters = parseStoredKeys(readFileSync(storePath, 'utf8'), storePath);
  assertSigned(masters, manifest, keysFolder);
  assertSigned(masters, data, folder);
  return { folder, data, keys: { folder: keysFolder, manifest, masters } };
}

function findKeys(options: RestoreOptions, dataFolder: string): string | undefined {
  if (options.withoutKeys === true) {
    return undefined;
  }
  if (options.keysFrom !== undefined) {
    return resolveBackup(options.keysFrom, 'keys');
  }
  const folder = defaultKeysFolder(dirname(dataFolder));
  const [newest] = listBackups(folder, 'keys');
  if (newest === undefined) {
    throw new OperationError(
      'keys_missing',
      `There is no key back-up in ${folder}. Say where it is (--keys FOLDER); without keys every sealed field stays unreadable (--without-keys, if that is what you want).`,
    );
  }
  return newest;
}

/** An older back-up is brought up to date, a newer one cannot be brought down. */
function assertKnownRelease(data: DataManifest): void {
  const known = new Map(readMigrations().map((file) => [file.name, file.hash]));
  const unknown = data.migrations.find((each) => known.get(each.name) !== each.hash);
  if (unknown !== undefined) {
    throw new OperationError(
      'backup_newer',
      `The back-up was made by release ${data.release}, whose migration ${unknown.name} this release does not have in that form. Restore it with that release or a newer one.`,
    );
  }
}

async function restoreInto(
  url: string,
  source: Source,
  options: RestoreOptions,
  begun: number,
  report: (message: string) => void,
): Promise<RestoreReport> {
  const { data, keys } = source;
  const notes = noteAges(source);
  await withOwner(url, async (client) => {
    await assertMajor(client);
    await clearTarget(client, withoutSecrets(url), report);
    await markTarget(client, source.folder);
  });
  if (keys !== undefined) {
    notes.push(...placeKeyStore(keys.masters, options));
  }
  report('Laying the schema of the back-up …');
  const until = data.migrations.at(-1)?.name ?? '';
  await migrate(url, { until });
  const loaded = await withOwner(url, (client) =>
    loadBackup(client, source, options.isSameHouse === true, report),
  );
  report('Bringing the schema to this release …');
  const { applied } = await migrate(url);
  copyMedia(source, options.home);
  await withOwner(url, async (client) => {
    report('Gathering statistics …');
    await client.query('ANALYZE');
    await finishMark(client);
  });
  return {
    from: source.folder,
    keysFrom: keys?.folder ?? null,
    madeAt: data.startedAt,
    tables: data.tables.length,
    ...loaded,
    migrationsApplied: applied,
    notes,
    seconds: (performance.now() - begun) / 1000,
  };
}

async function assertMajor(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: string }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number",
  );
  if (Number(rows[0]?.number ?? 0) < 160_000) {
    throw new OperationError(
      'not_permitted',
      `The database is Postgres ${rows[0]?.version ?? ''}; Engawa needs 16 or newer.`,
    );
  }
}

function noteAges({ data, keys }: Source): string[] {
  if (keys === undefined) {
    return ['No keys were restored: sealed fields stay unreadable.'];
  }
  return keys.manifest.startedAt < data.startedAt
    ? [
        `The key back-up (${keys.manifest.startedAt}) is older than the data (${data.startedAt}): records made in between stay unreadable. Use a later key back-up if there is one.`,
      ]
    : [];
}

/** Puts the master keys where the server looks for them; another store there is moved aside, not lost. */
function placeKeyStore(masters: MasterKeys, options: RestoreOptions): string[] {
  const wanted = formatStoredKeys(masters);
  if (options.mastersInUse !== undefined) {
    if (formatStoredKeys(options.mastersInUse) === wanted) {
      return [];
    }
    throw new OperationError(
      'keys_missing',
      'ENGAWA_MASTER_KEYS is not the key store of the back-up. Set it to the content of master-keys.json in the key back-up, then restore again.',
    );
  }
  const path = keyStorePath(options.home);
  const notes: string[] = [];
  if (existsSync(path)) {
    if (readFileSync(path, 'utf8') === wanted) {
      return [];
    }
    const aside = `${path}.before-restore-${Date.now()}`;
    renameSync(path, aside);
    notes.push(
      `The key store that was there is kept as ${aside}; remove it when nothing needs it.`,
    );
  }
  saveKeyStore(options.home, masters);
  return notes;
}

function copyMedia({ folder, data }: Source, home: string): void {
  for (const file of data.files) {
    const target = join(resolve(home), file.path.slice('home/'.length));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(folder, file.path), target);
  }
}
