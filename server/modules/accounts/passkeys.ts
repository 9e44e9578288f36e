// Passkeys (WebAuthn level 3) as a way to sign up and in without any field: the authenticator keeps who she is, so nothing
// is typed and nothing tells whether somebody has an account. She is asked by her device (user verification required),
// hence one factor suffices.

import { openAccount, openSession, type SignedIn } from '#customers';
import { houseDay } from '#kernel/clock';
import { newId } from '#kernel/ids';
import type { SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import {
  askForNewPasskey,
  askForPasskey,
  challengeLifetime,
  type MadePasskey,
  type PasskeyAsked,
  type RelyingParty,
  readNewPasskey,
  readPasskeyUse,
  type UsedPasskey,
} from '#kernel/webauthn';
import { accountsRefusals } from './errors.ts';
import {
  findPasskeyRow,
  insertChallengeRow,
  insertPasskeyRow,
  listPasskeyRows,
  takeChallengeRow,
  usePasskeyRow,
} from './store.ts';

/** She comes with nothing else, so the device asks who uses it. */
const shows = 'person';

export type Browser = {
  readonly about: SessionAbout;
  readonly replaces: string | undefined;
};

/** Options for a new passkey: of the account that is signed in (uuid), or of one that is to be opened. */
export async function beginPasskey(
  tx: Tx,
  party: RelyingParty,
  recordId: string | null,
): Promise<PasskeyAsked> {
  const rows = recordId === null ? [] : await listPasskeyRows(tx, recordId);
  const day = houseDay(tx).toString();
  const { challenge, options } = await askForNewPasskey(party, {
    userName: `${party.name} ${day}`,
    known: rows.map((row) => row.credential_id),
    shows,
  });
  return { challengeId: await keepChallenge(tx, 'new', challenge, recordId), options };
}

/** Takes the new passkey; opens an account and a session where nobody was signed in. */
export async function finishPasskey(
  tx: Tx,
  party: RelyingParty,
  input: {
    readonly challengeId: string;
    readonly response: MadePasskey['response'];
    readonly browser: Browser;
    /** Who is signed in now (uuid): a passkey that was asked for an account goes to no other. */
    readonly signedInAs: string | null;
  },
): Promise<SignedIn | undefined> {
  const asked = await takeChallengeRow(tx, input.challengeId, 'new');
  if (asked === undefined || asked.record_id !== input.signedInAs) {
    throw accountsRefusals.passkey_wrong();
  }
  const { challenge } = asked;
  const made = await readNewPasskey(party, { challenge, shows }, input.response);
  if (made === undefined) {
    throw accountsRefusals.passkey_wrong();
  }
  const recordId = asked.record_id ?? (await openAccount(tx, { channel: 'web' }));
  const isMade = await insertPasskeyRow(tx, {
    id: newId(),
    record_id: recordId,
    credential_id: made.credentialId,
    public_key: made.publicKey,
    use_count: made.useCount,
    transports: made.transports,
    is_backed_up: made.isBackedUp,
    about: input.browser.about,
  });
  if (!isMade) {
    throw accountsRefusals.passkey_taken();
  }
  return asked.record_id === null
    ? openSession(tx, { recordId, isNew: true, method: 'passkey', ...input.browser })
    : undefined;
}

/** Options for signing in: no account is named, so they are the same for everybody. */
export async function beginPasskeySignIn(tx: Tx, party: RelyingParty): Promise<PasskeyAsked> {
  const { challenge, options } = await askForPasskey(party, { shows });
  return { challengeId: await keepChallenge(tx, 'sign_in', challenge, null), options };
}

/** Opens a session for whoever has the passkey. Refuses with accounts.passkey_wrong, whatever was wrong. */
export async function finishPasskeySignIn(
  tx: Tx,
  party: RelyingParty,
  input: {
    readonly challengeId: string;
    readonly response: UsedPasskey['response'];
    readonly browser: Browser;
  },
): Promise<SignedIn> {
  const asked = await takeChallengeRow(tx, input.challengeId, 'sign_in');
  const passkey = await findPasskeyRow(tx, Buffer.from(input.response.id, 'base64url'));
  if (asked === undefined || passkey === undefined) {
    throw accountsRefusals.passkey_wrong();
  }
  const { challenge } = asked;
  const use = await readPasskeyUse(party, { challenge, shows }, input.response, passkey);
  if (use === undefined) {
    throw accountsRefusals.passkey_wrong();
  }
  await usePasskeyRow(tx, { id: passkey.id, count: use.useCount, isBackedUp: use.isBackedUp });
  const { record_id: recordId } = passkey;
  return openSession(tx, { recordId, isNew: false, method: 'passkey', ...input.browser });
}

async function keepChallenge(
  tx: Tx,
  kind: 'new' | 'sign_in',
  challenge: string,
  recordId: string | null,
): Promise<string> {
  const id = newId();
  const expiresAt = tx.now.add(challengeLifetime);
  await insertChallengeRow(tx, { id, kind, challenge, recordId, expiresAt });
  return id;
}
