// The raw limit of one hot item: the least SQL that keeps its stock together with a hold, or with a whole order, as one
// function a call, every caller with a connection and a commit of its own.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const schema = `
CREATE SCHEMA raw_hot;
CREATE TABLE raw_hot.stock (item int PRIMARY KEY, on_hand bigint NOT NULL, held bigint NOT NULL, price int NOT NULL);
CREATE TABLE raw_hot.hold (id uuid PRIMARY KEY, item int NOT NULL, quantity int NOT NULL, expires_at timestamptz NOT NULL);
CREATE TABLE raw_hot.orders (id uuid PRIMARY KEY, total int NOT NULL, contact text NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE raw_hot.line (order_id uuid REFERENCES raw_hot.orders (id), line int, item int, quantity int, amount int, PRIMARY KEY (order_id, line));
CREATE TABLE raw_hot.payment (id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES raw_hot.orders (id), amount int NOT NULL);
CREATE TABLE raw_hot.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO raw_hot.stock VALUES (1, 1000000000, 0, 300);
CREATE FUNCTION raw_hot.keep(id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE raw_hot.stock SET held = held + 1 WHERE item = 1 AND on_hand - held >= 1;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO raw_hot.hold VALUES (id, 1, 1, now() + interval '10 minutes');
  INSERT INTO raw_hot.outbox (data) VALUES (jsonb_build_object('hold', id));
  RETURN true;
END $$;
CREATE FUNCTION raw_hot.checkout(id uuid, contact text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE total int;
BEGIN
  UPDATE raw_hot.stock SET held = held + 1 WHERE item = 1 AND on_hand - held >= 1 RETURNING price INTO total;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO raw_hot.orders VALUES (id, total, contact);
  INSERT INTO raw_hot.line VALUES (id, 1, 1, 1, total);
  INSERT INTO raw_hot.payment VALUES (gen_random_uuid(), id, total);
  INSERT INTO raw_hot.outbox (data) VALUES (jsonb_build_object('order', id, 'total', total));
  RETURN true;
END $$;`;

const contact = 'x'.repeat(160);

export type RawHot = {
  readonly hold: () => Promise<unknown>;
  readonly checkout: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** All callers share 32 connections: on one row that is faster than one for each of 256. */
export async function openRawHot(databaseUrl: string): Promise<RawHot> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 32 });
  pool.on('error', () => undefined);
  await pool.query(schema);
  const hold = { name: 'raw-hot-hold', text: 'SELECT raw_hot.keep($1)' };
  const checkout = { name: 'raw-hot-checkout', text: 'SELECT raw_hot.checkout($1, $2)' };
  return {
    hold: () => pool.query({ ...hold, values: [randomUUID()] }),
    checkout: () => pool.query({ ...checkout, values: [randomUUID(), contact] }),
    close: () => pool.end(),
  };
}
