// Guests: whoever buys without an account. Each order's contact is a record of its own; links may later
// say whose it was.
import type { Tx } from '#kernel/transaction';
import { addRecords } from './add-records.ts';
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
  const ids = await addRecords(
    tx,
    { source: 'guest', kind: 'guest', channel: null },
    contacts.map(({ placeId, ...profile }) => ({
      sourceKey: null,
      placeId: placeId ?? null,
      registeredAt: null,
      profile,
    })),
  );
  return ids.filter((id) => id !== undefined);
}
