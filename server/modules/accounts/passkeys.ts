// Passkeys (WebAuthn level 3) as a way to sign up and in without any field: the authenticator keeps who she is, so nothing
// is typed and nothing tells whether somebody has an account. She is asked by her device (user verification required),
// hence one factor suffices.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { openAccount, openSession, type SignedIn } from '#customers';
import { newId } from '#kernel/ids';
import type { SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { accountsRefusals } from './errors.ts';
import {
  findPasskeyRow,
  insertChallengeRow,
  insertPasskeyRow,
  listPasskeyRows,
  takeChallengeRow,
  usePasskeyRow,
} from './store.ts';

const challengeLifetime = { minutes: 5 };

/** Where the house is reached: passkeys are bound to the host name, answers to the whole origin. */
export type RelyingParty = {
  readonly origin: string;
  readonly host: string;
  /** What the device writes beside the passkey. */
  readonly name: string;
};

export type Browser = {
  readonly about: SessionAbout;
  readonly replaces: string | undefined;
};

/** Options for a new passkey: of the account that is signed in (uuid), or of one that is to be opened. */
export async function beginPasskey(
  tx: Tx,
  party: RelyingParty,
  recordId: string | null,
): Promise<{
  readonly challengeId: string;
  readonly options: Awaited<ReturnType<typeof generateRegistrationOptions>>;
}> {
  const known = recordId === null ? [] : await listPasskeyRows(tx, recordId);
  const day = tx.now.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString();
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.host,
    userName: `${party.name} ${day}`,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map((row) => ({ id: row.credential_id.toString('base64url') })),
  });
  const challengeId = await keepChallenge(tx, 'new', options.challenge, recordId);
  return { challengeId, options };
}

/** Takes the new passkey; opens an account and a session where nobody was signed in. */
export async function finishPasskey(
  tx: Tx,
  party: RelyingParty,
  input: {
    readonly challengeId: string;
    readonly response: RegistrationResponseJSON;
    readonly browser: Browser;
    /** Who is signed in now (uuid): a passkey that was asked for an account goes to no other. */
    readonly signedInAs: string | null;
  },
): Promise<SignedIn | undefined> {
  const asked = await takeChallengeRow(tx, input.challengeId, 'new');
  if (asked === undefined || asked.record_id !== input.signedInAs) {
    throw accountsRefusals.passkey_wrong();
  }
  const verified = await verifyRegistrationResponse({
    response: input.response,
    expectedChallenge: asked.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.host,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (verified?.verified !== true) {
    throw accountsRefusals.passkey_wrong();
  }
  const { credential, credentialBackedUp } = verified.registrationInfo;
  const recordId = asked.record_id ?? (await openAccount(tx, { channel: 'web' }));
  const isMade = await insertPasskeyRow(tx, {
    id: newId(),
    record_id: recordId,
    credential_id: Buffer.from(credential.id, 'base64url'),
    public_key: Buffer.from(credential.publicKey),
    use_count: credential.counter,
    transports: [...(credential.transports ?? [])],
    is_backed_up: credentialBackedUp,
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
export async function beginPasskeySignIn(tx: Tx, party: RelyingParty) {
  const options = await generateAuthenticationOptions({
    rpID: party.host,
    userVerification: 'required',
  });
  return { challengeId: await keepChallenge(tx, 'sign_in', options.challenge, null), options };
}

/** Opens a session for whoever has the passkey. Refuses with accounts.passkey_wrong, whatever was wrong. */
export async function finishPasskeySignIn(
  tx: Tx,
  party: RelyingParty,
  input: {
    readonly challengeId: string;
    readonly response: AuthenticationResponseJSON;
    readonly browser: Browser;
  },
): Promise<SignedIn> {
  const asked = await takeChallengeRow(tx, input.challengeId, 'sign_in');
  const passkey = await findPasskeyRow(tx, Buffer.from(input.response.id, 'base64url'));
  if (asked === undefined || passkey === undefined) {
    throw accountsRefusals.passkey_wrong();
  }
  const verified = await verifyAuthenticationResponse({
    response: input.response,
    expectedChallenge: asked.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.host,
    requireUserVerification: true,
    credential: {
      id: input.response.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.use_count,
    },
  }).catch(() => undefined);
  if (verified?.verified !== true) {
    throw accountsRefusals.passkey_wrong();
  }
  const { newCounter, credentialBackedUp } = verified.authenticationInfo;
  await usePasskeyRow(tx, {
    id: passkey.id,
    count: newCounter,
    isBackedUp: credentialBackedUp,
  });
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
