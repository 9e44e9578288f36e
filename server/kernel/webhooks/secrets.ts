// The signing secrets of a webhook, sealed under the master key. After a change the old one signs too for a
// day, so that the receiver can change over without losing a delivery.
import { randomBytes } from 'node:crypto';
import { type MasterKeys, sealSecret, unsealSecret } from '#kernel/sealing';

type Kept = { readonly secret: string; readonly until: string | null };

const use = 'kernel.webhook';
const overlapHours = 24;

/** `whsec_` and 32 random bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export function sealSecrets(masters: MasterKeys, secret: string): Buffer {
  return sealKept(masters, [{ secret, until: null }]);
}

/** The secrets to sign with at a moment, newest first. */
export function openSecrets(
  masters: MasterKeys,
  sealed: Buffer,
  now: Temporal.Instant,
): readonly string[] {
  return openKept(masters, sealed)
    .filter(({ until }) => until === null || Temporal.Instant.compare(until, now) > 0)
    .map(({ secret }) => secret);
}

/** Puts a new secret in front of the present one. */
export function changeSecret(
  masters: MasterKeys,
  sealed: Buffer,
  secret: string,
  now: Temporal.Instant,
): Buffer {
  const [present] = openKept(masters, sealed);
  const until = now.add({ hours: overlapHours }).toString();
  return sealKept(masters, [
    { secret, until: null },
    ...(present === undefined ? [] : [{ secret: present.secret, until }]),
  ]);
}

function sealKept(masters: MasterKeys, kept: readonly Kept[]): Buffer {
  return sealSecret(masters, use, JSON.stringify(kept));
}

function openKept(masters: MasterKeys, sealed: Buffer): readonly Kept[] {
  return JSON.parse(unsealSecret(masters, use, sealed)) as readonly Kept[];
}
