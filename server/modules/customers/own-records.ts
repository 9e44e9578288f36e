// What an account may call its own. Whoever proves an address by a code is the guest who gave it when she bought; the
// till's sale and the order without an account come to her by themselves. What a score alone has joined is shown to
// staff as one customer, but not to her: she would read a stranger's orders if the score were wrong.
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import { readSign } from './identifier.ts';
import { linkRecords } from './link-records.ts';
import { findCompanions } from './read-links.ts';
import { findRecords } from './read-profiles.ts';
import { findGuestIdsOfContact, listJoined } from './store-own.ts';

/** Addresses are given up and taken by others; after so long the guest of then may be somebody else. */
const guestFor = { hours: 24 * 180 } as const;
/** She showed a card, proved an address or used the device, or a person decided it. */
export const ownKinds = ['email', 'line', 'member', 'card', 'device', 'sign_in', 'person'] as const;

/**
 * Joins guests of the last half year who gave the address that the account has proved; nobody by the address of a
 * desk (info@…), which many people read.
 */
export async function joinGuestsOfEmail(
  tx: Tx,
  accountId: string,
  email: string | undefined,
): Promise<void> {
  if (email !== undefined) {
    await joinGuestsOf(tx, accountId, { kind: 'email', value: email });
  }
}

/** The same for any contact that the account has proved. */
export async function joinGuestsOf(
  tx: Tx,
  accountId: string,
  { kind, value }: { readonly kind: 'email' | 'phone'; readonly value: string },
): Promise<void> {
  if (readSign(kind, value, '')?.worthless !== undefined) {
    return;
  }
  const since = tx.now.subtract(guestFor);
  for (const guestId of await findGuestIdsOfContact(tx, accountId, kind, since)) {
    try {
      await linkRecords(tx, {
        records: [accountId, guestId],
        // A telephone alone joins a household too; that she proved it here does not.
        kind: kind === 'email' ? 'email' : 'sign_in',
        strength: 'strong',
        source: 'sign_in',
      });
    } catch (error) {
      // Somebody decided that they are not one person; that outranks an address.
      if (!(error instanceof Refusal)) {
        throw error;
      }
    }
  }
}

/** The account's record (uuid) and those that she may see as hers. */
export async function findOwnRecords(tx: Tx, accountId: string): Promise<string[]> {
  return [accountId, ...((await listJoined(tx, [accountId], ownKinds)).get(accountId) ?? [])];
}

/**
 * Record → itself and those joined to it as `findOwnRecords` means it: whoever sees one of them as hers sees all. For
 * news about a record that are to reach the accounts whose it is.
 */
export async function findOwnSets(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const joined = await listJoined(tx, recordIds, ownKinds);
  return new Map(recordIds.map((id) => [id, [id, ...(joined.get(id) ?? [])]]));
}

/**
 * Joins a guest of whom she holds the secret (the link of the order that the guest placed). Refuses with
 * customers.guest_taken when the guest is another account's already, or is no guest.
 */
export async function joinGuest(tx: Tx, accountId: string, guestId: string): Promise<void> {
  const companions = (await findCompanions(tx, [guestId])).get(guestId) ?? [];
  if (companions.includes(accountId)) {
    return;
  }
  const records = await findRecords(tx, [guestId, ...companions]);
  const isFree = [...records.values()].every(({ kind }) => kind !== 'account');
  if (records.get(guestId)?.kind !== 'guest' || !isFree) {
    throw customersRefusals.guest_taken();
  }
  await linkRecords(tx, {
    records: [accountId, guestId],
    kind: 'sign_in',
    strength: 'strong',
    source: 'order_link',
  });
}
