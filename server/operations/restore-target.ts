// The target of a restore: it must be empty, or hold nothing but an earlier restore that was cut off. A
// mark says so until the end, so that no server ever starts on half a house.
import pg from 'pg';
import { OperationError } from './errors.ts';
import { quoteName, withOwner } from './owner-connection.ts';

const mark = 'public.engawa_restore';

/** Since when a restore into this database is unfinished; undefined when none is. */
export async function unfinishedRestore(client: pg.Client): Promise<string | undefined> {
  const found = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('${mark}') IS NOT NULL AS exists`,
  );
  if (found.rows[0]?.exists !== true) {
    return undefined;
  }
  const { rows } = await client.query<{ since: string }>(
    `SELECT started_at::text AS since FROM ${mark}`,
  );
  return rows[0]?.since ?? 'an unknown time';
}

/** For the start of a server. Throws OperationError `restore_incomplete`. */
export async function assertNoUnfinishedRestore(url: string): Promise<void> {
  const since = await withOwner(url, unfinishedRestore);
  if (since !== undefined) {
    throw new OperationError(
      'restore_incomplete',
      `A restore into this database began at ${since} and did not end. Run \`engawa restore\` again: it clears what is there and starts over.`,
    );
  }
}

/**
 * Refuses a database that holds anything (`target_not_empty`); clears one that holds only an unfinished
 * restore. Nothing but a restore into an empty database leaves the mark, so nothing else can be lost.
 */
export async function clearTarget(
  client: pg.Client,
  where: string,
  report: (message: string) => void,
): Promise<void> {
  if ((await unfinishedRestore(client)) !== undefined) {
    report('Clearing what an earlier, unfinished restore left …');
    await dropEverything(client);
    return;
  }
  const { rows } = await client.query<{ name: string }>(`
    SELECT n.nspname || '.' || c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname <> 'information_schema'
      AND n.nspname !~ '^pg_' AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
    ORDER BY n.nspname <> 'kernel', 1 LIMIT 1`);
  const [found] = rows;
  if (found !== undefined) {
    throw new OperationError(
      'target_not_empty',
      `The database at ${where} is not empty (it has ${found.name}). Restore into an empty one: another ENGAWA_HOME, or a new database in DATABASE_URL. Nothing was changed.`,
    );
  }
}

/** Marks the target as being restored into. */
export async function markTarget(client: pg.Client, from: string): Promise<void> {
  await client.query(
    `CREATE TABLE ${mark} (started_at timestamptz NOT NULL DEFAULT now(), source text NOT NULL)`,
  );
  await client.query(`INSERT INTO ${mark} (source) VALUES ($1)`, [from]);
}

export async function finishMark(client: pg.Client): Promise<void> {
  await client.query(`DROP TABLE ${mark}`);
}

async function dropEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT nspname AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
      AND pg_has_role(nspowner, 'MEMBER')`);
  await client.query('BEGIN');
  for (const { name } of rows) {
    await client.query(`DROP SCHEMA ${pg.escapeIdentifier(name)} CASCADE`);
  }
  await client.query(`DROP TABLE IF EXISTS ${quoteName('public', 'engawa_migration')}`);
  await client.query(`DROP TABLE ${mark}`);
  await client.query('COMMIT');
}
