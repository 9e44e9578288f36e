// Her ways in and her open sign-ins, for her own eyes; what she takes away is gone at once.
import { listProvedContacts } from '#customers';
import { endSessionOf, listSessions, type OpenSession } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { accountsRefusals } from './errors.ts';
import {
  countLoginRows,
  deleteLoginRows,
  deletePasskeyRow,
  listPasskeyRows,
  type PasskeyRow,
} from './store.ts';

export type Ways = {
  readonly passkeys: readonly PasskeyRow[];
  readonly contacts: Awaited<ReturnType<typeof listProvedContacts>>;
  readonly isLineJoined: boolean;
  readonly sessions: readonly OpenSession[];
};

export async function findWays(tx: Tx, recordId: string): Promise<Ways> {
  return {
    passkeys: await listPasskeyRows(tx, recordId),
    contacts: await listProvedContacts(tx, recordId),
    isLineJoined: (await countLoginRows(tx, recordId)) > 0,
    sessions: await listSessions(tx, 'customer', recordId),
  };
}

/** Refuses with accounts.passkey_unknown, and with accounts.last_way when nothing else leads in. */
export async function removePasskey(tx: Tx, recordId: string, passkeyId: string): Promise<void> {
  if (!(await deletePasskeyRow(tx, passkeyId, recordId))) {
    throw accountsRefusals.passkey_unknown();
  }
  await refuseShutOut(tx, recordId);
}

/** Refuses with accounts.last_way. */
export async function removeLine(tx: Tx, recordId: string): Promise<void> {
  await deleteLoginRows(tx, recordId);
  await refuseShutOut(tx, recordId);
}

/** Refuses with accounts.session_unknown. */
export async function endMySession(tx: Tx, recordId: string, sessionId: string): Promise<void> {
  if (!(await endSessionOf(tx, { kind: 'customer', principalId: recordId }, sessionId))) {
    throw accountsRefusals.session_unknown();
  }
}

/** Whether anything leads into an account. */
export async function hasWay(tx: Tx, recordId: string): Promise<boolean> {
  const { passkeys, contacts, isLineJoined } = await findWays(tx, recordId);
  return passkeys.length > 0 || contacts.length > 0 || isLineJoined;
}

async function refuseShutOut(tx: Tx, recordId: string): Promise<void> {
  if (!(await hasWay(tx, recordId))) {
    throw accountsRefusals.last_way();
  }
}
