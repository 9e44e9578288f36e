// Migrations: one linear history of plain SQL, each file in its own transaction, under one lock, with a lock
// time-out so that a waiting ALTER does not stop the shop. An applied file must not change any more.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrateJobs } from './jobs.ts';

class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export type MigrationReport = { readonly applied: readonly string[]; readonly version: string };

type MigrationFile = { readonly name: string; readonly text: string; readonly hash: string };

const folder = join(import.meta.dirname, '..', 'database', 'migrations');

/** The migrations this release brings, in order. */
export function readMigrations(): readonly MigrationFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    });
}

/**
 * Brings the database to this release's schema; repeatable. Throws MigrationError with what to do.
 * `until` stops after that file (restore loads old back-ups that way).
 */
export async function migrate(
  ownerUrl: string,
  options: { readonly report?: (name: string) => void; readonly until?: string } = {},
): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'engawa-migrate' });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw unreachable(ownerUrl, error);
  });
  const applied: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock(3405691583)');
    await client.query("SET lock_timeout = '10s'; SET client_min_messages = warning");
    await client.query(`CREATE TABLE IF NOT EXISTS public.engawa_migration (
      name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM public.engawa_migration ORDER BY name',
    );
    const files = readMigrations();
    assertKnown(rows, files);
    const done = new Set(rows.map((row) => row.name));
    for (const file of files) {
      if (done.has(file.name) || (options.until !== undefined && file.name > options.until)) {
        continue;
      }
      options.report?.(file.name);
      await apply(client, file);
      applied.push(file.name);
    }
    return { applied, version: files.at(-1)?.name ?? '' };
  } finally {
    await client.end();
    if (applied.length > 0) {
      await migrateJobs(ownerUrl);
    }
  }
}

/** The address without its password. */
function unreachable(ownerUrl: string, error: unknown): MigrationError {
  const { host, pathname } = new URL(ownerUrl);
  const why = error instanceof Error ? error.message : String(error);
  return new MigrationError(
    `The database ${host}${pathname} cannot be reached: ${why}. Look whether Postgres runs there and DATABASE_URL is right, then start again.`,
  );
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(file.text);
    await client.query('INSERT INTO public.engawa_migration (name, hash) VALUES ($1, $2)', [
      file.name,
      file.hash,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw new MigrationError(
      `The migration ${file.name} could not be applied and was undone: ${why}. The database is as it was before; run \`engawa doctor\`, then try again.`,
    );
  }
}

function assertKnown(
  applied: readonly { name: string; hash: string }[],
  files: readonly MigrationFile[],
): void {
  for (const row of applied) {
    const file = files.find((each) => each.name === row.name);
    if (file === undefined) {
      throw new MigrationError(
        `The database was used by a newer release (it has ${row.name}). Install that release, or restore a back-up made before it.`,
      );
    }
    if (file.hash !== row.hash) {
      throw new MigrationError(
        `The migration ${row.name} was changed after it had been applied. Put the file back as released and write a new migration instead.`,
      );
    }
  }
}
