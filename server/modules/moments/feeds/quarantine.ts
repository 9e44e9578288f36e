// Playing set-aside moments again after what was wrong has been mended: a schema added, items imported, a place
// opened. Each is read anew from its sealed body, as if it had just come, with the time it really came.
import { perform } from '#kernel/batch';
import { newId } from '#kernel/ids';
import { unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { momentsQuarantineSettled } from '../events.ts';
import { type Incoming, quarantineUse } from './incoming.ts';
import { createIngest, type Delivery } from './ingest.ts';
import { readCloudEvent } from './read-cloudevents.ts';
import { readSegment } from './read-segment.ts';
import {
  discardQuarantineRows,
  findFeedRows,
  type QuarantineFilter,
  type QuarantineRow,
  settleQuarantineRows,
  takeQuarantineRows,
} from './store.ts';

export type Replay = {
  readonly replayed: number;
  /** Still not right; they stay, with the reason of now. */
  readonly failed: number;
  /** Where the next page begins; undefined: nothing more waits. */
  readonly next: string | undefined;
};

const lowest = '00000000-0000-0000-0000-000000000000';
const replayMax = 500;

/** Plays up to 500 waiting moments again, oldest first, after an id (uuid). */
export async function replayQuarantine(
  tx: Tx,
  filter: QuarantineFilter & { readonly ids?: readonly string[] | undefined },
  after: string = lowest,
): Promise<Replay> {
  const rows = await takeQuarantineRows(tx, filter, after, replayMax);
  if (rows.length === 0) {
    return { replayed: 0, failed: 0, next: undefined };
  }
  // All leave; what fails again is written back by `ingest`, with the reason of now.
  await settleQuarantineRows(
    tx,
    rows.map((row) => row.key),
  );
  const feeds = await findFeedRows(tx, [...new Set(rows.map((row) => row.feed_id))]);
  const deliveries = feeds.map(
    (feed): Delivery => ({
      feed,
      moments: rows.filter((row) => row.feed_id === feed.id).map((row) => open(tx, row)),
      isReplay: true,
    }),
  );
  let failed = 0;
  for (const outcome of await perform(tx, createIngest(), deliveries)) {
    failed += 'answer' in outcome ? outcome.answer.quarantined : 0;
  }
  const replayed = rows.length - failed;
  tx.emit(momentsQuarantineSettled.make('quarantine', { replayed, failed, discarded: 0 }));
  return { replayed, failed, next: rows.length < replayMax ? undefined : rows.at(-1)?.id };
}

/** Gives moments up: their bodies go for good. Answers how many there were. */
export async function discardQuarantine(tx: Tx, ids: readonly string[]): Promise<number> {
  const discarded = await discardQuarantineRows(tx, ids);
  if (discarded > 0) {
    tx.emit(momentsQuarantineSettled.make('quarantine', { replayed: 0, failed: 0, discarded }));
  }
  return discarded;
}

function open(tx: Tx, row: QuarantineRow & { readonly body_sealed: Buffer }): Incoming {
  const text = unsealSecret(tx.masters, quarantineUse, row.body_sealed);
  const { body, sentAt } = JSON.parse(text) as { body: unknown; sentAt?: string };
  const receipt = {
    feedId: row.feed_id,
    receivedAtMs: row.received_at.epochMilliseconds,
    sentAt,
    newId,
  };
  const moment =
    row.wire === 'segment' ? readSegment(body, receipt) : readCloudEvent(body, receipt);
  return { ...moment, key: row.key };
}
