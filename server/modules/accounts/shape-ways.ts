// Passkeys and sessions as she sees them.
import { formatId } from '#kernel/ids';
import type { OpenSession, SessionAbout } from '#kernel/sessions';
import type { PasskeyRow } from './store.ts';

export function toPasskey(row: PasskeyRow) {
  return {
    id: formatId('passkey', row.id),
    ...deviceOf(row.about),
    isBackedUp: row.is_backed_up,
    createdAt: row.created_at.toString(),
    usedAt: row.used_at?.toString() ?? null,
  };
}

/** `sessionId` (uuid) is the one that asks. */
export function toSession(row: OpenSession, sessionId: string) {
  return {
    id: formatId('session', row.id),
    method: row.about.method ?? 'other',
    ...deviceOf(row.about),
    isThis: row.id === sessionId,
    openedAt: row.created_at.toString(),
    expiresAt: row.expires_at.toString(),
  };
}

function deviceOf({ browser = 'other', system = 'other' }: SessionAbout) {
  return { browser, system };
}
