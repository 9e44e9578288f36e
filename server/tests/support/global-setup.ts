// One Postgres for the whole run, in a temporary folder and without fsync; a migrated template that every
// test file clones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../kernel/migrate.ts';
import { startPostgres } from '../../kernel/postgres/index.ts';
import { keepDatabaseLog } from './kept-lines.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const templateName = 'engawa_template';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'engawa-test-'));
  const postgres = await startPostgres({ home, durable: false, portWanted: 15_900 });
  const stop = async () => {
    await postgres.stop();
    keepDatabaseLog(home);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await makeTemplate(postgres.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  return stop;
}

async function makeTemplate(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${templateName}`);
  } finally {
    await client.end();
  }
  await migrate(ownerUrl.replace(/\/engawa$/, `/${templateName}`));
}
