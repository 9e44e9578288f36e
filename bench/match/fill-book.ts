/**
 * A book of a million records for the bench: every record with its key, sealed profile, tokens and counted values as
 * the house would have them after a run over the whole book, with the links that the run found. Written set-based beside
 * the use cases (no events, no history), by a process a processor; indexes of tokens last.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { LearntModel, PersonCells } from '@engawa/match';
import pg from 'pg';
import { newId } from '../../server/kernel/ids.ts';
import { blindIndex, type MasterKeys } from '../../server/kernel/sealing.ts';
import { customersOf } from '../../server/modules/customers/components.ts';
import type { BookRecord, FillWork } from './fill-rows.ts';

const chunkSize = 4000;
const todayYear = 2026;

export type Counted = { readonly column: string; readonly value: string; readonly count: number };
/** Keys of two records that the run links, and how likely they are one person. */
export type Linked = readonly [left: string, right: string, probability: number];

export type BookToFill = {
  readonly cells: readonly PersonCells[];
  readonly learnt: LearntModel;
  readonly counts: readonly Counted[];
  readonly links: readonly Linked[];
};

/** Answers the id of each record, in the order of `cells`. */
export async function fillBook(
  databaseUrl: string,
  masters: MasterKeys,
  book: BookToFill,
  say: (text: string) => void,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off",
  );
  await client.query('ALTER TABLE identity.block DROP CONSTRAINT block_pkey');
  await writeModel(client, masters, book);
  const records = asRecords(book);
  await writeRecords({ databaseUrl, masters, learnt: book.learnt, todayYear }, records, say);
  say('  links …');
  await writeLinks(client, records, book.links);
  say('  index of tokens …');
  await client.query('ALTER TABLE identity.block ADD PRIMARY KEY (token, record_id)');
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
  return records.map(({ id }) => id);
}

async function writeModel(
  client: pg.Client,
  masters: MasterKeys,
  { learnt, counts }: BookToFill,
): Promise<void> {
  await client.query(
    `INSERT INTO identity.model (id, version, plan_version, learnt, record_count, pair_count, duration_ms, learnt_at,
       learnt_by) VALUES ($1, 1, $2, $3, $4, 0, 0, now(), 'bench')`,
    [newId(), learnt.planVersion, JSON.stringify(learnt), learnt.recordCount],
  );
  const tokenOf = (value: string) =>
    Number(blindIndex(masters, 'identity.term', value).readBigUInt64BE() >> 12n);
  for (let at = 0; at < counts.length; at += chunkSize) {
    const some = counts.slice(at, at + chunkSize);
    await client.query(
      `INSERT INTO identity.term SELECT 1, t.token, max(t.n) FROM unnest($1::bigint[], $2::int[]) AS t(token, n)
       GROUP BY t.token ON CONFLICT DO NOTHING`,
      [some.map(({ column, value }) => tokenOf(`${column} ${value}`)), some.map((c) => c.count)],
    );
  }
}

/** Records with their ids; those that hang together share the smallest customer they were born with. */
function asRecords({ cells, links }: BookToFill): BookRecord[] {
  const nodes = cells.map(() => ({ recordId: newId(), firstCustomerId: newId() }));
  const idOf = new Map(cells.map((row, at) => [row[0] ?? '', nodes[at]?.recordId ?? '']));
  const customerOf = customersOf(
    nodes,
    links.map(([a, b]) => [idOf.get(a) ?? '', idOf.get(b) ?? '']),
  );
  return nodes.map(({ recordId: id, firstCustomerId }, at) => ({
    cells: cells[at] ?? [],
    id,
    firstCustomerId,
    customerId: customerOf.get(id) ?? firstCustomerId,
  }));
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`a process that fills the book ended with ${code}`);
}

async function writeRecords(
  work: FillWork,
  records: readonly BookRecord[],
  say: (text: string) => void,
): Promise<void> {
  let next = 0;
  const told = Math.ceil(records.length / 10 / chunkSize) * chunkSize;
  const script = join(import.meta.dirname, 'fill-rows.ts');
  const run = async () => {
    const child = fork(script, { serialization: 'advanced' });
    const gone = ended(child);
    const asked = async (message: FillWork | readonly BookRecord[]) => {
      child.send(message);
      await Promise.race([once(child, 'message'), gone]);
    };
    await asked(work);
    while (next < records.length) {
      const some = records.slice(next, next + chunkSize);
      next += some.length;
      await asked(some);
      if (next % told === 0) say(`  ${next} of ${records.length}`);
    }
    child.disconnect();
    await gone;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, run));
}

async function writeLinks(
  client: pg.Client,
  records: readonly BookRecord[],
  links: readonly Linked[],
): Promise<void> {
  const idOf = new Map(records.map(({ cells, id }) => [cells[0] ?? '', id]));
  for (let at = 0; at < links.length; at += chunkSize * 2) {
    const some = links.slice(at, at + chunkSize * 2).map(([one, other, probability]) => {
      const [a = '', b = ''] = [idOf.get(one) ?? '', idOf.get(other) ?? ''].toSorted();
      return { id: newId(), a, b, probability };
    });
    const columns = [
      some.map(({ id }) => id),
      some.map(({ a }) => a),
      some.map(({ b }) => b),
      some.map(({ probability }) => probability),
    ];
    const from =
      'FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::real[]) AS l(id, a, b, probability)';
    await client.query(
      `INSERT INTO customers.link (id, record_a, record_b, verdict, kind, strength, probability, source, made_at,
         made_by)
       SELECT l.id, l.a, l.b, 'same', 'score', 'strong', l.probability, 'identity', now(), 'bench' ${from}`,
      columns,
    );
    await client.query(
      `INSERT INTO identity.pair (record_a, record_b, probability, strength, state, evidence, model_version, found_at)
       SELECT l.a, l.b, l.probability, 'strong', 'linked', '[]', 1, now() ${from} WHERE l.id IS NOT NULL`,
      columns,
    );
  }
}
