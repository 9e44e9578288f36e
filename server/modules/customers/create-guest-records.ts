// Guests: whoever buys without an account. Each order's contact is a record of its own; links may later
// say whose it was.
import type { Tx } from '#kernel/transaction';
import { type AddedRecord, beginRecords } from './add-records.ts';
import type { Profile } from './profile.ts';

export type GuestContact = Profile & {
  /** uuid of the place where she bought. */
  readonly placeId?: string | null;
};

/** Makes a record for each guest; answers record ids in order. Four statements for any number. */
export async function createGuestRecords(
  tx: Tx,
  contacts: readonly GuestContact[],
): Promise<string[]> {
  const { guests, written } = beginGuestRecords(tx, contacts);
  await written;
  return guests.map(({ recordId }) => recordId);
}

/**
 * Like `createGuestRecords`; ids and keys are there at once, so that what hangs on a guest (her order, its sealed
 * contact) is written in the same round trip. `written` must be awaited.
 */
export function beginGuestRecords(
  tx: Tx,
  contacts: readonly GuestContact[],
): { readonly guests: AddedRecord[]; readonly written: Promise<void> } {
  const { added, written } = beginRecords(
    tx,
    { source: 'guest', kind: 'guest', channel: null },
    contacts.map(({ placeId, ...profile }) => ({
      sourceKey: null,
      placeId: placeId ?? null,
      registeredAt: null,
      profile,
    })),
  );
  return { guests: added, written };
}
