// A back-up is logical (COPY of every table in one snapshot), because only initdb and postgres come out of
// npm, and because the same files then carry an installation to a managed database and across majors. The
// keys of records and the master keys go to a folder of their own, kept shorter: a record that was erased
// stays readable only as long as the oldest key back-up. See docs/decisions/0011-logical-backups.md.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { formatStoredKeys } from '#kernel/key-store';
import { releaseVersion } from '#kernel/operations-routes';
import type { MasterKeys } from '#kernel/sealing';
import {
  backupName,
  defaultKeysFolder,
  dropPart,
  finishPart,
  type Keep,
  openPart,
  pruneBackups,
} from './backup-folder.ts';
import { explainFileError } from './errors.ts';
import {
  copySource,
  erasureTable,
  type Inventory,
  isSameTable,
  readInventory,
  readSequences,
  recordKeyTable,
  type Table,
} from './inventory.ts';
import {
  type DataManifest,
  type KeyManifest,
  type StoredFile,
  type StoredTable,
  signManifest,
} from './manifest.ts';
import { ensureOwnerSeesAll } from './owner-access.ts';
import { withOwner } from './owner-connection.ts';
import { readTableSums } from './table-sums.ts';

export type BackupOptions = {
  /** The owner's address of the database. */
  readonly databaseUrl: string;
  readonly masters: MasterKeys;
  /** Folder that gets a folder `data-<time>`; made if missing. */
  readonly to: string;
  /** Folder that gets `keys-<time>`; `<to>-keys` unless told. Keep it on another disk. */
  readonly keysTo?: string;
  /** ENGAWA_HOME: its folder `media` is copied too. */
  readonly home?: string;
  readonly keep?: Keep;
  readonly keepKeys?: Keep;
  /** Also sums every table (table-sums.ts), which reads everything twice. */
  readonly withSums?: boolean;
  readonly now?: Temporal.Instant;
  readonly report?: (message: string) => void;
};

export type BackupReport = {
  readonly folder: string;
  readonly keysFolder: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
  readonly recordKeys: number;
  readonly removed: readonly string[];
  readonly seconds: number;
};

/** Folders of the home that are data and not the database's. */
const homeFolders = ['media'];

/**
 * Backs up a database that may be in full use: one snapshot, no lock above ACCESS SHARE.
 * Throws OperationError (`database_unreachable`, `not_engawa`, `disk_full`, `folder_not_writable` …).
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const report = options.report ?? (() => undefined);
  const startedAt = options.now ?? Temporal.Now.instant();
  const begun = performance.now();
  const keysTo = options.keysTo ?? defaultKeysFolder(options.to);
  const dataPart = openPart(options.to, backupName('data', startedAt));
  let keysPart: string | undefined;
  try {
    keysPart = openPart(keysTo, backupName('keys', startedAt));
    const parts = { data: dataPart, keys: keysPart };
    const made = await withOwner(options.databaseUrl, (client) =>
      copyDatabase(client, options, parts, startedAt, report),
    );
    const files = await copyHome(options.home, dataPart);
    const finishedAt = Temporal.Now.instant().toString();
    const keyManifest: KeyManifest = { ...made.keys, finishedAt };
    const dataManifest: DataManifest = { ...made.data, files, finishedAt };
    // Keys first: data without its keys would be a back-up that cannot be read.
    const keysFolder = finishPart(keysPart, signManifest(options.masters, keyManifest));
    const folder = finishPart(dataPart, signManifest(options.masters, dataManifest));
    const stored = [...dataManifest.tables.map((table) => table.file), ...files];
    return {
      folder,
      keysFolder,
      tables: dataManifest.tables.length,
      rows: dataManifest.tables.reduce((sum, table) => sum + table.rows, 0),
      bytes: stored.reduce((sum, file) => sum + file.bytes, 0),
      recordKeys: keyManifest.tables.find((table) => isSameTable(table, recordKeyTable))?.rows ?? 0,
      removed: prune(options, keysTo, startedAt),
      seconds: (performance.now() - begun) / 1000,
    };
  } catch (error) {
    dropPart(dataPart);
    if (keysPart !== undefined) {
      dropPart(keysPart);
    }
    throw explainFileError(error, options.to);
  }
}

function prune(options: BackupOptions, keysTo: string, now: Temporal.Instant): string[] {
  return [
    ...pruneBackups(options.to, 'data', options.keep, now),
    ...pruneBackups(keysTo, 'keys', options.keepKeys, now),
  ];
}

type Parts = { readonly data: string; readonly keys: string };

async function copyDatabase(
  client: pg.Client,
  options: BackupOptions,
  parts: Parts,
  startedAt: Temporal.Instant,
  report: (message: string) => void,
): Promise<{ data: DataManifest; keys: KeyManifest }> {
  // Shared with other back-ups, not with a migration, which would change tables under our hands.
  await client.query('SELECT pg_advisory_lock_shared(3405691583)');
  await ensureOwnerSeesAll(client);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  const inventory = await readInventory(client);
  const head = await readHead(client);
  const dataTables = inventory.tables.filter((table) => !isSameTable(table, recordKeyTable));
  const keyTables = inventory.tables.filter(
    (table) => isSameTable(table, recordKeyTable) || isSameTable(table, erasureTable),
  );
  const tables = await copyTables(client, dataTables, parts.data, options.withSums, report);
  report('Copying the keys …');
  const stored = await copyTables(client, keyTables, parts.keys, false, () => undefined);
  const sequences = await readSequences(client, inventory.schemas);
  await client.query('COMMIT');
  const common = {
    format: 1,
    release: releaseVersion,
    startedAt: startedAt.toString(),
    finishedAt: '',
    code: '',
  } as const;
  return {
    data: { ...common, ...head, ...summarise(inventory), kind: 'data', tables, sequences },
    keys: {
      ...common,
      kind: 'keys',
      madeWith: basename(parts.data).replace(/\.part$/, ''),
      masterKeys: await writeStored(
        Readable.from([formatStoredKeys(options.masters)]),
        parts.keys,
        'master-keys.json',
      ),
      tables: stored,
    },
  };
}

function summarise({ schemas, partitions }: Inventory) {
  return { schemas: [...schemas], partitions: [...partitions], files: [] };
}

async function readHead(client: pg.Client) {
  const head = await client.query<{ version: string; epoch: string; position: string }>(`
    SELECT current_setting('server_version') AS version,
      (SELECT max(epoch) FROM kernel.log_epoch)::text AS epoch,
      (SELECT coalesce(max(position), 0) FROM kernel.event_position)::text AS position`);
  const [row] = head.rows;
  const migrations = await client.query<{ name: string; hash: string }>(
    'SELECT name, hash FROM public.engawa_migration ORDER BY name',
  );
  return {
    postgresVersion: row?.version ?? '',
    epoch: Number(row?.epoch ?? 0),
    position: Number(row?.position ?? 0),
    migrations: migrations.rows,
  };
}

async function copyTables(
  client: pg.Client,
  tables: readonly Table[],
  part: string,
  withSums: boolean | undefined,
  report: (message: string) => void,
): Promise<StoredTable[]> {
  const stored: StoredTable[] = [];
  mkdirSync(join(part, 'tables'), { mode: 0o700 });
  for (const table of tables) {
    const { schema, name } = table;
    report(`Copying ${schema}.${name} (${stored.length + 1} of ${tables.length}) …`);
    const rows = client.query(copyTo(`COPY ${copySource(table)} TO STDOUT`));
    const path = join('tables', fileOf(table));
    const file = await writeStored(rows, part, path, true);
    const [sum] = withSums === true ? await readTableSums(client, [table]) : [];
    stored.push({
      schema,
      name,
      columns: [...table.columns],
      rows: rows.rowCount,
      file,
      ...(sum === undefined ? {} : { sum: sum.sum }),
    });
  }
  return stored;
}

function fileOf(table: Table): string {
  return `${table.schema}.${table.name}.copy.zst`.replaceAll(/[^\w.-]/g, '_');
}

/** Writes a stream to a new file, flushed, and answers its size and hash as stored. */
async function writeStored(
  source: Readable,
  part: string,
  path: string,
  isCompressed = false,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const target = createWriteStream(join(part, path), { mode: 0o600, flags: 'wx', flush: true });
  if (isCompressed) {
    const level = { [constants.ZSTD_c_compressionLevel]: 3 };
    await pipeline(source, createZstdCompress({ params: level }), measure, target);
  } else {
    await pipeline(source, measure, target);
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

async function copyHome(home: string | undefined, part: string): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const folder of home === undefined ? [] : homeFolders) {
    const root = join(home ?? '', folder);
    if (!existsSync(root)) {
      continue;
    }
    for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) {
        const from = join(entry.parentPath, entry.name);
        const path = join('home', folder, relative(root, from));
        mkdirSync(join(part, path, '..'), { recursive: true, mode: 0o700 });
        stored.push(await writeStored(createReadStream(from), part, path));
      }
    }
  }
  return stored;
}
