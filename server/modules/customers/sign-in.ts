// Sign-in of customers by a one-time code to an e-mail address. Signing up and signing in are one flow, so
// nothing tells a stranger whether an address is known: every address gets a code, the same answer and the
// same work.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { countAttempt, forgetAttempts } from '#kernel/attempts';
import type { Refusal } from '#kernel/errors';
import { formatId, newId } from '#kernel/ids';
import { blindIndex, type MasterKeys, seal } from '#kernel/sealing';
import { createSession, endSession } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import type { CodeSender } from './code-sender.ts';
import { ensureRecords } from './ensure-records.ts';
import { customersRefusals } from './errors.ts';
import { customersSignedIn, customersSignedOut } from './events.ts';
import { identifyRecords } from './identify-records.ts';
import { emailKey, tokenOf } from './look-up-keys.ts';
import { joinGuestsOfEmail } from './own-records.ts';
import {
  deleteCodeRow,
  findAccountByEmail,
  putCodeRow,
  putEmailContactRow,
  takeTry,
} from './store-sign-in.ts';

export const codeLifetimeMinutes = 10;
const triesMax = 5;
const sessionLifetime = { hours: 24 * 90 };
const askedKind = 'customer code asked';
const triedKind = 'customer code tried';

/**
 * Sends a code to the address, whether somebody has it or not; a code that was out before is void. Refuses
 * with kernel.locked_out after too many requests for one address, and with what the sender refuses.
 */
export async function startSignIn(
  tx: Tx,
  sender: CodeSender,
  input: { readonly email: string; readonly language: 'ja' | 'en' },
): Promise<{ readonly expiresAt: Temporal.Instant }> {
  const key = emailKey(input.email);
  await countAttempt(tx, askedKind, key);
  const token = emailToken(tx.masters, key);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expiresAt = tx.now.add({ minutes: codeLifetimeMinutes });
  await putCodeRow(tx, { token, hash: codeHash(tx.masters, key, code), triesMax, expiresAt });
  await sender.send(tx, {
    channel: 'email',
    address: input.email.normalize('NFKC').trim(),
    code,
    language: input.language,
    expiresAt,
  });
  return { expiresAt };
}

/** To be committed before `finishSignIn` looks at the code. Refuses with kernel.locked_out. */
export async function countCodeTry(tx: Tx, email: string): Promise<void> {
  await countAttempt(tx, triedKind, emailKey(email));
}

export type SignedIn = {
  readonly recordId: string;
  readonly token: string;
  readonly expiresAt: Temporal.Instant;
  readonly isNew: boolean;
};

/**
 * Opens a session for whoever has the code, and an account on the first time. A wrong code answers a
 * refusal (customers.code_wrong) instead of throwing it, so that the try it cost is committed.
 */
export async function finishSignIn(
  tx: Tx,
  input: { readonly email: string; readonly code: string },
): Promise<SignedIn | Refusal> {
  const key = emailKey(input.email);
  const token = emailToken(tx.masters, key);
  const given = codeHash(tx.masters, key, input.code.normalize('NFKC'));
  const expected = await takeTry(tx, token);
  if (!timingSafeEqual(given, expected ?? Buffer.alloc(given.length)) || expected === undefined) {
    return customersRefusals.code_wrong();
  }
  await deleteCodeRow(tx, token);
  await forgetAttempts(tx, askedKind, key);
  await forgetAttempts(tx, triedKind, key);
  const known = await findAccountByEmail(tx, token);
  const recordId = known ?? (await openAccount(tx, input.email.normalize('NFKC').trim(), token));
  await identifyRecords(tx, [{ recordId, kind: 'email', value: input.email, provedBy: 'code' }]);
  await joinGuestsOfEmail(tx, recordId, input.email);
  const session = await createSession(tx, {
    kind: 'customer',
    principalId: recordId,
    lifetime: sessionLifetime,
  });
  const isNew = known === undefined;
  const subject = formatId('record', recordId);
  tx.emit(
    customersSignedIn.make(
      subject,
      { recordId: subject, method: 'email_code', isNew },
      { recordId, channel: 'web' },
    ),
  );
  return { recordId, token: session.token, expiresAt: session.expiresAt, isNew };
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

/**
 * The account's key is random, not the address: addresses are given back and taken by others, and who
 * proves one later must not find somebody else's account behind it.
 */
async function openAccount(tx: Tx, email: string, token: Buffer): Promise<string> {
  const accountKey = newId();
  const made = await ensureRecords(tx, { source: 'web', kind: 'account', channel: 'web' }, [
    { key: accountKey, profile: { email } },
  ]);
  const recordId = made.get(accountKey)?.recordId ?? '';
  const recordKey = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (recordKey === undefined) {
    throw new Error('a new account has no key');
  }
  const sealed = seal(recordKey, 'customers.contact', { address: email });
  await putEmailContactRow(tx, { id: newId(), recordId, token, sealed });
  return recordId;
}

function emailToken(masters: MasterKeys, key: string): Buffer {
  return tokenOf(masters, { kind: 'email', value: key }).token;
}

function codeHash(masters: MasterKeys, key: string, code: string): Buffer {
  return blindIndex(masters, 'customers.sign_in_code', `${key} ${code}`);
}
