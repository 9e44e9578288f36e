// Passkeys (WebAuthn level 3) as shop and headquarters both need them: what an authenticator is asked, and whether its
// answer is right. Who it stands for, and where its public key is kept, is the modules' matter.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Config } from './config.ts';

/** How long an authenticator has for its answer. */
export const challengeLifetime = { minutes: 5 };

/** Where the house is reached: passkeys are bound to the host name, answers to the whole origin. */
export type RelyingParty = {
  readonly origin: string;
  readonly host: string;
  /** What the device writes beside the passkey. */
  readonly name: string;
};

/** What the passkeys of this house are bound to: the address people use. */
export function originOf(config: Config, request: FastifyRequest): URL {
  return new URL(config.publicUrl ?? `${request.protocol}://${request.host}`);
}

export function partyOf(config: Config, request: FastifyRequest): RelyingParty {
  const { origin, hostname } = originOf(config, request);
  return { origin, host: hostname, name: '縁側' };
}

/**
 * Whom an answer shows. `person`: the device has asked who uses it, so the passkey is enough by itself. `device`: it is
 * at hand, beside a password; a plain security key without a PIN will do.
 */
type Shows = 'person' | 'device';

/** What a browser is told to ask for; as JSON, for navigator.credentials. */
type Asked = { readonly challenge: string; readonly options: Record<string, unknown> };

/** A passkey as it is kept. */
type KeptPasskey = {
  readonly public_key: Buffer;
  readonly use_count: number;
};

type NewPasskey = {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly useCount: number;
  readonly transports: string[];
  readonly isBackedUp: boolean;
};

/** Options for a new passkey. `known` are the ids of those that the account has: they are not made twice. */
export async function askForNewPasskey(
  party: RelyingParty,
  account: {
    /** What the device lists it under. */
    readonly userName: string;
    readonly known: readonly Buffer[];
    readonly shows: Shows;
  },
): Promise<Asked> {
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.host,
    userName: account.userName,
    attestationType: 'none',
    authenticatorSelection:
      account.shows === 'person'
        ? { residentKey: 'required', userVerification: 'required' }
        : { residentKey: 'discouraged', userVerification: 'preferred' },
    excludeCredentials: account.known.map((id) => ({ id: id.toString('base64url') })),
  });
  return { challenge: options.challenge, options: { ...options } };
}

/** The passkey that was made for a challenge; undefined when anything about it is wrong. */
export async function readNewPasskey(
  party: RelyingParty,
  asked: { readonly challenge: string; readonly shows: Shows },
  response: MadePasskey['response'],
): Promise<NewPasskey | undefined> {
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.host,
    requireUserVerification: asked.shows === 'person',
  }).catch(() => undefined);
  if (verified?.verified !== true) {
    return undefined;
  }
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    useCount: credential.counter,
    transports: [...(credential.transports ?? [])],
    isBackedUp: credentialBackedUp,
  };
}

/** Options for showing a passkey. Without `known` they are the same for everybody. */
export async function askForPasskey(
  party: RelyingParty,
  { known = [], shows }: { readonly known?: readonly Buffer[]; readonly shows: Shows },
): Promise<Asked> {
  const options = await generateAuthenticationOptions({
    rpID: party.host,
    userVerification: shows === 'person' ? 'required' : 'preferred',
    ...(known.length === 0
      ? {}
      : { allowCredentials: known.map((id) => ({ id: id.toString('base64url') })) }),
  });
  return { challenge: options.challenge, options: { ...options } };
}

/** How the passkey stands after this use; undefined when anything about the answer is wrong, a copy's count too. */
export async function readPasskeyUse(
  party: RelyingParty,
  asked: { readonly challenge: string; readonly shows: Shows },
  response: UsedPasskey['response'],
  passkey: KeptPasskey,
): Promise<{ readonly useCount: number; readonly isBackedUp: boolean } | undefined> {
  const verified = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.host,
    requireUserVerification: asked.shows === 'person',
    credential: {
      id: response.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.use_count,
    },
  }).catch(() => undefined);
  return verified?.verified === true
    ? {
        useCount: verified.authenticationInfo.newCounter,
        isBackedUp: verified.authenticationInfo.credentialBackedUp,
      }
    : undefined;
}

const Encoded = (lengthMax: number) =>
  Type.String({ minLength: 1, maxLength: lengthMax, pattern: '^[A-Za-z0-9_-]*$' });
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const common = {
  id: Encoded(1400),
  rawId: Encoded(1400),
  type: Type.Literal('public-key'),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })),
  // Whatever extensions a browser answers for; none is asked for and none is read.
  clientExtensionResults: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
};
const closed = { additionalProperties: false };

/** RegistrationResponseJSON of WebAuthn level 3, with the challenge it answers. */
export const MadePasskey = Type.Object(
  {
    challengeId: Uuid,
    response: Type.Object(
      {
        ...common,
        response: Type.Object(
          {
            clientDataJSON: Encoded(4000),
            attestationObject: Encoded(20_000),
            authenticatorData: Type.Optional(Encoded(4000)),
            transports: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })),
            publicKeyAlgorithm: Type.Optional(Type.Integer()),
            publicKey: Type.Optional(Encoded(4000)),
          },
          closed,
        ),
      },
      closed,
    ),
  },
  closed,
);

export type MadePasskey = Static<typeof MadePasskey>;

/** AuthenticationResponseJSON of WebAuthn level 3, with the challenge it answers. */
export const UsedPasskey = Type.Object(
  {
    challengeId: Uuid,
    response: Type.Object(
      {
        ...common,
        response: Type.Object(
          {
            clientDataJSON: Encoded(4000),
            authenticatorData: Encoded(4000),
            signature: Encoded(4000),
            userHandle: Type.Optional(Encoded(200)),
          },
          closed,
        ),
      },
      closed,
    ),
  },
  closed,
);
export type UsedPasskey = Static<typeof UsedPasskey>;

export const PasskeyAsked = Type.Object({
  challengeId: Uuid,
  options: Type.Record(Type.String(), Type.Unknown(), {
    description: 'For navigator.credentials of the browser.',
  }),
});
export type PasskeyAsked = Static<typeof PasskeyAsked>;
