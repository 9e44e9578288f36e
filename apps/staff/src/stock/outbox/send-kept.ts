// Tells the house what was done in the stockroom, oldest first, until it has answered for each. A no of the house stays
// here for people: nothing that was counted or unpacked is thrown away by a machine.
import { answerOf, Refused } from '@engawa/client';
import { useSyncExternalStore } from 'react';
import { api, queries } from '../../api.ts';
import { isPractising } from '../../practice/practice.ts';
import { houseTime, stamp } from '../../till/book/clock.ts';
import {
  countDeeds,
  type Deed,
  forgetTold,
  type KeptDeed,
  keepDeed,
  listDeeds,
  markStuck,
} from './kept.ts';

export type OutboxState = {
  /** False as long as nobody has looked what is kept. */
  readonly isKnown: boolean;
  readonly waiting: number;
  readonly stuck: number;
  readonly isAway: boolean;
  /** Grows whenever something was kept, told or looked at. */
  readonly changes: number;
};

const atOnce = 200;
const waitMsFirst = 1000;
const waitMsMax = 30_000;
const answerMsMax = 20_000;

let state: OutboxState = { isKnown: false, waiting: 0, stuck: 0, isAway: false, changes: 0 };
let waitMs = waitMsFirst;
let timer: ReturnType<typeof setTimeout> | undefined;
let isRunning = false;
let isAskedAgain = false;
const watchers = new Set<() => void>();

export function useOutbox(): OutboxState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      if (!state.isKnown) {
        void show(state.isAway).catch(() => undefined);
      }
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

/**
 * Keeps what was done, and tells it as soon as it can. `key`: a later one takes the place of an earlier. In practice
 * nothing is done.
 */
export async function doKept(key: string, title: string, deed: Deed): Promise<void> {
  if (isPractising()) {
    return;
  }
  await keepDeed({ key, title, deed, ...stamp() });
  await show(state.isAway);
  sendKeptSoon();
}

export function sendKeptSoon(): void {
  clearTimeout(timer);
  waitMs = waitMsFirst;
  timer = setTimeout(() => void run(), 0);
}

let shown: Promise<void> = Promise.resolve();

/** Counts anew. One count after the other: an older one is never shown over a newer. */
export function show(isAway: boolean): Promise<void> {
  shown = showAfter(shown, isAway);
  return shown;
}

async function showAfter(before: Promise<void>, isAway: boolean): Promise<void> {
  await before.catch(() => undefined);
  const [waiting, stuck] = await Promise.all([countDeeds('waiting'), countDeeds('stuck')]);
  state = { isKnown: true, waiting, stuck, isAway, changes: state.changes + 1 };
  for (const watcher of watchers) {
    watcher();
  }
}

async function run(): Promise<void> {
  if (isRunning) {
    isAskedAgain = true;
    return;
  }
  if (isPractising()) {
    // What was done before practice began waits: sent now it would be stopped like a no of the house.
    timer = setTimeout(() => void run(), waitMsMax);
    return;
  }
  isRunning = true;
  try {
    await navigator.locks.request('engawa-stockroom', sendAll);
    waitMs = waitMsFirst;
    await show(false);
  } catch {
    await show(true);
    timer = setTimeout(() => void run(), waitMs * (0.5 + Math.random()));
    waitMs = Math.min(waitMs * 2, waitMsMax);
  } finally {
    isRunning = false;
  }
  if (isAskedAgain) {
    isAskedAgain = false;
    sendKeptSoon();
  }
}

async function sendAll(): Promise<void> {
  let hasSent = false;
  for (;;) {
    const [first, ...rest] = await listDeeds('waiting', atOnce);
    if (first === undefined || isPractising()) {
      break;
    }
    // What one walk has counted goes in one letter.
    const together = [first, ...rest.filter((other) => isSameWalk(first.deed, other.deed))];
    const refused = await tell(together);
    if (refused !== undefined && together.length > 1) {
      // One line of the letter may be what was refused: each is told by itself, so that it holds up no other.
      for (const each of together) {
        await keepRefused([each], await tell([each]));
      }
    } else {
      await keepRefused(together, refused);
    }
    hasSent = true;
  }
  if (hasSent) {
    await queries.invalidateQueries({ queryKey: ['stock'] });
  }
}

/** Undefined when the house has it. Throws where it is to be told later. */
async function tell(together: readonly KeptDeed[]): Promise<Refused | undefined> {
  try {
    await send(together);
  } catch (error) {
    if (error instanceof Refused && !isForLater(error.status)) {
      return error;
    }
    throw error;
  }
  await forgetTold(together);
  return undefined;
}

async function keepRefused(
  together: readonly KeptDeed[],
  refused: Refused | undefined,
): Promise<void> {
  if (refused !== undefined) {
    await markStuck(together, refused.code, refused.message);
  }
}

/** Nobody is signed in, too much at once, too slow, or the house is ill: no word about the deed. */
function isForLater(status: number): boolean {
  return status === 401 || status === 408 || status === 429 || status >= 500;
}

function isSameWalk(one: Deed, other: Deed): boolean {
  return (
    one.kind === 'tally' &&
    other.kind === 'tally' &&
    one.countId === other.countId &&
    one.walkId === other.walkId
  );
}

function momentOf({ wallMs, run: ofRun }: KeptDeed): string {
  return new Date(houseTime(wallMs, ofRun)).toISOString();
}

async function send(together: readonly KeptDeed[]): Promise<void> {
  const [kept] = together;
  if (kept === undefined) {
    return;
  }
  const { deed } = kept;
  const signal = AbortSignal.timeout(answerMsMax);
  if (deed.kind === 'receipt') {
    const body = { ...deed.body, receivedAt: momentOf(kept) };
    await answerOf(api.POST('/api/stock/receipts', { body, signal }));
  } else if (deed.kind === 'adjustment') {
    const body = { ...deed.body, occurredAt: momentOf(kept) };
    await answerOf(api.POST('/api/stock/adjustments', { body, signal }));
  } else if (deed.kind === 'shelf') {
    const { placeId, itemId, shelf } = deed;
    const body = { placeId, lines: [{ itemId, shelf }] };
    await answerOf(api.PUT('/api/stock/rules', { body, signal }));
  } else {
    const lines = together.flatMap((each) =>
      each.deed.kind === 'tally'
        ? [
            {
              itemId: each.deed.itemId,
              quantity: each.deed.quantity,
              revision: each.revision,
              countedAt: momentOf(each),
            },
          ]
        : [],
    );
    const params = { path: { countId: deed.countId } };
    const body = { walkId: deed.walkId, lines };
    await answerOf(
      api.PUT('/api/stock/count-sessions/{countId}/tallies', { params, body, signal }),
    );
  }
}
