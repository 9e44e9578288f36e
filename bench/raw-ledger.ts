// The raw limit of a double-entry posting on this machine: the least SQL that guards an account, keeps lots and writes
// two lines, as one function a call and as one function for a batch, driven by a plain loop over the driver.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Load, loadWith } from './result.ts';

const schema = `
CREATE SCHEMA raw;
CREATE TABLE raw.account (id int PRIMARY KEY, available bigint NOT NULL CHECK (available >= 0)) WITH (fillfactor = 70);
CREATE TABLE raw.posting_set (id uuid PRIMARY KEY, reference text NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE raw.posting (set_id uuid, line int, account int NOT NULL, amount bigint NOT NULL, lot uuid, PRIMARY KEY (set_id, line));
CREATE INDEX ON raw.posting (account, set_id);
CREATE TABLE raw.lot (id uuid PRIMARY KEY, account int NOT NULL, remaining bigint NOT NULL, expires_at timestamptz) WITH (fillfactor = 80);
CREATE INDEX ON raw.lot (account, expires_at, id) WHERE remaining > 0;
CREATE TABLE raw.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO raw.account SELECT i, 1000000 FROM generate_series(0, 9999) AS i;
INSERT INTO raw.lot SELECT gen_random_uuid(), i, 1000000, now() + interval '1 year' FROM generate_series(0, 9999) AS i;
ANALYZE raw.account; ANALYZE raw.lot;
CREATE FUNCTION raw.post(account int, set_id uuid, lot_id uuid, amount bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE taken uuid;
BEGIN
  UPDATE raw.account a SET available = a.available + post.amount WHERE a.id = post.account;
  INSERT INTO raw.posting_set VALUES (post.set_id, 'bench');
  IF post.amount > 0 THEN
    INSERT INTO raw.lot VALUES (post.lot_id, post.account, post.amount, now() + interval '1 year');
    taken := post.lot_id;
  ELSE
    SELECT l.id INTO taken FROM raw.lot l WHERE l.account = post.account AND l.remaining >= -post.amount ORDER BY l.expires_at, l.id LIMIT 1;
    UPDATE raw.lot l SET remaining = remaining + post.amount WHERE l.id = taken;
  END IF;
  INSERT INTO raw.posting VALUES (post.set_id, 1, post.account, post.amount, taken), (post.set_id, 2, -1, -post.amount, NULL);
  INSERT INTO raw.outbox (data) VALUES (jsonb_build_object('set', post.set_id, 'amount', post.amount));
END $$;
CREATE FUNCTION raw.post_batch(accounts int[], set_ids uuid[], lot_ids uuid[], amounts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM raw.account a WHERE a.id = ANY (accounts) ORDER BY a.id FOR UPDATE;
  UPDATE raw.account a SET available = a.available + w.amount FROM (SELECT i, sum(n) AS amount FROM unnest(accounts, amounts) AS u(i, n) GROUP BY i) AS w WHERE a.id = w.i;
  INSERT INTO raw.posting_set SELECT s, 'bench' FROM unnest(set_ids) AS s;
  INSERT INTO raw.lot SELECT l, a, n, now() + interval '1 year' FROM unnest(lot_ids, accounts, amounts) AS u(l, a, n) WHERE n > 0;
  UPDATE raw.lot l SET remaining = l.remaining + w.amount FROM (
    SELECT t.id, sum(u.n) AS amount FROM unnest(accounts, amounts) AS u(a, n) CROSS JOIN LATERAL (
      SELECT l.id FROM raw.lot l WHERE l.account = u.a AND l.remaining >= 10000 ORDER BY l.expires_at, l.id LIMIT 1) AS t
    WHERE u.n < 0 GROUP BY t.id) AS w WHERE l.id = w.id;
  INSERT INTO raw.posting SELECT s, 1, a, n, l FROM unnest(set_ids, accounts, amounts, lot_ids) AS u(s, a, n, l)
    UNION ALL SELECT s, 2, -1, -n, NULL FROM unnest(set_ids, amounts) AS u(s, n);
  INSERT INTO raw.outbox (data) SELECT jsonb_build_object('set', s, 'amount', n) FROM unnest(set_ids, amounts) AS u(s, n);
END $$;`;

/** Lines that one earn or spend writes. */
const linesEach = 2;

export type RawLedger = { readonly oneCall: Load; readonly setBased: Load };

/** Measures both raw forms, in postings (lines) a second; `pick` chooses one of 10,000 accounts. */
export async function measureRawLedger(
  databaseUrl: string,
  options: { readonly seconds: number; readonly pick: () => number },
): Promise<RawLedger> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  pool.on('error', () => undefined);
  await pool.query('DROP SCHEMA IF EXISTS raw CASCADE');
  await pool.query(schema);
  const { pick, seconds } = options;
  let turn = 0;
  const nextAmount = () => {
    turn += 1;
    return turn % 2 === 0 ? 3 : -2;
  };
  try {
    const oneCall = await loadWith({ seconds, concurrency: 8, size: linesEach }, async () => {
      await pool.query({
        name: 'raw-post',
        text: 'SELECT raw.post($1, $2, $3, $4)',
        values: [pick(), randomUUID(), randomUUID(), nextAmount()],
      });
    });
    const size = 128;
    const setBased = await loadWith(
      { seconds, concurrency: 2, size: size * linesEach },
      async () => {
        const rows = Array.from({ length: size }, () => ({
          account: pick(),
          amount: nextAmount(),
        }));
        await pool.query({
          name: 'raw-post-batch',
          text: 'SELECT raw.post_batch($1, $2, $3, $4)',
          values: [
            rows.map((row) => row.account),
            rows.map(() => randomUUID()),
            rows.map(() => randomUUID()),
            rows.map((row) => row.amount),
          ],
        });
      },
    );
    return { oneCall, setBased };
  } finally {
    await pool.end();
  }
}
