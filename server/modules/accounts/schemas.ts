// Shapes of the ways in: what browsers send of an authenticator, what she sees of her own sign-ins.
import { Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';

const Encoded = (lengthMax: number) =>
  Type.String({ minLength: 1, maxLength: lengthMax, pattern: '^[A-Za-z0-9_-]*$' });
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const attachment = Type.Optional(Type.String({ maxLength: 40 }));
// Whatever extensions a browser answers for; none is asked for and none is read.
const extensions = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown());
const common = {
  id: Encoded(1400),
  rawId: Encoded(1400),
  type: Type.Literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions,
};
const closed = { additionalProperties: false };

/** RegistrationResponseJSON of WebAuthn level 3. */
export const NewPasskey = Type.Object(
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

/** AuthenticationResponseJSON of WebAuthn level 3. */
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

export const PasskeyAsked = Type.Object({
  challengeId: Uuid,
  options: Type.Record(Type.String(), Type.Unknown(), {
    description: 'For navigator.credentials of the browser.',
  }),
});

export const Session = Type.Object({
  recordId: Id('record'),
  token: Type.String({ description: 'Bearer token; browsers have it in a cookie too.' }),
  expiresAt: Instant,
  isNew: Type.Boolean(),
});

const about = {
  browser: Type.String({ description: 'safari, chrome, edge, firefox, line or other.' }),
  system: Type.String({ description: 'ios, android, windows, mac, linux or other.' }),
};

export const WaysIn = Type.Object({
  passkeys: Type.Array(
    Type.Object({
      id: Id('passkey'),
      ...about,
      isBackedUp: Type.Boolean(),
      createdAt: Instant,
      usedAt: Nullable(Instant),
    }),
  ),
  contacts: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('email'), Type.Literal('phone')]),
      value: Type.String(),
    }),
    { description: 'What she proved by a code.' },
  ),
  line: Type.Object({ isOffered: Type.Boolean(), isJoined: Type.Boolean() }),
  sessions: Type.Array(
    Type.Object({
      id: Id('session'),
      method: Type.String(),
      ...about,
      isThis: Type.Boolean(),
      openedAt: Instant,
      expiresAt: Instant,
    }),
  ),
});

export const LineStart = Type.Object({ to: Type.Optional(Text(300)) });
const Told = Type.Optional(Type.String({ maxLength: 4000 }));
/** The provider answers with code and state, or with an error; any more is its own. */
export const LineReturn = Type.Object({
  code: Told,
  state: Told,
  error: Told,
  error_description: Told,
  iss: Told,
});
