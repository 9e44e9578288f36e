// Passkeys as a second factor: beside the password, the device that has the key is at hand. A plain security key does as
// well as a telephone. Each belongs to one member; what one member was asked, another's passkey cannot answer.
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
import { staffRefusals } from './errors.ts';
import {
  findPasskey,
  insertChallengeRow,
  insertPasskey,
  listPasskeys,
  markPasskeyUsed,
  takeChallengeRow,
} from './store-passkeys.ts';

/** What an authenticator answered, and to whom it should have. */
export type ShownPasskey = { readonly party: RelyingParty; readonly answer: UsedPasskey };

const shows = 'device';
const passkeysMax = 20;

/** Options for one more passkey. Refuses with staff.passkeys_many. */
export async function askNewPasskey(
  tx: Tx,
  party: RelyingParty,
  member: { readonly id: string; readonly login: string },
): Promise<PasskeyAsked> {
  const known = await listPasskeys(tx, member.id);
  if (known.length >= passkeysMax) {
    throw staffRefusals.passkeys_many({ most: passkeysMax });
  }
  const { challenge, options } = await askForNewPasskey(party, {
    userName: `${party.name} ${member.login}`,
    known: known.map((row) => row.credential_id),
    shows,
  });
  return { challengeId: await keepChallenge(tx, member.id, 'new', challenge), options };
}

/** Keeps the passkey that was made. Refuses with staff.passkey_wrong, staff.passkey_taken. */
export async function keepNewPasskey(
  tx: Tx,
  party: RelyingParty,
  made: {
    readonly staffId: string;
    readonly about: SessionAbout;
    readonly passkey: MadePasskey;
  },
): Promise<void> {
  const { staffId, about, passkey } = made;
  const challenge = await takeChallengeRow(tx, staffId, 'new', passkey.challengeId);
  const read =
    challenge === undefined
      ? undefined
      : await readNewPasskey(party, { challenge, shows }, passkey.response);
  if (read === undefined) {
    throw staffRefusals.passkey_wrong();
  }
  const isNew = await insertPasskey(tx, staffId, {
    id: newId(),
    credential_id: read.credentialId,
    public_key: read.publicKey,
    use_count: read.useCount,
    is_backed_up: read.isBackedUp,
    about,
  });
  if (!isNew) {
    throw staffRefusals.passkey_taken();
  }
}

/** Options for showing one of the member's own passkeys. Refuses with staff.passkey_none. */
export async function askForOwnPasskey(
  tx: Tx,
  party: RelyingParty,
  staffId: string,
): Promise<PasskeyAsked> {
  const known = (await listPasskeys(tx, staffId)).map((row) => row.credential_id);
  if (known.length === 0) {
    throw staffRefusals.passkey_none();
  }
  const { challenge, options } = await askForPasskey(party, { known, shows });
  return { challengeId: await keepChallenge(tx, staffId, 'show', challenge), options };
}

/** Takes a passkey that was shown. Refuses with staff.passkey_wrong, whatever was wrong. */
export async function takePasskey(
  tx: Tx,
  staffId: string,
  { party, answer }: ShownPasskey,
): Promise<void> {
  const { challengeId, response } = answer;
  const challenge = await takeChallengeRow(tx, staffId, 'show', challengeId);
  const passkey = await findPasskey(tx, staffId, Buffer.from(response.id, 'base64url'));
  const use =
    challenge === undefined || passkey === undefined
      ? undefined
      : await readPasskeyUse(party, { challenge, shows }, response, passkey);
  if (passkey === undefined || use === undefined) {
    throw staffRefusals.passkey_wrong();
  }
  await markPasskeyUsed(tx, passkey.id, use);
}

async function keepChallenge(
  tx: Tx,
  staffId: string,
  kind: 'new' | 'show',
  challenge: string,
): Promise<string> {
  const id = newId();
  const expiresAt = tx.now.add(challengeLifetime);
  await insertChallengeRow(tx, { id, kind, challenge, staffId, expiresAt });
  return id;
}
