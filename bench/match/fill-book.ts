/**
 * A book of a million records for the bench: every record with its key, sealed profile, tokens and counted values as
 * the house would have them, written set-based beside the use cases (no events, no history), indexes of tokens last.
 */
import {
  type createScorer,
  type LearntModel,
  PERSON_FIELDS,
  type PersonCells,
} from '@engawa/match';
import pg from 'pg';
import { newId } from '../../server/kernel/ids.ts';
import {
  blindIndex,
  type MasterKeys,
  newRecordKey,
  seal,
  wrapRecordKey,
} from '../../server/kernel/sealing.ts';

const chunkSize = 4000;

export type Counted = { readonly column: string; readonly value: string; readonly count: number };

/** The profile that these cells are. */
export function profileOf(cells: PersonCells): Record<string, string> {
  return Object.fromEntries(
    PERSON_FIELDS.flatMap((field, at): [string, string][] => {
      const cell = cells[at] ?? '';
      return field === 'key' || cell === '' ? [] : [[field, cell]];
    }),
  );
}

export async function fillBook(
  databaseUrl: string,
  masters: MasterKeys,
  book: {
    readonly cells: readonly PersonCells[];
    readonly scorer: ReturnType<typeof createScorer>;
    readonly learnt: LearntModel;
    readonly counts: readonly Counted[];
  },
): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const tokenOf = (use: string, value: string) =>
    Number(blindIndex(masters, `identity.${use}`, value).readBigUInt64BE() >> 12n);
  const run = (sql: string, values: unknown[] = []) => pool.query(sql, values);
  await run('ALTER TABLE identity.block DROP CONSTRAINT block_pkey');
  await run(
    `INSERT INTO identity.model (id, version, plan_version, learnt, record_count, pair_count, duration_ms, learnt_at,
       learnt_by) VALUES ($1, 1, $2, $3, $4, 0, 0, now(), 'bench')`,
    [newId(), book.learnt.planVersion, JSON.stringify(book.learnt), book.learnt.recordCount],
  );
  for (let at = 0; at < book.counts.length; at += chunkSize) {
    const some = book.counts.slice(at, at + chunkSize);
    await run(
      `INSERT INTO identity.term SELECT 1, t.token, max(t.n) FROM unnest($1::bigint[], $2::int[]) AS t(token, n)
       GROUP BY t.token ON CONFLICT DO NOTHING`,
      [
        some.map(({ column, value }) => tokenOf('term', `${column} ${value}`)),
        some.map(({ count }) => count),
      ],
    );
  }
  const flights: Promise<unknown>[] = [];
  for (let at = 0; at < book.cells.length; at += chunkSize) {
    const rows = book.cells.slice(at, at + chunkSize).map((cells) => {
      const id = newId();
      const key = newRecordKey();
      return {
        id,
        customerId: newId(),
        wrapped: wrapRecordKey(masters, id, key).wrapped,
        sealed: seal(key, 'customers.profile', profileOf(cells)),
        tokens: book.scorer
          .keysOf(book.scorer.prepare(cells))
          .map((each) => tokenOf('block', each)),
      };
    });
    const [before] = flights.splice(0, flights.length > 1 ? 1 : 0);
    await before;
    flights.push(writeChunk(pool, masters.currentId, rows));
  }
  await Promise.all(flights);
  await run('ALTER TABLE identity.block ADD PRIMARY KEY (token, record_id)');
  await run('VACUUM ANALYZE');
  await pool.end();
}

type BookRow = {
  readonly id: string;
  readonly customerId: string;
  readonly wrapped: Buffer;
  readonly sealed: Buffer;
  readonly tokens: readonly number[];
};

async function writeChunk(pool: pg.Pool, masterId: number, rows: readonly BookRow[]) {
  const client = await pool.connect();
  const ids = rows.map(({ id }) => id);
  try {
    await client.query('BEGIN; SET LOCAL synchronous_commit = off');
    await client.query(
      'INSERT INTO privacy.record_key SELECT k.id, k.wrapped, $3, now() FROM unnest($1::uuid[], $2::bytea[]) AS k(id, wrapped)',
      [ids, rows.map(({ wrapped }) => wrapped), masterId],
    );
    const customerIds = rows.map(({ customerId }) => customerId);
    await client.query('INSERT INTO customers.customer SELECT unnest($1::uuid[]), now()', [
      customerIds,
    ]);
    await client.query(
      `INSERT INTO customers.record (id, source, kind, first_customer_id, customer_id, created_at)
       SELECT r.id, 'book', 'customer', r.customer_id, r.customer_id, now()
       FROM unnest($1::uuid[], $2::uuid[]) AS r(id, customer_id)`,
      [ids, customerIds],
    );
    await client.query(
      `INSERT INTO customers.profile (record_id, version, sealed, fingerprint, consent, updated_at, updated_by)
       SELECT p.id, 1, p.sealed, '\\x00', 1, now(), 'bench' FROM unnest($1::uuid[], $2::bytea[]) AS p(id, sealed)`,
      [ids, rows.map(({ sealed }) => sealed)],
    );
    await client.query(
      `INSERT INTO identity.scored (record_id, tokens, plan_version, model_version, scored_at)
       SELECT s.id, s.tokens::bigint[], 1, 1, now() FROM unnest($1::uuid[], $2::text[]) AS s(id, tokens)`,
      [ids, rows.map(({ tokens }) => `{${tokens.join(',')}}`)],
    );
    await client.query(
      'INSERT INTO identity.block SELECT DISTINCT b.token, b.id FROM unnest($1::bigint[], $2::uuid[]) AS b(token, id)',
      [
        rows.flatMap(({ tokens }) => tokens),
        rows.flatMap(({ id, tokens }) => tokens.map(() => id)),
      ],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
