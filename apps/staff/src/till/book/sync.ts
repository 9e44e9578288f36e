// Tells the house what was done, in order, until it has answered for each: again after a wait that grows when there is
// no answer, one by one when it cannot read what it was sent. One page of this browser does it at a time.
import { answerOf, Refused } from '@engawa/client';
import { useSyncExternalStore } from 'react';
import { api } from '../../api.ts';
import { readStation } from '../../station/station.ts';
import { heardHouseTime, houseTime } from './clock.ts';
import {
  answerEntries,
  countEntries,
  type EntryState,
  findEntry,
  type KeptEntry,
  listWaiting,
} from './entries.ts';

export type SyncState = {
  /** Not answered by the house yet. */
  readonly waiting: number;
  readonly stuck: number;
  /** `opening`: nobody has looked into the book yet. */
  readonly phase: 'opening' | 'idle' | 'telling' | 'away' | 'signed_out';
};

const perRequest = 20;
const waitMsFirst = 1000;
const waitMsMax = 60_000;
const answerMsMax = 20_000;

let state: SyncState = { waiting: 0, stuck: 0, phase: 'opening' };
let waitMs = waitMsFirst;
let timer: ReturnType<typeof setTimeout> | undefined;
let isRunning = false;
let isAskedAgain = false;
const watchers = new Set<() => void>();
const settled = new Map<string, (entry: EntryState) => void>();

export function useSync(): SyncState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

let shown: Promise<void> = Promise.resolve();

/** One count after the other: an older one is never shown over a newer. */
function show(phase: SyncState['phase']): Promise<void> {
  shown = showAfter(shown, phase);
  return shown;
}

async function showAfter(before: Promise<void>, phase: SyncState['phase']): Promise<void> {
  await before.catch(() => undefined);
  state = { waiting: await countEntries('waiting'), stuck: await countEntries('stuck'), phase };
  for (const watcher of watchers) {
    watcher();
  }
}

/** Something stands in the book that the house has not heard: counted at once, and told. */
export async function tellWritten(): Promise<void> {
  await show(state.phase === 'opening' || state.phase === 'idle' ? 'telling' : state.phase);
  syncSoon();
}

/** Begins now; what waits for its next try does so no longer. */
export function syncSoon(): void {
  clearTimeout(timer);
  waitMs = waitMsFirst;
  timer = setTimeout(() => void run(), 0);
}

/** Resolves with what became of an entry, or undefined after so long without an answer. */
export function untilAnswered(id: string, withinMs: number): Promise<EntryState | undefined> {
  return new Promise((resolve) => {
    const end = (entry?: EntryState) => {
      clearTimeout(ends);
      settled.delete(id);
      resolve(entry);
    };
    const ends = setTimeout(end, withinMs);
    settled.set(id, end);
    // It may have been told with the one before, and answered before anybody waited for it.
    const look = async () => {
      const entry = await findEntry(id);
      if (entry !== undefined && entry.state !== 'waiting') {
        end(entry.state);
      }
    };
    void look().catch(() => undefined);
  });
}

async function run(): Promise<void> {
  if (isRunning) {
    // What was written while the last of it was told must not wait for the next sale.
    isAskedAgain = true;
    return;
  }
  isRunning = true;
  try {
    if (state.phase === 'opening') {
      await show('telling');
    }
    // Another tab of this browser tells the same list: one of them at a time.
    await navigator.locks.request('engawa-till-sync', tellAll);
    waitMs = waitMsFirst;
    await show('idle');
  } catch (error) {
    await show(isNotLetIn(error) ? 'signed_out' : 'away');
    // Tills of one shop that lost their line together do not come back together.
    const spread = 0.5 + Math.random();
    timer = setTimeout(() => void run(), waitMs * spread);
    waitMs = Math.min(waitMs * 2, waitMsMax);
  } finally {
    isRunning = false;
  }
  if (isAskedAgain) {
    isAskedAgain = false;
    syncSoon();
  }
}

async function tellAll(): Promise<void> {
  await learnTime();
  for (;;) {
    const entries = await listWaiting(perRequest);
    if (entries.length === 0) {
      return;
    }
    await show('telling');
    const [first] = entries;
    // A till that moved to another shop tells what it did in each as of there.
    const same = entries.filter(
      ({ placeId, till }) => placeId === first?.placeId && till === first.till,
    );
    try {
      await tell(same);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 400) {
        throw error;
      }
      await tellSingly(same);
    }
  }
}

async function learnTime(): Promise<void> {
  const { now } = await answerOf(
    api.GET('/api/tills/now', { signal: AbortSignal.timeout(answerMsMax) }),
  );
  heardHouseTime(now);
}

async function tell(entries: readonly KeptEntry[]): Promise<void> {
  const [first] = entries;
  if (first === undefined) {
    return;
  }
  const token = readStation()?.token;
  const { now, answers } = await answerOf(
    api.POST('/api/tills/entries', {
      body: {
        placeId: first.placeId,
        till: first.till,
        sentAt: new Date().toISOString(),
        entries: entries.map((entry) => ({
          ...entry.told,
          at: new Date(houseTime(entry.wallMs, entry.run)).toISOString(),
          tillAt: new Date(entry.wallMs).toISOString(),
        })),
      },
      headers: typeof token === 'string' ? { authorization: `Bearer ${token}` } : {},
      signal: AbortSignal.timeout(answerMsMax),
    }),
  );
  heardHouseTime(now);
  // An answer came: the next one that is lost is waited for shortly again.
  waitMs = waitMsFirst;
  await answerEntries(
    answers.map((answer) => ({ id: answer.id, state: answer.outcome as EntryState, answer })),
  );
  for (const { id, outcome } of answers) {
    settled.get(id)?.(outcome);
    settled.delete(id);
  }
}

/** One that the house cannot read must not hold up the others; it stays here for people. */
async function tellSingly(entries: readonly KeptEntry[]): Promise<void> {
  for (const entry of entries) {
    try {
      await tell([entry]);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 400) {
        throw error;
      }
      const refusal = { code: error.code, ja: error.message, en: error.message };
      const answer = {
        outcome: 'stuck',
        number: null,
        totalMinor: 0,
        pointsEarned: 0,
        conflicts: [],
        refusal,
      };
      await answerEntries([{ id: entry.id, state: 'stuck', answer }]);
    }
  }
}

function isNotLetIn(error: unknown): boolean {
  return error instanceof Refused && (error.status === 401 || error.status === 403);
}
