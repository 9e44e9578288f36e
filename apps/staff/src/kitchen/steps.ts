// What was pressed at the display and has not reached the house yet. It is kept on the tablet, sent in its order with a key
// each, and sent again until it was heard: a line that is away for some minutes loses no bump and doubles none.
import { answerOf, Unreachable } from '@engawa/client';
import { useSyncExternalStore } from 'react';
import { api, queries } from '../api.ts';
import { complain } from '../parts/notices.tsx';
import { isPractising, usePractice } from '../practice/practice.ts';

export type Step = {
  readonly key: string;
  readonly kind: 'bump' | 'recall' | 'handOver';
  readonly orderId: string;
  readonly placeId: string;
  /** Null: every station. */
  readonly station: string | null;
};

const storageKey = 'engawa-kitchen-steps';
const againMs = 2000;
const watchers = new Set<() => void>();
let steps: readonly Step[] = readKept();
/** Pressed in practice: shown, never kept and never sent. */
let practised: readonly Step[] = [];
let shown = steps;
let isSending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function readKept(): readonly Step[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? (kept as Step[]) : [];
  } catch {
    return [];
  }
}

function change(next: readonly Step[]): void {
  steps = next;
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Without storage they live as long as the page.
  }
  practised = isPractising() ? practised : [];
  shown = [...next, ...practised];
  tellWatchers();
}

function tellWatchers(): void {
  for (const watcher of watchers) {
    watcher();
  }
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Those that the house has not heard of. */
export function useSteps(): readonly Step[] {
  const isPractice = usePractice();
  const all = useSyncExternalStore(subscribe, () => shown);
  return isPractice ? all : steps;
}

/** Does a step: on the screen at once, at the house as soon as there is a line. */
export function doStep(step: Omit<Step, 'key'>): void {
  if (isPractising()) {
    practised = [...practised, { ...step, key: crypto.randomUUID() }];
    shown = [...steps, ...practised];
    tellWatchers();
    return;
  }
  practised = [];
  change([...steps, { ...step, key: crypto.randomUUID() }]);
  void sendSteps();
}

/** Sends what waits, the oldest first; called again when the line is back. */
export async function sendSteps(): Promise<void> {
  if (isSending) {
    return;
  }
  isSending = true;
  clearTimeout(timer);
  try {
    for (let step = steps[0]; step !== undefined; step = steps[0]) {
      if (isPractising()) {
        // Real ones wait until practice is over: it would stop them, and they would be taken for refused.
        timer = setTimeout(() => void sendSteps(), againMs);
        return;
      }
      try {
        await send(step);
      } catch (error) {
        if (error instanceof Unreachable) {
          timer = setTimeout(() => void sendSteps(), againMs);
          return;
        }
        // The house says no: what it says is shown, and the screen goes back to what is so.
        complain(error);
      }
      await queries.invalidateQueries({ queryKey: ['kitchen'] });
      change(steps.slice(1));
    }
  } finally {
    isSending = false;
  }
}

async function send(step: Step): Promise<void> {
  const header = { 'idempotency-key': step.key };
  if (step.kind === 'handOver') {
    const body = { placeId: step.placeId, orderId: step.orderId };
    await answerOf(api.POST('/api/kitchen/hand-overs', { params: { header }, body }));
    return;
  }
  const params = { path: { orderId: step.orderId }, header };
  const body = step.station === null ? {} : { station: step.station };
  await answerOf(
    step.kind === 'bump'
      ? api.POST('/api/kitchen/tickets/{orderId}/bump', { params, body })
      : api.POST('/api/kitchen/tickets/{orderId}/recall', { params, body }),
  );
}

type Shown = {
  readonly tickets: readonly {
    readonly orderId: string;
    readonly state: string;
    readonly cups: readonly { readonly station: string; readonly isDone: boolean }[];
  }[];
};

/** The display as it will be when the house has heard of the steps. */
export function applySteps<Display extends Shown>(
  display: Display,
  waiting: readonly Step[],
): Display {
  let { tickets } = display;
  for (const { kind, orderId, station } of waiting) {
    tickets =
      kind === 'handOver'
        ? tickets.filter((ticket) => ticket.orderId !== orderId)
        : tickets.map((ticket) =>
            ticket.orderId === orderId ? stepped(ticket, kind === 'bump', station) : ticket,
          );
  }
  return waiting.length === 0 ? display : { ...display, tickets };
}

function stepped<Ticket extends Shown['tickets'][number]>(
  ticket: Ticket,
  isDone: boolean,
  station: string | null,
): Ticket {
  const cups = ticket.cups.map((cup) =>
    station === null || cup.station === station ? { ...cup, isDone } : cup,
  );
  return { ...ticket, cups, state: cups.every((cup) => cup.isDone) ? 'ready' : 'started' };
}

if (typeof window !== 'undefined' && steps.length > 0) {
  timer = setTimeout(() => void sendSteps(), againMs);
}
