// What a database of Engawa holds, read from the catalogue, so that a new module is backed up without
// anybody having to remember it.
import type pg from 'pg';
import { OperationError } from './errors.ts';
import { quoteName } from './owner-connection.ts';

export type TableName = { readonly schema: string; readonly name: string };

export type Table = TableName & {
  readonly columns: readonly string[];
  readonly isPartitioned: boolean;
  readonly isRowSecurityForced: boolean;
};

export type Partition = TableName & {
  readonly parent: TableName;
  /** `FOR VALUES FROM (…) TO (…)`, and `PARTITION BY …` where it is divided again. */
  readonly bound: string;
};

export type SequenceState = TableName & { readonly value: string; readonly isCalled: boolean };

export type Inventory = {
  readonly schemas: readonly string[];
  /** Roots only: a partition's rows belong to its parent. */
  readonly tables: readonly Table[];
  readonly partitions: readonly Partition[];
};

/** The wrapped keys of records: kept apart from all other data. */
export const recordKeyTable: TableName = { schema: 'privacy', name: 'record_key' };

/** The register of erasures goes with the keys too, so that a later one reminds older data of them. */
export const erasureTable: TableName = { schema: 'privacy', name: 'erasure' };

// The queue writes its own history when it is made; it must tell of the queue that is there.
const queueHistory: TableName = { schema: 'graphile_worker', name: 'migrations' };

export function isSameTable(a: TableName, b: TableName): boolean {
  return a.schema === b.schema && a.name === b.name;
}

/** Throws OperationError `not_engawa` where the kernel's schema is missing. */
export async function readInventory(client: pg.Client): Promise<Inventory> {
  const schemas = await readSchemas(client);
  if (!schemas.includes('kernel')) {
    throw new OperationError(
      'not_engawa',
      'This database holds no Engawa (there is no schema "kernel"). Check DATABASE_URL and ENGAWA_HOME.',
    );
  }
  return {
    schemas,
    tables: await readTables(client, schemas),
    partitions: await readPartitions(client, schemas),
  };
}

/** The schemas that belong to whoever owns the kernel's: modules and the queue. */
async function readSchemas(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT n.nspname AS name FROM pg_namespace n
    WHERE n.nspowner = (SELECT nspowner FROM pg_namespace WHERE nspname = 'kernel')
      AND n.nspname NOT IN ('public', 'information_schema') AND n.nspname !~ '^pg_'
    ORDER BY n.nspname`);
  return rows.map((row) => row.name);
}

async function readTables(client: pg.Client, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<{
    schema: string;
    name: string;
    columns: string[];
    partitioned: boolean;
    forced: boolean;
  }>(
    `SELECT n.nspname AS schema, c.relname AS name, c.relkind = 'p' AS partitioned,
       c.relforcerowsecurity AS forced,
       array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
         AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ($1)
     ORDER BY 1, 2`,
    [schemas],
  );
  return rows
    .filter((row) => !isSameTable(row, queueHistory))
    .map(({ schema, name, columns, partitioned, forced }) => ({
      schema,
      name,
      columns,
      isPartitioned: partitioned,
      isRowSecurityForced: forced,
    }));
}

async function readPartitions(client: pg.Client, schemas: readonly string[]): Promise<Partition[]> {
  const { rows } = await client.query<{
    schema: string;
    name: string;
    parent_schema: string;
    parent_name: string;
    bound: string;
  }>(
    `SELECT n.nspname AS schema, c.relname AS name, pn.nspname AS parent_schema,
       p.relname AS parent_name, pg_get_expr(c.relpartbound, c.oid)
         || coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), '') AS bound
     FROM pg_inherits i
     JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE c.relispartition AND c.relkind IN ('r', 'p') AND n.nspname = ANY ($1) ORDER BY c.oid`,
    [schemas],
  );
  return rows.map(({ schema, name, parent_schema, parent_name, bound }) => ({
    schema,
    name,
    parent: { schema: parent_schema, name: parent_name },
    bound,
  }));
}

/** Where every sequence stands, identity columns included. Not bound to a snapshot: never too low. */
export async function readSequences(
  client: pg.Client,
  schemas: readonly string[],
): Promise<SequenceState[]> {
  const { rows } = await client.query<TableName>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND n.nspname = ANY ($1) ORDER BY 1, 2`,
    [schemas],
  );
  const states: SequenceState[] = [];
  for (const { schema, name } of rows) {
    const state = await client.query<{ value: string; is_called: boolean }>(
      `SELECT last_value::text AS value, is_called FROM ${quoteName(schema, name)}`,
    );
    const [row] = state.rows;
    if (row !== undefined) {
      states.push({ schema, name, value: row.value, isCalled: row.is_called });
    }
  }
  return states;
}

/** What to COPY: the table, or for a divided one a query over it (before 18 it has no COPY TO). */
export function copySource(table: Table): string {
  const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  const name = quoteName(table.schema, table.name);
  return table.isPartitioned ? `(SELECT ${columns} FROM ${name})` : `${name} (${columns})`;
}
