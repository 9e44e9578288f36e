// Scoring after the commit: whoever comes or changes is looked up and judged, in the order of the log.
import type { LoggedEvent } from '#kernel/events';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import type { Tx } from '#kernel/transaction';
import { planRun } from './jobs.ts';
import { scoreRecords } from './score-records.ts';

/** Within the time a transaction may take, also on a busy machine. */
const recordsAtOnce = 100;
/** So long after the last of many, so that an import is matched once and not for every chunk. */
const calmSeconds = 20;

export const scoreListener: Listener = {
  name: 'identity.score',
  hears: ['customers.record_added', 'customers.profile_changed'],
  handle: async (tx, events) => {
    const ids = [...new Set(events.map(recordIdOf))];
    let isWanted = false;
    for (let from = 0; from < ids.length; from += recordsAtOnce) {
      const scored = await scoreRecords(tx, ids.slice(from, from + recordsAtOnce));
      isWanted ||= !scored.hasModel && scored.records > 0;
    }
    if (isWanted || ids.length >= recordsAtOnce) {
      await wantRun(tx);
    }
  },
};

/** Without a model, and after many at once, the whole book is read anew. */
async function wantRun(tx: Tx): Promise<void> {
  await planRun(tx, tx.now.add({ seconds: calmSeconds }));
}

function recordIdOf({ data }: LoggedEvent): string {
  return parseId('record', String(data.recordId));
}
