// Loads the tables of a back-up into the schema that the migrations have just laid, in one transaction.
// Foreign keys are taken away and put back, which checks every row once at the end and needs no order and no
// superuser; session_replication_role would need one and check nothing.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { OperationError } from './errors.ts';
import {
  erasureTable,
  type Inventory,
  isSameTable,
  readInventory,
  recordKeyTable,
  type Table,
} from './inventory.ts';
import type { DataManifest, KeyManifest, StoredTable } from './manifest.ts';
import { quoteName } from './owner-connection.ts';
import { readTableSums } from './table-sums.ts';

export type LoadSource = {
  readonly folder: string;
  readonly data: DataManifest;
  readonly keys: { readonly folder: string; readonly manifest: KeyManifest } | undefined;
};

export type Loaded = {
  readonly rows: number;
  readonly recordKeys: number;
  /** Records whose erasure the key back-up knows and the data do not. */
  readonly eraseAgain: readonly string[];
  readonly epoch: number;
};

/** Throws OperationError `backup_damaged` when what was loaded is not what the manifest says. */
export async function loadBackup(
  client: pg.Client,
  source: LoadSource,
  isSameHouse: boolean,
  report: (message: string) => void,
): Promise<Loaded> {
  const { data, keys } = source;
  await client.query('BEGIN');
  const inventory = await readInventory(client);
  const putBack = await takeAway(client, inventory);
  const all = inventory.tables.map((table) => quoteName(table.schema, table.name));
  await client.query(`TRUNCATE ${all.join(', ')}`);
  await makePartitions(client, data);
  for (const [index, table] of data.tables.entries()) {
    report(`Loading ${table.schema}.${table.name} (${index + 1} of ${data.tables.length}) …`);
    await loadTable(client, source.folder, table, inventory);
  }
  report('Loading the keys …');
  const { recordKeys, eraseAgain } = await loadKeys(client, keys, inventory);
  for (const { schema, name, value, isCalled } of data.sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
      quoteName(schema, name),
      value,
      isCalled,
    ]);
  }
  report('Checking references and sums …');
  for (const text of putBack) {
    await client.query(text);
  }
  await assertSums(client, data);
  await freeJobs(client);
  const epoch = isSameHouse ? data.epoch : await beginAnew(client);
  await client.query('COMMIT');
  return {
    rows: data.tables.reduce((sum, table) => sum + table.rows, 0),
    recordKeys,
    eraseAgain,
    epoch,
  };
}

/** Takes foreign keys, triggers and forced row security away; answers the statements that put them back. */
async function takeAway(client: pg.Client, inventory: Inventory): Promise<string[]> {
  const constraints = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name,
       pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
     WHERE c.contype = 'f' AND c.conparentid = 0 AND n.nspname = ANY ($1) ORDER BY c.oid`,
    [inventory.schemas],
  );
  const triggers = await client.query<{ table: string; name: string }>(
    `SELECT tgrelid::regclass::text AS table, quote_ident(tgname) AS name
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgparentid = 0 AND n.nspname = ANY ($1)`,
    [inventory.schemas],
  );
  const putBack: string[] = [];
  for (const { table, name, definition } of constraints.rows) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    putBack.push(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
  for (const { table, name } of triggers.rows) {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    putBack.push(`ALTER TABLE ${table} ENABLE TRIGGER ${name}`);
  }
  for (const table of inventory.tables.filter((each) => each.isRowSecurityForced)) {
    const name = quoteName(table.schema, table.name);
    await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
    putBack.push(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  }
  return putBack;
}

/** The months (or days) that the original had and a new schema has not. */
async function makePartitions(client: pg.Client, data: DataManifest): Promise<void> {
  for (const { schema, name, parent, bound } of data.partitions) {
    const partition = quoteName(schema, name);
    const { rows } = await client.query<{ missing: boolean }>(
      'SELECT to_regclass($1) IS NULL AS missing',
      [partition],
    );
    if (rows[0]?.missing === true) {
      const whole = quoteName(parent.schema, parent.name);
      await client.query(`CREATE TABLE ${partition} PARTITION OF ${whole} ${bound}`);
    }
  }
}

/** Keys as the key back-up has them, less those of records that either side knows as erased. */
async function loadKeys(
  client: pg.Client,
  keys: LoadSource['keys'],
  inventory: Inventory,
): Promise<Pick<Loaded, 'recordKeys' | 'eraseAgain'>> {
  const stored = keys?.manifest.tables ?? [];
  const folder = keys?.folder ?? '';
  const keyTable = stored.find((table) => isSameTable(table, recordKeyTable));
  const register = stored.find((table) => isSameTable(table, erasureTable));
  let eraseAgain: string[] = [];
  if (keyTable !== undefined) {
    await loadTable(client, folder, keyTable, inventory);
  }
  if (register !== undefined) {
    const name = quoteName(register.schema, register.name);
    await client.query(`CREATE TEMPORARY TABLE later_erasure (LIKE ${name}) ON COMMIT DROP`);
    await copyInto(client, folder, register, 'later_erasure');
    const { rows } = await client.query<{ id: string }>(`
      SELECT l.record_id AS id FROM later_erasure l
      WHERE NOT EXISTS (SELECT FROM ${name} e WHERE e.record_id = l.record_id)`);
    eraseAgain = rows.map((row) => row.id);
    const { rowCount } = await client.query(`DELETE FROM privacy.record_key k
      WHERE EXISTS (SELECT FROM ${name} e WHERE e.record_id = k.record_id)
        OR EXISTS (SELECT FROM later_erasure l WHERE l.record_id = k.record_id)`);
    return { recordKeys: (keyTable?.rows ?? 0) - (rowCount ?? 0), eraseAgain };
  }
  return { recordKeys: keyTable?.rows ?? 0, eraseAgain };
}

async function loadTable(
  client: pg.Client,
  folder: string,
  stored: StoredTable,
  inventory: Inventory,
): Promise<void> {
  const { schema, name } = stored;
  const table: Table | undefined = inventory.tables.find(
    (each) => each.schema === schema && each.name === name,
  );
  if (table === undefined) {
    // A table of the queue that this release's queue has not any more.
    if (stored.rows === 0) {
      return;
    }
    throw new OperationError(
      'backup_newer',
      `The back-up holds ${schema}.${name}, which this release does not have. Restore it with the release that made it.`,
    );
  }
  await copyInto(client, folder, stored, quoteName(schema, name));
}

async function copyInto(
  client: pg.Client,
  folder: string,
  stored: StoredTable,
  into: string,
): Promise<void> {
  const columns = stored.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const target = client.query(copyFrom(`COPY ${into} (${columns}) FROM STDIN`));
  const path = join(folder, stored.file.path);
  await pipeline(createReadStream(path), createZstdDecompress(), target);
  if (target.rowCount !== stored.rows) {
    throw new OperationError(
      'backup_damaged',
      `${path} holds ${target.rowCount} rows, the manifest says ${stored.rows}. Choose another back-up.`,
    );
  }
}

async function assertSums(client: pg.Client, data: DataManifest): Promise<void> {
  const summed = data.tables.filter((table) => table.sum !== undefined);
  const found = await readTableSums(client, summed);
  const different = summed.find((table, index) => table.sum !== found[index]?.sum);
  if (different !== undefined) {
    throw new OperationError(
      'backup_damaged',
      `The rows of ${different.schema}.${different.name} do not sum up to what the back-up says. Nothing was kept.`,
    );
  }
}

/** What must not go on as if nothing had happened: cursors of readers (a new epoch) and sign-ins. */
async function beginAnew(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ epoch: string }>(`
    INSERT INTO kernel.log_epoch (epoch, reason)
    SELECT greatest((extract(epoch FROM clock_timestamp()) * 1000)::bigint, max(epoch) + 1), 'restored'
    FROM kernel.log_epoch RETURNING epoch::text`);
  await client.query('UPDATE kernel.session SET ended_at = now() WHERE ended_at IS NULL');
  return Number(rows[0]?.epoch ?? 0);
}

/** Waiting jobs stay and will run (they are made to be run twice); the locks of gone workers are taken off. */
async function freeJobs(client: pg.Client): Promise<void> {
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await client.query(`UPDATE ${quoteName('graphile_worker', table)}
      SET locked_at = NULL, locked_by = NULL WHERE locked_at IS NOT NULL`);
  }
}
