// The account behind every way in: a record of its own, what she proved to be hers, and a session. Codes, passkeys and
// LINE all end here, so that an account is the same whichever way she came.
import { formatId, newId } from '#kernel/ids';
import { isStopped } from '#kernel/purposes';
import { seal, unseal } from '#kernel/sealing';
import { createSession, endSessionOfToken, type SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { ensureRecords } from './ensure-records.ts';
import { customersRefusals } from './errors.ts';
import { customersSignedIn, type SignInMethod } from './events.ts';
import { identifyRecords } from './identify-records.ts';
import { emailKey, phoneKey, tokenOf } from './look-up-keys.ts';
import { joinGuestsOf } from './own-records.ts';
import type { Profile } from './profile.ts';
import { findRecordRows } from './store.ts';
import {
  type ContactKind,
  type ContactToken,
  listProvedRows,
  putContactRow,
} from './store-sign-in.ts';

const sessionLifetime = { hours: 24 * 90 };
/** The `use` that binds sealed addresses to the column. */
export const contactUse = 'customers.contact';

/** An address as somebody typed it. */
export type Contact = { readonly kind: ContactKind; readonly value: string };

/** The folded value; undefined for what is no telephone number. */
export function contactKey({ kind, value }: Contact): string | undefined {
  return kind === 'email' ? emailKey(value) : phoneKey(value);
}

/** Refuses with customers.sign_wrong. */
export function contactToken(tx: Tx, contact: Contact): ContactToken {
  const key = contactKey(contact);
  if (key === undefined) {
    throw customersRefusals.sign_wrong();
  }
  return {
    kind: contact.kind,
    token: tokenOf(tx.masters, { kind: contact.kind, value: key }).token,
  };
}

export type AccountToOpen = {
  readonly profile?: Profile;
  /** uuid of the place where she signed up at a counter. */
  readonly placeId?: string;
  /** Where she signed up; the source of her record too. */
  readonly channel: 'web' | 'store' | 'line';
};

/**
 * A new account; answers its record (uuid). Its key is random, not the address: addresses are given back and taken by
 * others, and who proves one later must not find somebody else's account behind it.
 */
export async function openAccount(
  tx: Tx,
  { profile, placeId, channel }: AccountToOpen,
): Promise<string> {
  const key = newId();
  const made = await ensureRecords(tx, { source: channel, kind: 'account', channel }, [
    {
      key,
      ...(profile === undefined ? {} : { profile }),
      ...(placeId === undefined ? {} : { placeId }),
    },
  ]);
  return made.get(key)?.recordId ?? '';
}

/** Writes down that a contact is hers, links who else proved it, and joins the guest who gave it lately. */
export async function proveContact(tx: Tx, recordId: string, contact: Contact): Promise<void> {
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (key === undefined) {
    throw customersRefusals.erased();
  }
  const address = contact.value.normalize('NFKC').trim();
  const sealed = seal(key, contactUse, { address });
  await putContactRow(tx, { ...contactToken(tx, contact), id: newId(), recordId, sealed });
  const { kind, value } = contact;
  await identifyRecords(tx, [{ recordId, kind, value, provedBy: 'code' }]);
  await joinGuestsOf(tx, recordId, contact);
}

/** Addresses and telephones that she proved, for her own eyes. */
export async function listProvedContacts(tx: Tx, recordId: string): Promise<Contact[]> {
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  return key === undefined
    ? []
    : (await listProvedRows(tx, recordId)).map(({ kind, sealed }) => ({
        kind,
        value: unseal<{ address: string }>(key, contactUse, sealed).address,
      }));
}

export type SignedIn = {
  readonly recordId: string;
  readonly token: string;
  readonly expiresAt: Temporal.Instant;
  readonly isNew: boolean;
};

/**
 * Opens a session of an account. A token that the browser brought along is never made valid: a new one is drawn, and
 * the session of the old one ends, so that nobody can plant a session into somebody's browser.
 */
export async function openSession(
  tx: Tx,
  session: {
    readonly recordId: string;
    readonly isNew: boolean;
    readonly method: SignInMethod;
    readonly about?: SessionAbout;
    /** The token of the session that the browser had before. */
    readonly replaces?: string | undefined;
  },
): Promise<SignedIn> {
  const { recordId, isNew, method } = session;
  if (session.replaces !== undefined) {
    await endSessionOfToken(tx, session.replaces);
  }
  const [record] = await findRecordRows(tx, [recordId]);
  const { token, expiresAt } = await createSession(tx, {
    kind: 'customer',
    principalId: recordId,
    lifetime: sessionLifetime,
    about: { ...session.about, method },
    isStopped: record !== undefined && isStopped(record.consent),
  });
  const subject = formatId('record', recordId);
  tx.emit(
    customersSignedIn.make(
      subject,
      { recordId: subject, method, isNew },
      { recordId, channel: 'web' },
    ),
  );
  return { recordId, token, expiresAt, isNew };
}
