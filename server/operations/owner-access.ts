// Row security is forced, so it binds the owner too unless it is a superuser or has BYPASSRLS, which a
// managed database does not give. A back-up must see every row, or stop: the owner then gets a policy of its
// own for reading. See docs/decisions/0011-logical-backups.md.
import type pg from 'pg';
import { errorCodeOf, OperationError } from './errors.ts';
import { quoteName } from './owner-connection.ts';

const policyName = 'engawa_owner_reads';

/**
 * Makes sure that the connected owner sees every row, and says so to Postgres. Where policies are missing
 * they are made first, each under a lock of an instant; nothing happens when they are there.
 */
export async function ensureOwnerSeesAll(client: pg.Client): Promise<void> {
  if (await bypassesRowSecurity(client)) {
    // With this, Postgres raises instead of leaving rows out.
    await client.query('SET row_security = off');
    return;
  }
  await client.query('SET row_security = on');
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND c.relforcerowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = $1)`,
    [policyName],
  );
  for (const { schema, name } of rows) {
    await makePolicy(client, quoteName(schema, name));
  }
}

async function bypassesRowSecurity(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ bypasses: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.bypasses === true;
}

async function makePolicy(client: pg.Client, table: string): Promise<void> {
  try {
    await client.query(
      `CREATE POLICY ${policyName} ON ${table} FOR SELECT TO CURRENT_USER USING (true)`,
    );
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === '42710') {
      return;
    }
    throw new OperationError(
      'not_permitted',
      code === '55P03'
        ? `${table} was locked for 10 s. Run the command again when no migration or import is at work.`
        : `Row security hides rows of ${table} from this user. Use the user that ran \`engawa migrate\`, or one with BYPASSRLS.`,
      error,
    );
  }
}
