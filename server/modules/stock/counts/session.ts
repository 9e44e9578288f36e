// 棚卸 as people do it: a session is opened for a place (perhaps with the items to be counted), lines come in one by one
// with the moment of each, and posting makes each line a count of its own moment, so what sold between counting and
// posting is not lost. In a blind session whoever counts is not told what the books say until it is posted.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';
import { stockCountPosted } from '../events.ts';
import { refuseFuture } from '../post-facts.ts';
import type { CountDecision } from './count.ts';
import { postCounts } from './post-counts.ts';
import {
  endSessionRow,
  findSessionLines,
  insertSession,
  lockSessionRow,
  type SessionLineRow,
  type SessionRow,
  setReviewed,
  upsertLines,
} from './store-sessions.ts';
import { countUndecided, setLineReasons } from './store-tallies.ts';

export type SessionToOpen = {
  readonly placeId: string;
  readonly isBlind: boolean;
  readonly area?: string | null;
  /** Items (uuid) to be counted; lines of others are taken as well. */
  readonly itemIds?: readonly string[];
};

/** Opens a count. Refuses with stock.place_unknown, stock.item_unknown. */
export async function openCount(tx: Tx, session: SessionToOpen): Promise<string> {
  const id = newId();
  await insertSession(tx, { id, area: null, ...session });
  await upsertLines(
    tx,
    id,
    [...new Set(session.itemIds ?? [])].map((itemId) => ({
      itemId,
      countedMilli: null,
      countedAt: null,
    })),
  );
  return id;
}

export type LineToCount = {
  readonly itemId: string;
  readonly countedMilli: number;
  /** Now unless told. */
  readonly countedAt?: Temporal.Instant | undefined;
};

/**
 * Writes lines down and answers the place (uuid); a later line of the same item is a recount and takes the place of the earlier.
 * Refuses with stock.count_unknown, stock.count_negative, stock.in_the_future, stock.item_unknown.
 */
export async function enterCountLines(
  tx: Tx,
  sessionId: string,
  lines: readonly LineToCount[],
): Promise<string> {
  const session = await lockOpen(tx, sessionId);
  for (const { countedMilli, countedAt } of lines) {
    if (!Number.isSafeInteger(countedMilli) || countedMilli < 0) {
      throw stockRefusals.count_negative();
    }
    refuseFuture(tx.now, countedAt ?? tx.now);
  }
  const newest = new Map(lines.map((line) => [line.itemId, line]));
  await upsertLines(
    tx,
    sessionId,
    [...newest.values()].map((line) => ({ ...line, countedAt: line.countedAt ?? tx.now })),
  );
  return session.place_id;
}

export type PostedCount = {
  readonly counts: readonly CountDecision[];
  /** Items (uuid) nobody counted; their books stay as they are. */
  readonly uncounted: readonly string[];
};

/** Counting has ended, people look at what differs; answers the place (uuid). Refuses with stock.count_unknown. */
export async function reviewCount(tx: Tx, sessionId: string): Promise<string> {
  const session = await lockOpen(tx, sessionId);
  await setReviewed(tx, sessionId);
  return session.place_id;
}

/**
 * Ends a session and posts its lines, each with the reason (a code) that was given for its item (uuid). Emits
 * stock.count_posted, stock.moved. Refuses with stock.count_unknown, stock.count_undecided.
 */
export async function postCount(
  tx: Tx,
  sessionId: string,
  reasons: ReadonlyMap<string, string> = new Map(),
): Promise<PostedCount> {
  const session = await lockOpen(tx, sessionId);
  const undecided = await countUndecided(tx, sessionId);
  if (undecided > 0) {
    throw stockRefusals.count_undecided({ lines: undecided });
  }
  await setLineReasons(tx, sessionId, reasons);
  const lines = await findSessionLines(tx, sessionId);
  const counts = await postCounts(
    tx,
    lines.filter(isCounted).map((line) => ({
      placeId: session.place_id,
      itemId: line.item_id,
      countedMilli: line.counted_milli,
      countedAt: line.counted_at,
      sessionId,
      reason: reasons.get(line.item_id) ?? null,
    })),
  );
  const uncounted = lines.filter((line) => !isCounted(line)).map((line) => line.item_id);
  await endSessionRow(tx, sessionId, 'posted');
  const countId = formatId('count', sessionId);
  tx.emit(
    stockCountPosted.make(
      countId,
      {
        countId,
        placeId: formatId('place', session.place_id),
        counted: counts.length,
        differing: counts.filter((count) => count.movements.length > 0).length,
        uncounted: uncounted.length,
      },
      { placeId: session.place_id },
    ),
  );
  return { counts, uncounted };
}

/** Ends a session without posting anything; answers the place (uuid). Refuses with stock.count_unknown. */
export async function cancelCount(tx: Tx, sessionId: string): Promise<string> {
  const session = await lockOpen(tx, sessionId);
  await endSessionRow(tx, sessionId, 'cancelled');
  return session.place_id;
}

/** Locks a session that is not over. Refuses with stock.count_unknown. */
export async function lockOpen(tx: Tx, sessionId: string): Promise<SessionRow> {
  const session = await lockSessionRow(tx, sessionId);
  if (session?.state !== 'open') {
    throw stockRefusals.count_unknown();
  }
  return session;
}

type CountedLine = SessionLineRow & { counted_milli: number; counted_at: Temporal.Instant };

function isCounted(line: SessionLineRow): line is CountedLine {
  return line.counted_milli !== null && line.counted_at !== null;
}
