// Signing in takes three steps, since hashing must not hold a connection and a wrong guess must stay counted:
// begin (counts, commits) → compare outside any transaction → finish (forgets the count, opens the session).
// See docs/decisions/0007-sign-in.md.
import { countAttempt, forgetAttempts } from '#kernel/attempts';
import { formatId, formatOptionalId } from '#kernel/ids';
import { createSession, endSession } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import type { PasskeyAsked, RelyingParty } from '#kernel/webauthn';
import { staffRefusals } from './errors.ts';
import { staffSignedIn, staffSignedOut } from './events.ts';
import { loginToken, type Member, normaliseLogin, openMembers } from './member.ts';
import { askForOwnPasskey } from './passkeys.ts';
import {
  countFactorTry,
  type FactorState,
  factorStateOf,
  hasFactor,
  type Shown,
  takeFactor,
} from './second-factor.ts';
import { findMemberByLogin, findMembers } from './store.ts';

/** A working day with its overtime. */
const sessionHours = 12;

export type SignInBy = 'password' | 'pin';

/** What is being attempted: compare the secret with `hash`, which is null when it can only fail. */
export type SignInAttempt = {
  readonly by: SignInBy;
  /** Whose attempts are counted. */
  readonly subject: string;
  readonly staffId: string | null;
  readonly hash: string | null;
  /** The place the session will act for, when the device decides it. */
  readonly placeId: string | null;
};

export type StaffSession = {
  readonly token: string;
  readonly expiresAt: Temporal.Instant;
  readonly member: Member;
  readonly factor: FactorState;
  /** It opens nothing but the setting up of the second factor. */
  readonly isHeld: boolean;
};

/** Counts an attempt at a sign-in name. Refuses with kernel.locked_out; unknown names are counted alike. */
export async function beginSignIn(tx: Tx, login: string): Promise<SignInAttempt> {
  const subject = normaliseLogin(login);
  await countAttempt(tx, 'staff password', subject);
  const row = await findMemberByLogin(tx, loginToken(tx.masters, login));
  return {
    by: 'password',
    subject,
    staffId: row?.id ?? null,
    hash: row?.password_hash ?? null,
    placeId: null,
  };
}

/**
 * Counts an attempt at the PIN of somebody who may act at the place. Four digits stand for a second thing that one has:
 * the enrolled device. From a session alone nobody is taken over who needs a second factor. Refuses with
 * kernel.locked_out, staff.device_needed.
 */
export async function beginPinSwitch(
  tx: Tx,
  staffId: string,
  { placeId, isDevice }: { readonly placeId: string; readonly isDevice: boolean },
): Promise<SignInAttempt> {
  const [row] = await findMembers(tx, [staffId]);
  if (!isDevice && row !== undefined) {
    const factor = await factorStateOf(tx, row);
    if (factor.isOn || factor.dueAt !== null) {
      throw staffRefusals.device_needed();
    }
  }
  await countAttempt(tx, 'staff pin', staffId);
  const mayAct = row?.is_active === true && (row.place_id === null || row.place_id === placeId);
  return {
    by: 'pin',
    subject: staffId,
    staffId: mayAct ? staffId : null,
    hash: mayAct ? row.pin_hash : null,
    placeId,
  };
}

/**
 * The secret was right: counts the attempt at the second factor, when one was shown and counts. Refuses with
 * kernel.locked_out.
 */
export async function beginFactorTry(tx: Tx, { staffId }: SignInAttempt): Promise<void> {
  if (staffId !== null && (await hasFactor(tx, staffId))) {
    await countFactorTry(tx, staffId);
  }
}

/**
 * The secret was right: what one of the member's passkeys has to answer. Refuses with staff.passkey_none, and when the
 * person has left in the meantime.
 */
export async function askPasskeyToSignIn(
  tx: Tx,
  party: RelyingParty,
  attempt: SignInAttempt,
): Promise<PasskeyAsked> {
  const member = await enteringMember(tx, attempt);
  return askForOwnPasskey(tx, party, member.id);
}

/**
 * The secret was right, and what is shown beside it: opens the session. A till is a second thing that one has, so a PIN
 * needs nothing more. Refuses with staff.code_needed, staff.code_wrong, staff.passkey_wrong, and when the person has
 * left in the meantime.
 */
export async function finishSignIn(
  tx: Tx,
  attempt: SignInAttempt,
  shown: Shown,
): Promise<StaffSession> {
  const member = await enteringMember(tx, attempt);
  const factor = await factorStateOf(tx, member);
  if (attempt.by === 'password' && factor.isOn) {
    await takeFactor(tx, member.id, shown);
  }
  const placeId = attempt.placeId ?? member.placeId;
  const isHeld = attempt.by === 'password' && factor.isOverdue;
  const session = await openStaffSession(tx, member, { placeId, isHeld });
  const staffId = formatId('staff', member.id);
  tx.emit(
    staffSignedIn.make(
      staffId,
      { staffId, by: attempt.by, placeId: formatOptionalId('place', placeId) },
      { placeId },
    ),
  );
  return { ...session, member: { ...member, placeId }, factor, isHeld };
}

/** Whoever had the right secret and works here still; the attempts of before are forgotten. */
async function enteringMember(tx: Tx, attempt: SignInAttempt): Promise<Member> {
  await forgetAttempts(tx, `staff ${attempt.by}`, attempt.subject);
  const rows = attempt.staffId === null ? [] : await findMembers(tx, [attempt.staffId]);
  const [member] = await openMembers(
    tx,
    rows.filter((row) => row.is_active),
  );
  if (member === undefined) {
    throw refusalOf(attempt.by);
  }
  return member;
}

/** `isHeld`: it opens nothing but the setting up of the second factor. */
export async function openStaffSession(
  tx: Tx,
  member: Member,
  { placeId, isHeld }: { readonly placeId: string | null; readonly isHeld: boolean },
): Promise<{ readonly token: string; readonly expiresAt: Temporal.Instant }> {
  const { token, expiresAt } = await createSession(tx, {
    kind: 'staff',
    principalId: member.id,
    roles: isHeld ? ['enrolling'] : member.roles,
    placeId,
    lifetime: { hours: sessionHours },
  });
  return { token, expiresAt };
}

/** The one answer to a wrong secret. */
export function refusalOf(by: SignInBy) {
  return by === 'pin' ? staffRefusals.pin_wrong() : staffRefusals.sign_in_wrong();
}

/** Ends a staff session. */
export async function signOut(
  tx: Tx,
  session: { readonly sessionId: string; readonly staffId: string },
): Promise<void> {
  await endSession(tx, session.sessionId);
  const staffId = formatId('staff', session.staffId);
  tx.emit(staffSignedOut.make(staffId, { staffId }));
}
