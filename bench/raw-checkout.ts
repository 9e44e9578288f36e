// The raw limit of a checkout on this machine: the least SQL that keeps the same things together as the product's
// (stock and a hold for each line, order with tax, lines, payment, points earned as double entry with their lot, event,
// contact bytes), as one function a call and as one function for a batch, driven by a plain loop over the driver.
// Primary keys, one index to look up by, and three foreign keys as in the prototypes.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type CpuTime, cpuOfEach } from './cpu-time.ts';
import { type Load, loadWith } from './result.ts';

/** Whose points they are. */
export const memberCount = 2000;

const schema = `
CREATE SCHEMA raw;
CREATE TABLE raw.stock (item int PRIMARY KEY, on_hand bigint NOT NULL, held bigint NOT NULL, price int NOT NULL, rate int NOT NULL) WITH (fillfactor = 70);
CREATE TABLE raw.account (id int PRIMARY KEY, pending bigint NOT NULL) WITH (fillfactor = 70);
CREATE TABLE raw.orders (id uuid PRIMARY KEY, member int NOT NULL, total int NOT NULL, tax_8 int NOT NULL, tax_10 int NOT NULL, contact bytea NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON raw.orders (member, at);
CREATE TABLE raw.hold (id uuid PRIMARY KEY, item int NOT NULL, quantity int NOT NULL, order_id uuid NOT NULL);
CREATE INDEX ON raw.hold (order_id);
CREATE TABLE raw.line (order_id uuid REFERENCES raw.orders (id), line int, item int REFERENCES raw.stock (item), quantity int, amount int, PRIMARY KEY (order_id, line));
CREATE TABLE raw.payment (id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES raw.orders (id), amount int NOT NULL);
CREATE INDEX ON raw.payment (order_id);
CREATE TABLE raw.lot (id uuid PRIMARY KEY, account int NOT NULL, amount int NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX ON raw.lot (account);
CREATE TABLE raw.posting (id uuid NOT NULL, line int NOT NULL, account int NOT NULL, amount int NOT NULL, PRIMARY KEY (id, line));
CREATE TABLE raw.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO raw.stock SELECT i, 1000000000, 0, 300 + (i % 50) * 10, CASE WHEN i % 3 = 0 THEN 8 ELSE 10 END FROM generate_series(0, 999) AS i;
INSERT INTO raw.account SELECT i, 0 FROM generate_series(0, ${memberCount}) AS i;
ANALYZE raw.stock; ANALYZE raw.account;
CREATE FUNCTION raw.checkout(id uuid, items int[], member int, contact bytea) RETURNS int LANGUAGE plpgsql AS $$
DECLARE total int; tax8 int; tax10 int; lot uuid := gen_random_uuid(); free int;
BEGIN
  PERFORM 1 FROM raw.stock s WHERE s.item = ANY (items) ORDER BY s.item FOR UPDATE;
  UPDATE raw.stock s SET held = held + 1 WHERE s.item = ANY (items) AND on_hand - held >= 1;
  GET DIAGNOSTICS free = ROW_COUNT;
  IF free < cardinality(items) THEN RAISE EXCEPTION 'short'; END IF;
  SELECT sum(price), coalesce(sum(price) FILTER (WHERE rate = 8), 0) * 8 / 108, coalesce(sum(price) FILTER (WHERE rate = 10), 0) * 10 / 110
    INTO total, tax8, tax10 FROM raw.stock s WHERE s.item = ANY (items);
  INSERT INTO raw.orders VALUES (id, member, total, tax8, tax10, contact);
  INSERT INTO raw.line SELECT id, u.n, u.item, 1, s.price FROM unnest(items) WITH ORDINALITY AS u(item, n) JOIN raw.stock s ON s.item = u.item;
  INSERT INTO raw.hold SELECT gen_random_uuid(), u.item, 1, id FROM unnest(items) AS u(item);
  INSERT INTO raw.payment VALUES (gen_random_uuid(), id, total);
  UPDATE raw.account a SET pending = pending + total / 100 WHERE a.id = member;
  INSERT INTO raw.lot VALUES (lot, member, total / 100, now() + interval '365 days');
  INSERT INTO raw.posting VALUES (lot, 1, member, total / 100), (lot, 2, 0, - total / 100);
  INSERT INTO raw.outbox (data) VALUES (jsonb_build_object('order', id, 'total', total));
  RETURN total;
END $$;
CREATE FUNCTION raw.checkout_batch(ids uuid[], first int[], second int[], members int[], contacts bytea[]) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM raw.stock s WHERE s.item = ANY (first || second) ORDER BY s.item FOR UPDATE;
  UPDATE raw.stock s SET held = held + w.n FROM (SELECT i, count(*) AS n FROM unnest(first || second) AS u(i) GROUP BY i) AS w WHERE s.item = w.i AND s.on_hand - s.held >= w.n;
  PERFORM 1 FROM raw.account a WHERE a.id = ANY (members) ORDER BY a.id FOR UPDATE;
  INSERT INTO raw.orders SELECT u.id, u.member, a.price + b.price,
      (CASE WHEN a.rate = 8 THEN a.price ELSE 0 END + CASE WHEN b.rate = 8 THEN b.price ELSE 0 END) * 8 / 108,
      (CASE WHEN a.rate = 10 THEN a.price ELSE 0 END + CASE WHEN b.rate = 10 THEN b.price ELSE 0 END) * 10 / 110, u.contact
    FROM unnest(ids, first, second, members, contacts) AS u(id, a, b, member, contact) JOIN raw.stock a ON a.item = u.a JOIN raw.stock b ON b.item = u.b;
  INSERT INTO raw.line SELECT u.id, l.n, l.item, 1, s.price FROM unnest(ids, first, second) AS u(id, a, b) CROSS JOIN LATERAL (VALUES (1, u.a), (2, u.b)) AS l(n, item) JOIN raw.stock s ON s.item = l.item;
  INSERT INTO raw.hold SELECT gen_random_uuid(), l.item, 1, u.id FROM unnest(ids, first, second) AS u(id, a, b) CROSS JOIN LATERAL (VALUES (u.a), (u.b)) AS l(item);
  INSERT INTO raw.payment SELECT gen_random_uuid(), o.id, o.total FROM unnest(ids) AS u(id) JOIN raw.orders o ON o.id = u.id;
  UPDATE raw.account a SET pending = pending + w.points FROM (SELECT o.member, sum(o.total / 100) AS points FROM unnest(ids) AS u(id) JOIN raw.orders o ON o.id = u.id GROUP BY o.member) AS w WHERE a.id = w.member;
  INSERT INTO raw.lot SELECT o.id, o.member, o.total / 100, now() + interval '365 days' FROM unnest(ids) AS u(id) JOIN raw.orders o ON o.id = u.id;
  INSERT INTO raw.posting SELECT o.id, l.n, l.account, l.amount FROM unnest(ids) AS u(id) JOIN raw.orders o ON o.id = u.id CROSS JOIN LATERAL (VALUES (1, o.member, o.total / 100), (2, 0, - o.total / 100)) AS l(n, account, amount);
  INSERT INTO raw.outbox (data) SELECT jsonb_build_object('order', u.id) FROM unnest(ids) AS u(id);
  RETURN cardinality(ids);
END $$;`;

const contact = Buffer.alloc(220, 1);

export type RawLimits = {
  readonly oneCall: Load;
  readonly setBased: Load;
  readonly oneCallCpu: Readonly<Record<string, number>>;
  readonly setBasedCpu: Readonly<Record<string, number>>;
};

/** Measures both raw forms for some seconds each; `pick` chooses an item. */
export async function measureRaw(
  databaseUrl: string,
  options: {
    readonly seconds: number;
    readonly concurrency: number;
    readonly pick: () => number;
    readonly readCpu: () => CpuTime | undefined;
  },
): Promise<RawLimits> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: options.concurrency });
  pool.on('error', () => undefined);
  await pool.query('DROP SCHEMA IF EXISTS raw CASCADE');
  await pool.query(schema);
  const { pick, seconds, readCpu } = options;
  try {
    const begun = readCpu();
    let calls = 0;
    const oneCall = await loadWith({ seconds, concurrency: options.concurrency }, async () => {
      calls += 1;
      await pool.query({
        name: 'raw-one',
        text: 'SELECT raw.checkout($1, $2, $3, $4)',
        values: [randomUUID(), pickTwo(pick), pickMember(), contact],
      });
    });
    const between = readCpu();
    let batches = 0;
    const size = 32;
    const setBased = await loadWith({ seconds, concurrency: 2, size }, async () => {
      batches += 1;
      const pairs = Array.from({ length: size }, () => pickTwo(pick));
      await pool.query({
        name: 'raw-batch',
        text: 'SELECT raw.checkout_batch($1, $2, $3, $4, $5)',
        values: [
          pairs.map(() => randomUUID()),
          pairs.map(([first]) => first),
          pairs.map(([, second]) => second),
          pairs.map(pickMember),
          pairs.map(() => contact),
        ],
      });
    });
    return {
      oneCall,
      setBased,
      oneCallCpu: cpuOfEach(begun, between, calls),
      setBasedCpu: cpuOfEach(between, readCpu(), batches * size),
    };
  } finally {
    // Vacuum would go on about these rows while the product is measured.
    await pool.query('DROP SCHEMA raw CASCADE; CHECKPOINT');
    await pool.end();
  }
}

function pickMember(): number {
  return 1 + Math.floor(Math.random() * memberCount);
}

function pickTwo(pick: () => number): [number, number] {
  const first = pick();
  let second = pick();
  while (second === first) {
    second = (second + 1) % 1000;
  }
  return [first, second];
}
