import pg from 'pg';

/**
 * Makes a database, empty or as a copy of `template` (which nobody may be connected to), and
 * returns its address. A copy of a small template takes some 50 ms.
 */
export async function createDatabase(
  ownerUrl: string,
  name: string,
  template = 'template1',
): Promise<string> {
  await runAsOwner(
    ownerUrl,
    `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`,
  );
  const url = new URL(ownerUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Removes a database, ending the connections to it; one that is not there is no error. */
export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  await runAsOwner(ownerUrl, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

async function runAsOwner(ownerUrl: string, sql: string): Promise<void> {
  // `postgres` is always there and never a template, so nothing is in the way.
  const url = new URL(ownerUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
