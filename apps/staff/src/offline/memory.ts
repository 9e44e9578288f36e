// What the tablet shows when the line is away: the last answers about orders, items and places, kept in IndexedDB.
// Customers are never kept here; what is kept goes when the tablet is released.
import { Unreachable } from '@engawa/client';
import Dexie, { type EntityTable } from 'dexie';

type KeptAnswer = { key: string; answer: unknown; savedAt: number };

const memory = new Dexie('engawa-staff') as Dexie & {
  answers: EntityTable<KeptAnswer, 'key'>;
};
memory.version(1).stores({ answers: 'key, savedAt' });

const keptDays = 7;
const keptMax = 1000;

/** An answer, and since when it is old: null when it came just now. */
export type Remembered<Data> = { readonly data: Data; readonly savedAt: number | null };

/**
 * Asks and keeps the answer; when the server cannot be reached, answers what was kept before. Throws what `ask`
 * throws when there is nothing.
 */
export async function askOrRemember<Data>(
  key: readonly unknown[],
  ask: () => Promise<Data>,
): Promise<Remembered<Data>> {
  const name = JSON.stringify(key);
  try {
    const data = await ask();
    void keep(name, data);
    return { data, savedAt: null };
  } catch (error) {
    const kept = error instanceof Unreachable ? await find(name) : undefined;
    if (kept === undefined) {
      throw error;
    }
    return { data: kept.answer as Data, savedAt: kept.savedAt };
  }
}

/** Forgets everything. */
export async function forgetAll(): Promise<void> {
  try {
    await memory.answers.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Forgets what is older than a week, and the oldest of too many. */
export async function forgetOld(): Promise<void> {
  try {
    await memory.answers
      .where('savedAt')
      .below(Date.now() - keptDays * 24 * 3600 * 1000)
      .delete();
    const count = await memory.answers.count();
    if (count > keptMax) {
      const oldest = await memory.answers
        .orderBy('savedAt')
        .limit(count - keptMax)
        .primaryKeys();
      await memory.answers.bulkDelete(oldest);
    }
  } catch {
    // Without IndexedDB (a private window) the tablet works, but not offline.
  }
}

async function keep(key: string, answer: unknown): Promise<void> {
  try {
    await memory.answers.put({ key, answer, savedAt: Date.now() });
  } catch {
    // As above.
  }
}

async function find(key: string): Promise<KeptAnswer | undefined> {
  try {
    return await memory.answers.get(key);
  } catch {
    return undefined;
  }
}
