// Sign-in of customers by a one-time code to a mail address or a telephone. Signing up and signing in are one flow, so
// nothing tells a stranger whether an address is known: every address gets a code, the same answer and the
// same work.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { countAttempt, forgetAttempts } from '#kernel/attempts';
import type { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import { endSession, type SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import type { CodeSender } from './code-sender.ts';
import { customersRefusals } from './errors.ts';
import { customersSignedOut } from './events.ts';
import {
  type Contact,
  contactKey,
  contactToken,
  openAccount,
  openSession,
  proveContact,
  type SignedIn,
} from './open-account.ts';
import { deleteCodeRow, findAccountByContact, putCodeRow, takeTry } from './store-sign-in.ts';

export const codeLifetimeMinutes = 10;
const triesMax = 5;
const askedKind = 'customer code asked';
const triedKind = 'customer code tried';

/**
 * Sends a code to the address, whether somebody has it or not; a code that was out before is void. Refuses
 * with kernel.locked_out after too many requests for one address, with customers.sign_wrong for what is no telephone
 * number, and with what the sender refuses.
 */
export async function startSignIn(
  tx: Tx,
  sender: CodeSender,
  input: Contact & { readonly language: 'ja' | 'en' },
): Promise<{ readonly expiresAt: Temporal.Instant }> {
  const key = keyOf(input);
  const contact = contactToken(tx, input);
  await countAttempt(tx, askedKind, key);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expiresAt = tx.now.add({ minutes: codeLifetimeMinutes });
  await putCodeRow(tx, { ...contact, hash: codeHash(tx.masters, key, code), triesMax, expiresAt });
  await sender.send(tx, {
    channel: input.kind === 'email' ? 'email' : 'sms',
    address: input.kind === 'email' ? input.value.normalize('NFKC').trim() : key,
    code,
    language: input.language,
    expiresAt,
  });
  return { expiresAt };
}

/** To be committed before a code is looked at. Refuses with kernel.locked_out. */
export async function countCodeTry(tx: Tx, contact: Contact): Promise<void> {
  await countAttempt(tx, triedKind, keyOf(contact));
}

/**
 * Opens a session for whoever has the code, and an account on the first time. A wrong code answers a
 * refusal (customers.code_wrong) instead of throwing it, so that the try it cost is committed.
 */
export async function finishSignIn(
  tx: Tx,
  input: Contact & {
    readonly code: string;
    readonly about?: SessionAbout;
    readonly replaces?: string | undefined;
  },
): Promise<SignedIn | Refusal> {
  const refusal = await takeCode(tx, input);
  if (refusal !== undefined) {
    return refusal;
  }
  const { kind, value, about = {}, replaces } = input;
  const known = await findAccountByContact(tx, contactToken(tx, input));
  const given = value.normalize('NFKC').trim();
  const recordId = known ?? (await openAccount(tx, { profile: { [kind]: given }, channel: 'web' }));
  await proveContact(tx, recordId, input);
  const method = kind === 'email' ? 'email_code' : 'sms_code';
  return openSession(tx, { recordId, isNew: known === undefined, method, about, replaces });
}

/**
 * Proves one more address to be that of an account that is signed in. Answers a refusal like `finishSignIn`.
 */
export async function finishProof(
  tx: Tx,
  input: Contact & { readonly recordId: string; readonly code: string },
): Promise<Refusal | undefined> {
  const refusal = await takeCode(tx, input);
  if (refusal === undefined) {
    await proveContact(tx, input.recordId, input);
  }
  return refusal;
}

/** Spends the code that is out for a contact; a refusal when it is not that one. */
async function takeCode(
  tx: Tx,
  input: Contact & { readonly code: string },
): Promise<Refusal | undefined> {
  const key = keyOf(input);
  const contact = contactToken(tx, input);
  const given = codeHash(tx.masters, key, input.code.normalize('NFKC'));
  const expected = await takeTry(tx, contact);
  if (!timingSafeEqual(given, expected ?? Buffer.alloc(given.length)) || expected === undefined) {
    return customersRefusals.code_wrong();
  }
  await deleteCodeRow(tx, contact);
  await forgetAttempts(tx, askedKind, key);
  await forgetAttempts(tx, triedKind, key);
  return undefined;
}

/** Ends the session; the device is a stranger again. */
export async function signOut(
  tx: Tx,
  session: { readonly sessionId: string; readonly recordId: string },
): Promise<void> {
  await endSession(tx, session.sessionId);
  const recordId = formatId('record', session.recordId);
  tx.emit(
    customersSignedOut.make(recordId, { recordId }, { recordId: session.recordId, channel: 'web' }),
  );
}

function keyOf(contact: Contact): string {
  const key = contactKey(contact);
  if (key === undefined) {
    throw customersRefusals.sign_wrong();
  }
  return key;
}

function codeHash(masters: MasterKeys, key: string, code: string): Buffer {
  return blindIndex(masters, 'customers.sign_in_code', `${key} ${code}`);
}
