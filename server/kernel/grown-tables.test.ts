import { expect, test } from '#testing';
import { analyseGrownTables } from './grown-tables.ts';

test('a plan made on an empty table does not outlive its emptiness', async ({ house }) => {
  const client = await house.db.pool.connect();
  const planOf = async (): Promise<string> => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      "EXPLAIN EXECUTE look('s', 'key 7')",
    );
    return rows.map((row) => row['QUERY PLAN']).join(' ');
  };
  try {
    // As the owner: the trap is an ANALYZE that came while there was nothing.
    await client.query('SET ROLE NONE');
    await client.query('TRUNCATE kernel.idempotency');
    await client.query('ANALYZE kernel.idempotency');
    await client.query("SET plan_cache_mode = 'force_generic_plan'");
    await client.query(
      'PREPARE look (text, text) AS SELECT answer FROM kernel.idempotency WHERE scope = $1 AND key = $2',
    );
    await planOf();
    await client.query(`
      INSERT INTO kernel.idempotency (scope, key, input_hash, answer, created_at)
      SELECT 's', 'key ' || n, '\\x00', '{}', now() FROM generate_series(1, 5000) AS n`);
    expect(await analyseGrownTables(house.db)).toBeGreaterThan(0);
    const { rows } = await client.query<{ reltuples: number }>(
      "SELECT reltuples FROM pg_class WHERE oid = 'kernel.idempotency'::regclass",
    );
    expect(rows[0]?.reltuples).toBe(5000);
    expect(await planOf()).toContain('Index Scan');
  } finally {
    await client.query('DEALLOCATE ALL');
    client.release(true);
  }
});

test('a table that was looked at while its rows were not committed is looked at again', async ({
  house,
}) => {
  const client = await house.db.pool.connect();
  try {
    await client.query('SET ROLE NONE');
    await client.query('TRUNCATE kernel.idempotency');
    await client.query('BEGIN');
    await client.query(`
      INSERT INTO kernel.idempotency (scope, key, input_hash, answer, created_at)
      SELECT 's', 'key ' || n, '\\x00', '{}', now() FROM generate_series(1, 5000) AS n`);
    await analyseGrownTables(house.db);
    await client.query('COMMIT');
    await client.query('SELECT pg_stat_force_next_flush()');
    expect(await analyseGrownTables(house.db)).toBeGreaterThan(0);
    const { rows } = await client.query<{ reltuples: number }>(
      "SELECT reltuples FROM pg_class WHERE oid = 'kernel.idempotency'::regclass",
    );
    expect(rows[0]?.reltuples).toBe(5000);
  } finally {
    client.release(true);
  }
});

test('tables that have not grown since are left alone', async ({ house }) => {
  await analyseGrownTables(house.db);
  expect(await analyseGrownTables(house.db)).toBe(0);
});
