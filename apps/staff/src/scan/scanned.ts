// What was scanned lately on this tablet, newest first; gone with the page.
import { useSyncExternalStore } from 'react';

export type Scanned = {
  readonly itemId: string;
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string | null;
};

const scannedMax = 20;
let scanned: readonly Scanned[] = [];
const watchers = new Set<() => void>();

export function rememberScan(item: Scanned): void {
  scanned = [item, ...scanned.filter((each) => each.itemId !== item.itemId)].slice(0, scannedMax);
  for (const watcher of watchers) {
    watcher();
  }
}

export function useScanned(): readonly Scanned[] {
  return useSyncExternalStore(subscribe, () => scanned);
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
