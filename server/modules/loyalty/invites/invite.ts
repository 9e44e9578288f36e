// Member-get-member: everybody has one code to give away; whoever has not bought yet can take one, once.
import { randomInt } from 'node:crypto';
import { holdCustomer } from '#customers';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { hasBoughtBefore } from '#orders';
import { loyaltyRefusals } from '../errors.ts';
import { loyaltyInviteAccepted } from '../events.ts';
import { ensureInvite, findInviteByCode, insertInvited, isInvitedAmong } from './store.ts';

// Without letters that look alike: nobody types O for 0.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 8;

/** Her code; the same each time. */
export async function findInviteCode(tx: Tx, recordId: string): Promise<string> {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]);
  return (await ensureInvite(tx, recordId, letters.join(''))).code;
}

/**
 * Takes an invitation, by its code as it was typed. Refuses with loyalty.invite_unknown, loyalty.invite_own,
 * loyalty.invite_too_late.
 */
export async function acceptInvite(tx: Tx, recordId: string, typed: string): Promise<void> {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  const invite = await findInviteByCode(tx, code);
  if (invite === undefined) {
    throw loyaltyRefusals.invite_unknown();
  }
  const own = await holdCustomer(tx, recordId);
  if (own.includes(invite.record_id)) {
    throw loyaltyRefusals.invite_own();
  }
  const now = { id: newId(), ordered_at: tx.now };
  if ((await isInvitedAmong(tx, own)) || (await hasBoughtBefore(tx, own, now))) {
    throw loyaltyRefusals.invite_too_late();
  }
  if (!(await insertInvited(tx, recordId, invite.id))) {
    throw loyaltyRefusals.invite_too_late();
  }
  const inviteeRecordId = formatId('record', recordId);
  tx.emit(
    loyaltyInviteAccepted.make(
      inviteeRecordId,
      { inviteeRecordId },
      { recordId: invite.record_id },
    ),
  );
}
