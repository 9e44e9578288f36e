// The page's side of the catalogue: it asks the keeper in its worker and hears how far it is.
import { useSyncExternalStore } from 'react';
import type { TillItem } from './line.ts';
import type { Asked, ShelfState, Told } from './messages.ts';

const nothing: ShelfState = {
  items: 0,
  phase: 'opening',
  asOf: null,
  openedMs: null,
  isAway: false,
};

let worker: Worker | undefined;
/** Asked before a page has opened the catalogue. */
const unsent: Asked[] = [];
let openedFor: string | undefined;
let state = nothing;
let lastNumber = 0;
const waiting = new Map<number, (items: readonly TillItem[]) => void>();
const watchers = new Set<() => void>();

/** Opens the catalogue of a place; again for another place. */
export function openShelf(placeId: string): void {
  if (openedFor === placeId) {
    return;
  }
  openedFor = placeId;
  worker?.terminate();
  worker = new Worker(new URL('./shelf-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
  send({ kind: 'open', placeId });
  unsent.splice(0).forEach(send);
}

/** Hears what changed; without a line nothing happens. */
export function refreshShelf(): void {
  if (worker !== undefined) {
    send({ kind: 'refresh' });
  }
}

function send(asked: Asked): void {
  if (worker === undefined) {
    unsent.push(asked);
  } else {
    worker.postMessage(asked, []);
  }
}

function hear(told: Told): void {
  if (told.kind === 'items') {
    waiting.get(told.number)?.(told.items);
    waiting.delete(told.number);
    return;
  }
  state = told.state;
  for (const watcher of watchers) {
    watcher();
  }
}

type Question =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'search'; readonly text: string; readonly limit: number }
  | { readonly kind: 'ids'; readonly ids: readonly string[] };

function ask(question: Question): Promise<readonly TillItem[]> {
  lastNumber += 1;
  const number = lastNumber;
  return new Promise((resolve) => {
    waiting.set(number, resolve);
    send({ ...question, number });
  });
}

export async function findByCode(code: string): Promise<TillItem | undefined> {
  return (await ask({ kind: 'code', code }))[0];
}

export function searchShelf(text: string, limit = 30): Promise<readonly TillItem[]> {
  return ask({ kind: 'search', text, limit });
}

export function findByIds(ids: readonly string[]): Promise<readonly TillItem[]> {
  return ask({ kind: 'ids', ids });
}

export function useShelfState(): ShelfState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}
