// Scoring after the commit: whoever comes or changes is looked up and judged, in the order of the log.
import { PERSON_FIELDS } from '@engawa/match';
import type { Database } from '#kernel/db';
import type { LoggedEvent } from '#kernel/events';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import type { Tx } from '#kernel/transaction';
import { isPersonKind } from './book.ts';
import { planRun } from './jobs.ts';
import { isLearnt } from './load-scorer.ts';
import { scoreRecords } from './score-records.ts';

/** Within the time a transaction may take, also on a busy machine. */
const recordsAtOnce = 100;
/** So long after the last of many, so that an import is matched once and not for every chunk. */
const calmSeconds = 20;

export const scoreListener: Listener = {
  name: 'identity.score',
  hears: ['customers.record_added', 'customers.profile_changed'],
  handle: async (tx, events) => {
    const ids = [...new Set(events.filter(isOfPerson).map(recordIdOf))];
    if (ids.length === 0) {
      return;
    }
    // Without a model nobody is scored, and the run makes the tokens of whoever has none.
    const hasModel = await isLearnt(tx);
    for (let from = 0; hasModel && from < ids.length; from += recordsAtOnce) {
      await scoreRecords(tx, ids.slice(from, from + recordsAtOnce));
    }
    if (!hasModel || ids.length >= recordsAtOnce) {
      await wantRun(tx);
    }
  },
};

/** When a run was asked for last, by this process. */
const askedAt = new WeakMap<Database, number>();

/**
 * Without a model, and after many at once, the whole book is read anew. Asked for once in half the calm: under load a
 * job for every batch of a checkout's guests would wake the queue for nothing.
 */
async function wantRun(tx: Tx): Promise<void> {
  const nowMs = performance.now();
  if (nowMs - (askedAt.get(tx.database) ?? Number.NEGATIVE_INFINITY) < (calmSeconds * 1000) / 2) {
    return;
  }
  await planRun(tx, tx.now.add({ seconds: calmSeconds }));
  tx.afterCommit(() => askedAt.set(tx.database, nowMs));
}

const compared: ReadonlySet<string> = new Set(PERSON_FIELDS);

/** Devices and companies are not compared, nor is a note or an attribute: nothing is read for those. */
function isOfPerson({ data }: LoggedEvent): boolean {
  const { kind, fields } = data;
  return (
    (typeof kind !== 'string' || isPersonKind(kind)) &&
    (!Array.isArray(fields) || fields.some((field) => compared.has(String(field))))
  );
}

function recordIdOf({ data }: LoggedEvent): string {
  return parseId('record', String(data.recordId));
}
