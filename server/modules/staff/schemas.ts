// What staff takes and answers.
import { type Static, Type } from 'typebox';
import { roles } from '#kernel/roles';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';
import { UsedPasskey } from '#kernel/webauthn';

const RoleWord = Type.Union(
  Object.keys(roles)
    .filter((role) => role !== 'enrolling')
    .map((role) => Type.Literal(role)),
);
const Roles = Type.Array(RoleWord, { minItems: 1, maxItems: 10, uniqueItems: true });
const Login = Type.String({
  minLength: 2,
  maxLength: 100,
  pattern: '^[^\\s\\u0000-\\u001f\\u007f]+$',
  description: 'A short name or an e-mail address.',
});
const NewPassword = Type.String({ minLength: 8, maxLength: 200 });
const Pin = Type.String({ pattern: '^[0-9]{4,8}$', description: '4 to 8 digits.' });

const secret = {
  login: Type.String({ minLength: 1, maxLength: 100 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
};
/** One of them: what somebody shows as a second factor. */
const shown = {
  code: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, description: 'Of the app, or a recovery code.' }),
  ),
  passkey: Type.Optional(UsedPasskey),
};
export const NameAndPassword = Type.Object(secret, { additionalProperties: false });
/** The second factor once staff.code_needed was answered. */
export const Credentials = Type.Object({ ...secret, ...shown }, { additionalProperties: false });

export const PinSwitch = Type.Object(
  { staffId: Id('staff'), pin: Pin },
  { additionalProperties: false },
);

export const Person = Type.Object({
  id: Id('staff'),
  name: Type.String(),
  roles: Type.Array(Type.String()),
  placeId: Nullable(Id('place')),
});
export type Person = Static<typeof Person>;

export const Me = Type.Object({
  ...Person.properties,
  secondFactor: Type.Object({
    isOn: Type.Boolean(),
    dueAt: Nullable(Instant),
    mustSetUp: Type.Boolean({ description: 'This session opens nothing else until it is there.' }),
  }),
});
export type Me = Static<typeof Me>;
export const SignedIn = Type.Object({ token: Type.String(), expiresAt: Instant, staff: Me });

export const ShownFactor = Type.Object(shown, { additionalProperties: false });
const proof = Type.Optional(ShownFactor);
/** The first code of the app; the proof where a factor is on already. */
export const FirstCode = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 40 }), proof },
  { additionalProperties: false },
);
export const PasskeyWanted = Type.Object({ proof }, { additionalProperties: false });
export const Factors = Type.Object({
  hasApp: Type.Boolean(),
  passkeys: Type.Array(
    Type.Object({
      id: Id('passkey'),
      browser: Type.String({ description: 'safari, chrome, edge, firefox or other.' }),
      system: Type.String({ description: 'ios, android, windows, mac, linux or other.' }),
      isBackedUp: Type.Boolean(),
      createdAt: Instant,
      usedAt: Nullable(Instant),
    }),
  ),
  recoveryCodesLeft: Type.Integer(),
});
export const FactorBegun = Type.Object({
  secret: Type.String({ description: 'For typing into the app.' }),
  address: Type.String({ description: 'otpauth: address; what the QR holds.' }),
  qr: Type.Object(
    { size: Type.Integer(), path: Type.String() },
    { description: 'The QR as the path of an SVG whose view box has `size` units a side.' },
  ),
});
export const FactorConfirmed = Type.Object({
  ...SignedIn.properties,
  recoveryCodes: Type.Array(Type.String(), {
    description:
      'Each good once; told this once, with the first factor. Else empty: the old ones stay good.',
  }),
});
const AskedOf = Type.Union([Type.Literal('headquarters'), Type.Literal('nobody')]);
export const FactorRule = Type.Object({
  askedOf: AskedOf,
  because: Nullable(Type.Union([Type.Literal('example'), Type.Literal('owner')])),
});
export const FactorRuleChange = Type.Object({ askedOf: AskedOf }, { additionalProperties: false });

export const MemberShape = Type.Object({
  ...Person.properties,
  login: Type.String(),
  isActive: Type.Boolean(),
  hasPin: Type.Boolean(),
  hasPassword: Type.Boolean(),
  hasSecondFactor: Type.Boolean(),
});
export type MemberShape = Static<typeof MemberShape>;

export const MemberList = Type.Object({ members: Type.Array(MemberShape) });
export const SwitchList = Type.Object({
  members: Type.Array(Type.Object({ id: Id('staff'), name: Type.String() })),
});

export const NewMember = Type.Object(
  {
    login: Login,
    name: Text(100),
    password: Type.Optional(NewPassword),
    pin: Type.Optional(Pin),
    roles: Roles,
    placeId: Type.Optional(Id('place')),
  },
  { additionalProperties: false },
);

export const MemberChanges = Type.Object(
  {
    name: Type.Optional(Text(100)),
    password: Type.Optional(NewPassword),
    pin: Type.Optional(Nullable(Pin)),
    roles: Type.Optional(Roles),
    placeId: Type.Optional(Nullable(Id('place'))),
    isActive: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const NewApiKey = Type.Object(
  { name: Text(100), roles: Roles, placeId: Type.Optional(Id('place')) },
  { additionalProperties: false },
);
export const MadeApiKey = Type.Object({
  id: Id('apikey'),
  token: Type.String({ description: 'Shown once; it is not kept.' }),
});

export const ApiKey = Type.Object({
  id: Id('apikey'),
  name: Type.String(),
  roles: Type.Array(Type.String()),
  placeId: Nullable(Id('place')),
  madeAt: Instant,
  endedAt: Nullable(Instant),
});
export type ApiKey = Static<typeof ApiKey>;
export const ApiKeyList = Type.Object({ apiKeys: Type.Array(ApiKey) });
