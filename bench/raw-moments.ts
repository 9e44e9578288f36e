// The raw limit of taking moments on this machine: COPY of rows that are made beforehand, by the driver's own stream,
// a transaction a batch, into a table like moments.moment without row security.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '../server/kernel/ids.ts';

const schema = `
  DROP SCHEMA IF EXISTS raw_moments CASCADE;
  CREATE SCHEMA raw_moments;
  CREATE TABLE raw_moments.moment (id uuid PRIMARY KEY, bundle_id uuid NOT NULL, feed_id uuid NOT NULL,
    type text NOT NULL, version smallint NOT NULL, record_id uuid, place_id uuid, channel text NOT NULL,
    occurred_at timestamptz NOT NULL, received_at timestamptz NOT NULL, data jsonb NOT NULL, consent bigint NOT NULL)
    PARTITION BY RANGE (id);
  CREATE INDEX ON raw_moments.moment (record_id, occurred_at) WHERE record_id IS NOT NULL;
  CREATE TABLE raw_moments.past PARTITION OF raw_moments.moment FOR VALUES FROM (MINVALUE)
    TO ('01900000-0000-0000-0000-000000000000');
  CREATE TABLE raw_moments.present PARTITION OF raw_moments.moment
    FOR VALUES FROM ('01900000-0000-0000-0000-000000000000') TO (MAXVALUE);`;

export type RawMoments = {
  readonly copyOnce: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `atOnce` connections, `size` rows a COPY. */
export async function openRawMoments(
  databaseUrl: string,
  { size, atOnce }: { readonly size: number; readonly atOnce: number },
): Promise<RawMoments> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: atOnce });
  pool.on('error', () => undefined);
  await pool.query(schema);
  const feedId = newId();
  const records = Array.from({ length: 1600 }, () => randomUUID());
  const data = '{"page": "item", "itemId": "itm_01kb3z4j8hf5ks1s9r4m9mzhcd"}';
  return {
    copyOnce: async () => {
      const now = new Date().toISOString();
      const bundle = newId();
      let text = '';
      for (let row = 0; row < size; row += 1) {
        const record = row % 5 === 0 ? '\\N' : records[(row * 7919) % records.length];
        text += `${newId()}\t${bundle}\t${feedId}\tmoments.viewed\t1\t${record}\t\\N\tweb\t${now}\t${now}\t${data}\t129\n`;
      }
      const client = await pool.connect();
      try {
        await pipeline(
          Readable.from([text]),
          client.query(copyFrom('COPY raw_moments.moment FROM STDIN')),
        );
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
