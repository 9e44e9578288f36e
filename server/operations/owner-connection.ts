// A connection as the owner of the schema, for commands. The server itself never has one.
import pg from 'pg';
import { explainConnectError } from './errors.ts';

/**
 * Runs `work` with a connection of the owner's and closes it.
 * Throws OperationError `database_unreachable`, `password_wrong`, `database_missing`.
 */
export async function withOwner<Answer>(
  url: string,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'engawa-operations',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Text that is the same whatever the server's own settings are; no limit for long work.
    await client.query(`SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC';
      SET IntervalStyle = 'postgres'; SET extra_float_digits = 3; SET bytea_output = 'hex';
      SET client_min_messages = warning; SET statement_timeout = 0;
      SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s'`);
    return await work(client);
  } catch (error) {
    throw explainConnectError(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** `"schema"."name"`. */
export function quoteName(schema: string, name: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}
