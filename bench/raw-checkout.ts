// The raw limit of a checkout on this machine: the least SQL that keeps stock, order, lines, payment and event
// together, as one function a call and as one function for a batch, driven by a plain loop over the driver.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Load, loadWith } from './result.ts';

const schema = `
CREATE SCHEMA raw;
CREATE TABLE raw.stock (item int PRIMARY KEY, on_hand bigint NOT NULL, held bigint NOT NULL, price int NOT NULL);
CREATE TABLE raw.orders (id uuid PRIMARY KEY, total int NOT NULL, contact text NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE raw.line (order_id uuid REFERENCES raw.orders (id), line int, item int REFERENCES raw.stock (item), quantity int, amount int, PRIMARY KEY (order_id, line));
CREATE TABLE raw.payment (id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES raw.orders (id), amount int NOT NULL);
CREATE TABLE raw.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO raw.stock SELECT i, 1000000000, 0, 300 + (i % 50) * 10 FROM generate_series(0, 999) AS i;
ANALYZE raw.stock;
CREATE FUNCTION raw.checkout(id uuid, items int[], contact text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE total int;
BEGIN
  PERFORM 1 FROM raw.stock s WHERE s.item = ANY (items) ORDER BY s.item FOR UPDATE;
  UPDATE raw.stock s SET held = held + 1 WHERE s.item = ANY (items) AND on_hand - held >= 1;
  SELECT sum(price) INTO total FROM raw.stock s WHERE s.item = ANY (items);
  INSERT INTO raw.orders VALUES (id, total, contact);
  INSERT INTO raw.line SELECT id, u.n, u.item, 1, s.price FROM unnest(items) WITH ORDINALITY AS u(item, n) JOIN raw.stock s ON s.item = u.item;
  INSERT INTO raw.payment VALUES (gen_random_uuid(), id, total);
  INSERT INTO raw.outbox (data) VALUES (jsonb_build_object('order', id, 'total', total));
  RETURN total;
END $$;
CREATE FUNCTION raw.checkout_batch(ids uuid[], first int[], second int[], contacts text[]) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM raw.stock s WHERE s.item = ANY (first || second) ORDER BY s.item FOR UPDATE;
  UPDATE raw.stock s SET held = held + w.n FROM (SELECT i, count(*) AS n FROM unnest(first || second) AS u(i) GROUP BY i) AS w WHERE s.item = w.i;
  INSERT INTO raw.orders SELECT u.id, a.price + b.price, u.contact FROM unnest(ids, first, second, contacts) AS u(id, a, b, contact) JOIN raw.stock a ON a.item = u.a JOIN raw.stock b ON b.item = u.b;
  INSERT INTO raw.line SELECT u.id, l.n, l.item, 1, s.price FROM unnest(ids, first, second) AS u(id, a, b) CROSS JOIN LATERAL (VALUES (1, u.a), (2, u.b)) AS l(n, item) JOIN raw.stock s ON s.item = l.item;
  INSERT INTO raw.payment SELECT gen_random_uuid(), u.id, a.price + b.price FROM unnest(ids, first, second) AS u(id, a, b) JOIN raw.stock a ON a.item = u.a JOIN raw.stock b ON b.item = u.b;
  INSERT INTO raw.outbox (data) SELECT jsonb_build_object('order', u.id) FROM unnest(ids) AS u(id);
  RETURN cardinality(ids);
END $$;`;

const contact = 'x'.repeat(160);

export type RawLimits = { readonly oneCall: Load; readonly setBased: Load };

/** Measures both raw forms for some seconds each; `pick` chooses an item. */
export async function measureRaw(
  databaseUrl: string,
  options: { readonly seconds: number; readonly concurrency: number; readonly pick: () => number },
): Promise<RawLimits> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: options.concurrency });
  pool.on('error', () => undefined);
  await pool.query('DROP SCHEMA IF EXISTS raw CASCADE');
  await pool.query(schema);
  const { pick, seconds } = options;
  try {
    const oneCall = await loadWith({ seconds, concurrency: options.concurrency }, async () => {
      await pool.query({
        name: 'raw-one',
        text: 'SELECT raw.checkout($1, $2, $3)',
        values: [randomUUID(), pickTwo(pick), contact],
      });
    });
    const size = 32;
    const setBased = await loadWith({ seconds, concurrency: 2, size }, async () => {
      const pairs = Array.from({ length: size }, () => pickTwo(pick));
      await pool.query({
        name: 'raw-batch',
        text: 'SELECT raw.checkout_batch($1, $2, $3, $4)',
        values: [
          pairs.map(() => randomUUID()),
          pairs.map(([first]) => first),
          pairs.map(([, second]) => second),
          pairs.map(() => contact),
        ],
      });
    });
    return { oneCall, setBased };
  } finally {
    await pool.end();
  }
}

function pickTwo(pick: () => number): [number, number] {
  const first = pick();
  let second = pick();
  while (second === first) {
    second = (second + 1) % 1000;
  }
  return [first, second];
}
