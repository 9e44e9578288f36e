// What this tablet is: the shop it stands in and its own token, by which colleagues can take over by PIN, also after
// the last session has ended. Outside of React, kept in this browser.
import { useSyncExternalStore } from 'react';

export type Station = {
  readonly placeId: string;
  /** Null when the tablet could not be enrolled: it works as long as the session does. */
  readonly token: string | null;
};

const storageKey = 'engawa-station';

let station = read();
const watchers = new Set<() => void>();

function read(): Station | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    return isStation(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isStation(value: unknown): value is Station {
  return (
    typeof value === 'object' &&
    value !== null &&
    'placeId' in value &&
    typeof value.placeId === 'string'
  );
}

export function readStation(): Station | null {
  return station;
}

/** Sets what this tablet is; null releases it. */
export function setStation(next: Station | null): void {
  station = next;
  if (next === null) {
    localStorage.removeItem(storageKey);
  } else {
    localStorage.setItem(storageKey, JSON.stringify(next));
  }
  for (const watcher of watchers) {
    watcher();
  }
}

export function useStation(): Station | null {
  return useSyncExternalStore(subscribe, readStation);
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
