// The trip to LINE and back. It belongs to one browser (a cookie that only this trip uses), comes back once and within ten
// minutes, and ends in a session, or joins LINE to the account that was signed in when it began.
import { createHash, randomBytes } from 'node:crypto';
import { identifyRecords, openAccount, openSession, type SignedIn } from '#customers';
import { blindIndex, sealSecret, unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { accountsRefusals } from './errors.ts';
import type { OutsidePerson, Trip } from './outside-provider.ts';
import type { Browser } from './passkeys.ts';
import { findLoginRow, insertLoginRow, insertTripRow, takeTripRow } from './store.ts';

export const tripLifetimeMinutes = 10;
const tripUse = 'accounts.outside_trip';

export type KeptTrip = Trip & {
  /** The page of the shop to go on to. */
  readonly to: string;
};

/** Keeps a trip that begins; answers the secret that the browser keeps meanwhile. */
export async function keepTrip(
  tx: Tx,
  provider: string,
  trip: KeptTrip,
  recordId: string | null,
): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  await insertTripRow(tx, {
    browserHash: hashOf(secret),
    provider,
    sealed: sealSecret(tx.masters, tripUse, JSON.stringify(trip)),
    recordId,
    expiresAt: tx.now.add({ minutes: tripLifetimeMinutes }),
  });
  return secret;
}

/** Takes the trip of a browser for good. Refuses with accounts.trip_lost. */
export async function takeTrip(
  tx: Tx,
  provider: string,
  secret: string | undefined,
): Promise<{ readonly trip: KeptTrip; readonly recordId: string | null }> {
  const row = secret === undefined ? undefined : await takeTripRow(tx, hashOf(secret), provider);
  if (row === undefined) {
    throw accountsRefusals.trip_lost();
  }
  const trip = JSON.parse(unsealSecret(tx.masters, tripUse, row.sealed)) as KeptTrip;
  return { trip, recordId: row.record_id };
}

/**
 * Opens a session for a person that the provider vouches for, and an account on the first time. With `joinTo` (uuid) the
 * login becomes one more way into that account; is it another's already, the two are linked as one person.
 */
export async function enterFromOutside(
  tx: Tx,
  provider: string,
  person: OutsidePerson,
  more: { readonly browser: Browser; readonly joinTo: string | null },
): Promise<SignedIn | undefined> {
  const token = blindIndex(tx.masters, 'accounts.outside_login', `${provider}\n${person.subject}`);
  const user = { provider, token };
  const known = await findLoginRow(tx, user);
  const recordId = more.joinTo ?? known ?? (await openAccount(tx, { channel: 'line' }));
  if (known === undefined && !(await insertLoginRow(tx, user, recordId))) {
    // Another tab was quicker.
    throw accountsRefusals.trip_lost();
  }
  await identifyRecords(
    tx,
    [...new Set([recordId, known ?? recordId])].map((id) => ({
      recordId: id,
      kind: 'line' as const,
      value: person.subject,
      issuer: provider,
      provedBy: 'line_login',
    })),
  );
  return more.joinTo === null
    ? openSession(tx, { recordId, isNew: known === undefined, method: 'line', ...more.browser })
    : undefined;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
