import { expect, test } from '#testing';
import { openJobsPool } from './jobs-pool.ts';

test('a statement that loses its connection may be tried again, and the next one finds a new connection', async ({
  house,
}) => {
  const { pool, end } = openJobsPool(house.url, 1);
  try {
    const client = await pool.connect();
    const lost = client.query('SELECT pg_terminate_backend(pg_backend_pid())');
    await expect(lost).rejects.toMatchObject({ code: '40001' });
    client.release(true);
    const next = await pool.connect();
    expect((await next.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await expect(next.query('SELECT nothing_of_that_name')).rejects.toMatchObject({
      code: '42703',
    });
    next.release();
  } finally {
    await end();
  }
});

test('a connection that cannot be had is waited for, not refused', async () => {
  const { pool, end } = openJobsPool('postgres://nobody@127.0.0.1:1/nothing', 1);
  const asked = pool.connect().then(
    () => 'connected',
    () => 'refused',
  );
  const waited = new Promise((resolve) => setTimeout(resolve, 600, 'waiting'));
  expect(await Promise.race([asked, waited])).toBe('waiting');
  await end();
});
