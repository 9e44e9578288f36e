/**
 * A process of fill-book.ts: makes the rows of some records (key, seal, tokens) and streams them into the tables. Half
 * of a million records' time is hashing and sealing, so there is one a processor.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createScorer, type LearntModel, type PersonCells } from '@engawa/match';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  blindIndex,
  type MasterKeys,
  newRecordKey,
  seal,
  wrapRecordKey,
} from '../../server/kernel/sealing.ts';
import { profileOf } from './person-cells.ts';

export type FillWork = {
  readonly databaseUrl: string;
  readonly masters: MasterKeys;
  readonly learnt: LearntModel;
  readonly todayYear: number;
};
export type BookRecord = {
  readonly cells: PersonCells;
  readonly id: string;
  readonly firstCustomerId: string;
  readonly customerId: string;
};

type Filler = (records: readonly BookRecord[]) => Promise<void>;

async function openFiller(work: FillWork): Promise<Filler> {
  const scorer = createScorer(work.learnt, work.todayYear);
  const client = new pg.Client({ connectionString: work.databaseUrl });
  await client.connect();
  // Keys of other tables are right by construction; looking each up would take longer than writing it.
  await client.query('SET synchronous_commit = off; SET session_replication_role = replica');
  process.once('disconnect', () => void client.end());
  return (records) => write(client, textsOf(work, scorer, records));
}

const hex = (bytes: Buffer) => `\\\\x${bytes.toString('hex')}`;

type Texts = Record<'key' | 'customer' | 'record' | 'profile' | 'scored' | 'block', string>;

/** Rows in the text form of COPY. */
function textsOf(
  { masters, learnt }: FillWork,
  scorer: ReturnType<typeof createScorer>,
  records: readonly BookRecord[],
): Texts {
  const now = new Date().toISOString();
  const texts: Texts = { key: '', customer: '', record: '', profile: '', scored: '', block: '' };
  for (const { cells, id, firstCustomerId, customerId } of records) {
    const key = newRecordKey();
    const keys = scorer.keysOf(scorer.prepare(cells));
    const tokens = new Set(
      keys.map(({ text }) =>
        Number(blindIndex(masters, 'identity.block', text).readBigUInt64BE() >> 12n),
      ),
    );
    texts.key += `${id}\t${hex(wrapRecordKey(masters, id, key).wrapped)}\t${masters.currentId}\t${now}\n`;
    texts.customer += `${firstCustomerId}\t${now}\n`;
    texts.record += `${id}\tbook\tcustomer\t${firstCustomerId}\t${customerId}\t${now}\n`;
    texts.profile += `${id}\t1\t${hex(seal(key, 'customers.profile', profileOf(cells)))}\t\\\\x00\t1\t${now}\tbench\n`;
    texts.scored += `${id}\t{${[...tokens].toSorted((a, b) => a - b).join(',')}}\t${learnt.planVersion}\t1\t${now}\n`;
    for (const token of tokens) texts.block += `${token}\t${id}\n`;
  }
  return texts;
}

async function write(client: pg.Client, texts: Texts): Promise<void> {
  await client.query('BEGIN');
  await copy(client, 'privacy.record_key (record_id, wrapped, master_id, created_at)', texts.key);
  await copy(client, 'customers.customer (id, created_at)', texts.customer);
  await copy(
    client,
    'customers.record (id, source, kind, first_customer_id, customer_id, created_at)',
    texts.record,
  );
  await copy(
    client,
    'customers.profile (record_id, version, sealed, fingerprint, consent, updated_at, updated_by)',
    texts.profile,
  );
  await copy(
    client,
    'identity.scored (record_id, tokens, plan_version, model_version, scored_at)',
    texts.scored,
  );
  await copy(client, 'identity.block (token, record_id)', texts.block);
  await client.query('COMMIT');
}

async function copy(client: pg.Client, into: string, text: string): Promise<void> {
  await pipeline(Readable.from([text]), client.query(copyFrom(`COPY ${into} FROM STDIN`)));
}

let filler: Filler | undefined;
process.on('message', (message: FillWork | readonly BookRecord[]) => {
  const done = 'masters' in message ? open(message) : filler?.(message);
  done?.then(
    () => process.send?.('done'),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function open(work: FillWork): Promise<void> {
  filler = await openFiller(work);
}
