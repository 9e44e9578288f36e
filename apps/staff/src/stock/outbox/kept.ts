// What was done in the stockroom, on the disk before the tablet says that it is done, and until the house has it. A receipt
// and an adjustment are one entry each, with an id made here; of what a walk has counted of an item, and of where an item
// stands, only the newest is kept. What the house said no to is never deleted here: it is told again, told corrected, or set
// aside with a reason, and can be taken back from there.
import type { Body } from '@engawa/client';
import Dexie, { type EntityTable } from 'dexie';

type ReceiptBody = Omit<Body<'/api/stock/receipts'>, 'receivedAt'>;
type AdjustmentBody = Omit<Body<'/api/stock/adjustments'>, 'occurredAt'>;

export type Deed =
  | { readonly kind: 'receipt'; readonly body: ReceiptBody }
  | { readonly kind: 'adjustment'; readonly body: AdjustmentBody }
  | {
      readonly kind: 'tally';
      readonly countId: string;
      readonly walkId: string;
      readonly itemId: string;
      readonly quantity: number;
      /** Grows with each change of the walk. */
      readonly revision: number;
    }
  | {
      readonly kind: 'shelf';
      readonly placeId: string;
      readonly itemId: string;
      readonly shelf: string;
    };

export type KeptDeed = {
  readonly key: string;
  readonly deed: Deed;
  /** Grows with each change of what has this key, so that an older one that was told does not end a newer one. */
  readonly revision: number;
  /** What the clock of this machine said, and in which run of it. */
  readonly wallMs: number;
  readonly run: string;
  /** What it is about, for people. */
  readonly title: string;
  /** waiting: not told yet; stuck: the house said no, people must look; dropped: somebody set it aside. */
  readonly state: 'waiting' | 'stuck' | 'dropped';
  /** What the house said. */
  readonly code: string | null;
  readonly message: string | null;
  readonly dropped: Dropped | null;
};

/** Who set it aside, when and why. */
export type Dropped = { readonly by: string; readonly wallMs: number; readonly why: string };

const book = new Dexie('engawa-stockroom', { chromeTransactionDurability: 'strict' }) as Dexie & {
  deeds: EntityTable<KeptDeed, 'key'>;
};
book.version(1).stores({ deeds: 'key, state, wallMs' });

/** Keeps it; resolves when it is on the disk. */
export async function keepDeed(
  made: Omit<KeptDeed, 'revision' | 'state' | 'code' | 'message' | 'dropped'>,
): Promise<void> {
  await book.transaction('rw', book.deeds, async () => {
    const before = await book.deeds.get(made.key);
    const { deed } = made;
    const revision = deed.kind === 'tally' ? deed.revision : (before?.revision ?? 0) + 1;
    await book.deeds.put({ ...made, revision, ...fresh });
  });
}

const fresh = { state: 'waiting', code: null, message: null, dropped: null } as const;

export function listDeeds(state: KeptDeed['state'], limit: number): Promise<KeptDeed[]> {
  return book.deeds.where('state').equals(state).limit(limit).sortBy('wallMs');
}

export function countDeeds(state: KeptDeed['state']): Promise<number> {
  return book.deeds.where('state').equals(state).count();
}

/** The house has them; what changed meanwhile stays. */
export async function forgetTold(told: readonly KeptDeed[]): Promise<void> {
  await book.transaction('rw', book.deeds, async () => {
    for (const { key, revision } of told) {
      await book.deeds
        .where('key')
        .equals(key)
        .filter((deed) => deed.revision === revision)
        .delete();
    }
  });
}

export async function markStuck(
  told: readonly KeptDeed[],
  code: string,
  message: string,
): Promise<void> {
  await book.transaction('rw', book.deeds, async () => {
    for (const { key, revision } of told) {
      await book.deeds
        .where('key')
        .equals(key)
        .filter((deed) => deed.revision === revision)
        .modify({ state: 'stuck', code, message });
    }
  });
}

/** Somebody has looked: it is told again as it is. */
export function retryDeed(key: string): Promise<void> {
  return changeStuck(key, (kept) => ({ ...kept, ...fresh }));
}

/** It is told as something else, of the same moment; under another key it takes the place of the one it was. */
export function replaceDeed(
  key: string,
  corrected: Pick<KeptDeed, 'key' | 'title' | 'deed'>,
): Promise<void> {
  const { deed } = corrected;
  return changeStuck(key, (kept) => ({
    ...kept,
    ...corrected,
    ...fresh,
    revision: deed.kind === 'tally' ? deed.revision : kept.revision + 1,
  }));
}

/** It is not told, and stays here with the reason. */
export function dropDeed(key: string, dropped: Dropped): Promise<void> {
  return changeStuck(key, (kept) => ({ ...kept, state: 'dropped', dropped }));
}

/** It was set aside by mistake: people look again. */
export async function takeBackDeed(key: string): Promise<void> {
  await book.deeds
    .where('key')
    .equals(key)
    .filter(({ state }) => state === 'dropped')
    .modify({ state: 'stuck', dropped: null });
}

/** Only what is still stuck: in another tab somebody may have looked already. */
async function changeStuck(key: string, change: (kept: KeptDeed) => KeptDeed): Promise<void> {
  await book.transaction('rw', book.deeds, async () => {
    const kept = await book.deeds.get(key);
    if (kept?.state === 'stuck') {
      const changed = change(kept);
      await book.deeds.delete(key);
      await book.deeds.put(changed);
    }
  });
}
