// Her ways in and her devices, as her page shows them.
import { findWays, toPasskey, toSession } from '#accounts';
import { resolveToken } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import type { Visitor } from './contract.ts';
import type { WaysPage } from './contract-ways.ts';
import type { HouseWindow } from './house-window.ts';

/** Undefined when nobody is signed in. */
export async function viewWays(
  { house }: HouseWindow,
  { sessionToken }: Visitor,
): Promise<WaysPage | undefined> {
  const principal =
    sessionToken === undefined ? undefined : await resolveToken(house.db, sessionToken);
  if (principal?.kind !== 'customer') {
    return undefined;
  }
  const { id: recordId, sessionId } = principal;
  const ways = await transaction(
    house.db,
    { readOnly: true, actor: 'guest', purpose: 'duty' },
    (tx) => findWays(tx, recordId),
  );
  return {
    passkeys: ways.passkeys.map(toPasskey),
    contacts: ways.contacts,
    line: {
      isOffered: house.config.lineLoginChannelId !== undefined,
      isJoined: ways.isLineJoined,
    },
    sessions: ways.sessions.map((row) => toSession(row, sessionId)),
  };
}
