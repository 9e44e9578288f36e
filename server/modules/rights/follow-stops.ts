// What every module keeps of a person follows a stop of use, and comes back when it is lifted. The records themselves,
// profiles, contacts and timelines turn in the commit of the stop (customers); the rest is told here, and once an hour
// again, since what was open at the stop is over one day.
import { findRecords, listStoppedRecords } from '#customers';
import { customersUseResumed, customersUseStopped } from '#events/customers';
import type { Database } from '#kernel/db';
import { parseId } from '#kernel/ids';
import type { Job } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { transaction } from '#kernel/transaction';
import type { Resumed, StopFollower } from '#privacy';

const purpose = 'duty';
const pageSize = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Whether use is stopped now is asked of the record: of a stop that was lifted by then only the end is told. */
export function followingStops(followers: readonly StopFollower[]): Listener {
  return {
    name: 'rights.stops',
    hears: [customersUseStopped.type, customersUseResumed.type],
    purpose,
    handle: async (tx, events) => {
      const ids = events.map(({ data }) => parseId('record', String(data['recordId'])));
      const records = await findRecords(tx, [...new Set(ids)]);
      const isStopped = (id: string) => (records.get(id)?.stoppedAt ?? null) !== null;
      const resumed = events.flatMap(({ type, data }, index): Resumed[] =>
        type === customersUseResumed.type
          ? [
              {
                recordId: ids[index] ?? '',
                stoppedAt: Temporal.Instant.from(String(data['stoppedAt'])),
              },
            ]
          : [],
      );
      for (const follower of followers) {
        await follower.resume(tx, resumed);
        await follower.stop(tx, [...records.keys()].filter(isStopped));
      }
    },
  };
}

/** Lets what is over by now follow the stops that last. */
export function followStopsJob(followers: readonly StopFollower[]): Job<Record<string, never>> {
  return {
    name: 'rights.follow_stops',
    cron: '23 * * * *',
    run: (db) => followStops(db, followers),
  };
}

export async function followStops(db: Database, followers: readonly StopFollower[]): Promise<void> {
  const actor = 'job:rights.follow_stops';
  let after = firstId;
  for (;;) {
    const ids = await transaction(db, { actor, purpose, timeoutMs: 30_000 }, async (tx) => {
      const page = await listStoppedRecords(tx, after, pageSize);
      for (const follower of page.length === 0 ? [] : followers) {
        await follower.stop(tx, page);
      }
      return page;
    });
    after = ids.at(-1) ?? after;
    if (ids.length < pageSize) {
      return;
    }
  }
}
