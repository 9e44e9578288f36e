// Which tours a clerk has seen, kept by clerk in this browser: several people work at one tablet, and each has a first day.
import { useSyncExternalStore } from 'react';
import type { tourJa } from '../words/tour-ja.ts';

export type TourRoom = keyof (typeof tourJa)['rooms'];

const rooms: readonly TourRoom[] = [
  'orders',
  'today',
  'customers',
  'stock',
  'scan',
  'till',
  'kitchen',
  'pick',
  'parcels',
  'bookings',
];
const storageKey = 'engawa-tours';

type Seen = Readonly<Record<string, readonly string[]>>;

let seen = read();
const watchers = new Set<() => void>();

function read(): Seen {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Seen) : {};
  } catch {
    return {};
  }
}

/** The tour of an address, `/till/drawer` among those of the till; undefined where there is none. */
export function tourOf(pathname: string): TourRoom | undefined {
  const [, first = ''] = pathname.split('/');
  return rooms.find((room) => room === first);
}

/** Whether this clerk (typed id) has seen or put away the tour of a room. */
export function useHasSeen(staffId: string, room: TourRoom): boolean {
  const all = useSyncExternalStore(subscribe, () => seen);
  return all[staffId]?.includes(room) === true;
}

export function setSeen(staffId: string, room: TourRoom): void {
  const own = new Set(seen[staffId]);
  own.add(room);
  seen = { ...seen, [staffId]: [...own] };
  try {
    localStorage.setItem(storageKey, JSON.stringify(seen));
  } catch {
    // Without storage they are offered again with the next page.
  }
  for (const watcher of watchers) {
    watcher();
  }
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
