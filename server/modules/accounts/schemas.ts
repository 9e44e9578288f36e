// Shapes of the ways in: what she sees of her own sign-ins.
import { Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';

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
