// The catalogue as it is kept in this browser: its pages, what changed since, and of when it is. Plain IndexedDB, since
// a page is one long text and nothing is looked up in it there.
import type { Page } from './shelf-index.ts';

const name = 'engawa-shelf';

/** Of which place, as of when, and whether all pages came. */
export type Kept = {
  readonly placeId: string;
  readonly asOf: string;
  /** Where to go on; null when all of it came. */
  readonly next: string | null;
  readonly pages: number;
};

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 2);
    request.addEventListener('upgradeneeded', () => {
      // Lines of before name no product, category and brand: they are fetched anew.
      for (const store of Array.from(request.result.objectStoreNames)) {
        request.result.deleteObjectStore(store);
      }
      request.result.createObjectStore('pages');
      request.result.createObjectStore('changes', { autoIncrement: true });
      request.result.createObjectStore('kept');
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
  return opened;
}

function answered<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}

export async function findKept(): Promise<Kept | undefined> {
  const transaction = (await open()).transaction('kept');
  return (await answered(transaction.objectStore('kept').get('kept'))) as Kept | undefined;
}

/** Reads page by page, so that only one of them is copied at a time. */
export async function readPage(index: number): Promise<Page | undefined> {
  const transaction = (await open()).transaction('pages');
  return (await answered(transaction.objectStore('pages').get(index))) as Page | undefined;
}

export async function readChanges(): Promise<readonly string[]> {
  const transaction = (await open()).transaction('changes');
  return (await answered(transaction.objectStore('changes').getAll())) as string[];
}

/** Keeps a page and how far it has come, both or neither. */
export async function keepPage(index: number, page: Page, kept: Kept): Promise<void> {
  const transaction = (await open()).transaction(['pages', 'kept'], 'readwrite');
  transaction.objectStore('pages').put(page, index);
  transaction.objectStore('kept').put(kept, 'kept');
  await done(transaction);
}

export async function keepChanges(rows: string, kept: Kept): Promise<void> {
  const transaction = (await open()).transaction(['changes', 'kept'], 'readwrite');
  if (rows !== '') {
    transaction.objectStore('changes').add(rows);
  }
  transaction.objectStore('kept').put(kept, 'kept');
  await done(transaction);
}

export async function forgetPages(): Promise<void> {
  const transaction = (await open()).transaction(['pages', 'changes', 'kept'], 'readwrite');
  for (const store of ['pages', 'changes', 'kept']) {
    transaction.objectStore(store).clear();
  }
  await done(transaction);
}
