// The lock: after a while without a touch the screen hides what is on it until somebody gives a PIN. New orders are
// still announced.
import { useEffect, useSyncExternalStore } from 'react';

const storageKey = 'engawa-locked';
/** As long as it takes to serve a customer at the counter without touching the tablet. */
const idleMs = 5 * 60_000;

const watchers = new Set<() => void>();

export function lock(): void {
  set(true);
}

export function unlock(): void {
  set(false);
}

export function useIsLocked(): boolean {
  return useSyncExternalStore(subscribe, isLocked);
}

/** Locks after a while without a touch or a key. */
export function useAutoLock(): void {
  useEffect(() => {
    let timer = setTimeout(lock, idleMs);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(lock, idleMs);
    };
    document.addEventListener('pointerdown', touched, true);
    document.addEventListener('keydown', touched, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', touched, true);
      document.removeEventListener('keydown', touched, true);
    };
  }, []);
}

/** In this browser, so that loading the page again does not open the lock. */
function isLocked(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

function set(isOn: boolean): void {
  if (isOn) {
    localStorage.setItem(storageKey, '1');
  } else {
    localStorage.removeItem(storageKey);
  }
  for (const watcher of watchers) {
    watcher();
  }
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
