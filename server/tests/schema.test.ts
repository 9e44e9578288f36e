// The code's idea of the schema and the schema itself are the same.
import pg from 'pg';
import { createGuestRecords } from '#customers';
import { declaredStatements, statement } from '#kernel/db';
import { transaction } from '#kernel/transaction';
import { cloneDatabase, expect, test } from '#testing';
import '../house.ts';

/** Prepares each statement; answers the complaints of the ones that the schema does not know. */
async function complaintsOf(
  url: string,
  texts: readonly { name: string; text: string }[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c role=engawa_app' });
  await client.connect();
  const complaints: string[] = [];
  try {
    for (const { name, text } of texts) {
      await client.query(`PREPARE "${name}" AS ${text}`).catch((error: Error) => {
        complaints.push(`${error.message}: ${text.replaceAll(/\s+/g, ' ').slice(0, 160)}`);
      });
    }
  } finally {
    await client.end();
  }
  return complaints;
}

test('every statement of the house can be prepared against the schema', async () => {
  const clone = await cloneDatabase();
  const statements = declaredStatements();
  expect(statements.length).toBeGreaterThan(100);
  expect(await complaintsOf(clone.url, statements)).toEqual([]);
  await clone.drop();
});

test('the check finds a column that does not exist', async () => {
  const clone = await cloneDatabase();
  const wrong = { name: 'wrong', text: 'SELECT no_such_column FROM places.place' };
  const complaints = await complaintsOf(clone.url, [wrong]);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain('no_such_column');
  await clone.drop();
});

const sealedTables = statement<{ name: string; secured: boolean }>(`
  SELECT c.oid::regclass::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS secured
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid::regclass::text = ANY ($1::text[])`);
const owned = statement<{ count: number }>(`
  SELECT count(*) AS count FROM pg_class WHERE relowner = 'engawa_app'::regrole`);

test('row security is forced where profiles, contacts and timelines are', async ({ house }) => {
  const names = [
    'customers.profile',
    'customers.profile_history',
    'customers.contact',
    'customers.moment',
    'customers.health_note',
    'orders.contact',
    'gifts.receiver',
    'rights.share',
    'floor.note',
    'floor.follow_up',
  ];
  const rows = await house.db.all(sealedTables, [names]);
  expect(
    rows
      .filter((row) => row.secured)
      .map((row) => row.name)
      .toSorted(),
  ).toEqual(names.toSorted());
});

test('the server works as a role that owns nothing', async ({ house }) => {
  expect((await house.db.one(owned)).count).toBe(0);
});

test('a query on profiles without a declared purpose is refused by the database', async ({
  house,
}) => {
  await transaction(house.db, {}, (tx) => createGuestRecords(tx, [{ familyName: '縁側' }]));
  const client = new pg.Client({ connectionString: house.url, options: '-c role=engawa_app' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await expect(client.query('SELECT * FROM customers.profile')).rejects.toThrow(/engawa.purpose/);
  } finally {
    await client.end();
  }
});
