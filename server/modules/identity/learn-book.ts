// One run over the whole book: read and unseal every record into memory, let the engine look at all of them at once,
// keep what it learnt as the next model, and judge the pairs it found by the same rules as a single record. DuckDB
// has no file and no temporary directory here: nothing is written in clear, and a book that does not fit fails.
import {
  type LearntModel,
  type MatchResult,
  matchTables,
  PEOPLE_PLAN_VERSION,
  PERSON_FIELDS,
  type PersonCells,
  planPeople,
} from '@engawa/match';
import {
  findBlockedContacts,
  findRecords,
  listRecordIds,
  readProfiles,
  withoutShared,
} from '#customers';
import type { Database } from '#kernel/db';
import { newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { openBook, readInto, tokensIn } from './book.ts';
import { identityBookMatched } from './events.ts';
import { loadScorer } from './load-scorer.ts';
import { cellsOf, termOf, tokenOf } from './person-cells.ts';
import { considerPairs } from './score-records.ts';
import {
  dropOldTerms,
  findIndexedIds,
  findScoredIds,
  insertModelRow,
  insertTermRows,
  mergeFreshBlocks,
  putTokenRows,
} from './store.ts';
import { findPairsOf, pairOf } from './store-pairs.ts';

const pageSize = 2000;
/** Pairs judged in one transaction: short ones, so that shops sell on beside a run. */
const pairsAtOnce = 150;
/** A value of fewer records is as rare as can be told. */
const termLeast = 4;
const chunkMs = 30_000;
/** Tokens moved in one transaction. */
const mergedAtOnce = 20_000;

export type LearntBook = {
  readonly modelVersion: number;
  readonly records: number;
  readonly pairs: number;
  readonly seconds: number;
};

/** Reads, learns, judges. Resolves when every pair was judged; what was done before a crash stands. */
export async function learnBook(
  db: Database,
  options: { readonly actor: string; readonly memoryLimit?: string },
): Promise<LearntBook> {
  const startedAt = performance.now();
  const { actor } = options;
  await indexBook(db, actor);
  const todayYear = db.clock.now().toZonedDateTimeISO('Asia/Tokyo').year;
  const source = { name: 'book', headers: PERSON_FIELDS, rows: () => pagesOf(db, actor) };
  const result = await matchTables([source], {
    todayYear,
    plan: planPeople(todayYear),
    ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
  });
  try {
    const matchedMs = performance.now() - startedAt;
    const modelVersion = await keepModel(db, result, { actor, matchedMs });
    const found = [...result.pairs, ...result.review].map(({ leftId, rightId }) =>
      pairOf(leftId, rightId),
    );
    for (let from = 0; from < found.length; from += pairsAtOnce) {
      const chunk = found.slice(from, from + pairsAtOnce);
      await transaction(db, { actor, timeoutMs: chunkMs }, async (tx) => {
        const book = openBook(tx, await loadScorer(tx), await findBlockedContacts(tx));
        const ids = [...new Set(chunk.flatMap(({ a, b }) => [a, b]))];
        await considerPairs(book, chunk, await findPairsOf(tx, ids));
      });
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const told = { modelVersion, records: result.recordCount, pairs: found.length, seconds };
    await transaction(db, { actor }, async (tx) => {
      tx.emit(identityBookMatched.make('identity', told));
    });
    return told;
  } finally {
    result.close();
  }
}

/** Every person of the book, some thousand at a time. */
async function* pagesOf(db: Database, actor: string): AsyncGenerator<PersonCells[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const from = after;
    const page = await transaction(
      db,
      { actor, readOnly: true, timeoutMs: chunkMs },
      async (tx) => {
        const ids = await listRecordIds(tx, from, pageSize);
        const records = await findRecords(tx, ids);
        const profiles = await readProfiles(tx, ids);
        const blocked = await findBlockedContacts(tx);
        const cells = ids.flatMap((id) => {
          const kind = records.get(id)?.kind;
          const profile = profiles.get(id);
          return profile === undefined ||
            profile === null ||
            kind === 'device' ||
            kind === 'organisation'
            ? []
            : [cellsOf(id, withoutShared(tx.masters, blocked, profile))];
        });
        return { cells, last: ids.at(-1) };
      },
    );
    if (page.last === undefined) {
      return;
    }
    yield page.cells;
    after = page.last;
  }
}

/**
 * Tokens for records that have none of this plan (those that were there before, or left by a crash), and all tokens
 * into the large index.
 */
async function indexBook(db: Database, actor: string): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const from = after;
    const last = await transaction(db, { actor, timeoutMs: chunkMs }, async (tx) => {
      const ids = await listRecordIds(tx, from, pageSize);
      const indexed = await findIndexedIds(tx, ids, PEOPLE_PLAN_VERSION);
      const missing = ids.filter((id) => !indexed.has(id));
      const loaded = await loadScorer(tx);
      const book = openBook(tx, loaded, await findBlockedContacts(tx));
      await readInto(book, missing);
      const rows = missing
        .filter((id) => book.prepared.has(id))
        .map((recordId) => ({ recordId, tokens: tokensIn(book, recordId) }));
      if (rows.length > 0) {
        const versions = { plan: PEOPLE_PLAN_VERSION, model: 0 };
        await putTokenRows(tx, rows, versions, await findScoredIds(tx, missing));
      }
      return ids.at(-1);
    });
    if (last === undefined) {
      break;
    }
    after = last;
  }
  for (let moved = mergedAtOnce; moved === mergedAtOnce; ) {
    moved = await transaction(db, { actor, timeoutMs: chunkMs }, (tx) =>
      mergeFreshBlocks(tx, mergedAtOnce),
    );
  }
}

async function keepModel(
  db: Database,
  result: MatchResult,
  run: { readonly actor: string; readonly matchedMs: number },
): Promise<number> {
  const { collisions, counts } = await result.countValues(termLeast);
  const { recordCount } = result;
  const learnt: LearntModel = {
    planVersion: PEOPLE_PLAN_VERSION,
    model: result.model,
    recordCount,
    pairCount: (recordCount * (recordCount - 1)) / 2,
    collisions,
  };
  return transaction(db, { actor: run.actor, timeoutMs: chunkMs }, async (tx) => {
    const version = await insertModelRow(tx, {
      id: newId(),
      learnt,
      recordCount,
      pairCount: result.pairs.length + result.review.length,
      durationMs: run.matchedMs,
    });
    const terms = counts.map(({ column, value, count }) => ({
      token: tokenOf(tx.masters, 'term', termOf(column, value)),
      count,
    }));
    for (let from = 0; from < terms.length; from += 20_000) {
      await insertTermRows(tx, version, terms.slice(from, from + 20_000));
    }
    await dropOldTerms(tx, version);
    return version;
  });
}
