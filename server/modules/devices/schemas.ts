// What devices takes and answers.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';

const Kind = Type.Union(
  ['till', 'tablet', 'locker', 'sensor', 'display', 'printer'].map((kind) => Type.Literal(kind)),
);

const State = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
  maxProperties: 200,
});

export const Device = Type.Object({
  id: Id('device'),
  kind: Type.String(),
  placeId: Id('place'),
  name: Type.String(),
  state: Type.String({ description: 'waiting, enrolled or retired' }),
  desired: State,
  desiredRevision: Type.Integer(),
  reported: State,
  isInStep: Type.Boolean({ description: 'Whether everything that is wanted is reported.' }),
  reportedAt: Nullable(Instant),
  lastSeenAt: Nullable(Instant),
});
export type Device = Static<typeof Device>;
export const DeviceList = Type.Object({ devices: Type.Array(Device) });

export const NewDevice = Type.Object(
  { kind: Kind, placeId: Id('place'), name: Text(100) },
  { additionalProperties: false },
);

export const CodeForDevice = Type.Object({
  device: Device,
  code: Type.String({ description: 'Shown once; good for 15 minutes.' }),
  codeExpiresAt: Instant,
});

export const Enrolment = Type.Object(
  { code: Type.String({ minLength: 4, maxLength: 40 }) },
  { additionalProperties: false },
);
export const Enrolled = Type.Object({ device: Device, token: Type.String() });

export const DesiredState = Type.Object({ desired: State }, { additionalProperties: false });
export const ReportedState = Type.Object({ reported: State }, { additionalProperties: false });
export const DeviceParams = Type.Object({ deviceId: Id('device') });
