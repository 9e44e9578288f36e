// What bookings takes and answers.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';

const Minute = Type.Integer({ minimum: 0, maximum: 2160, description: 'Minutes from midnight.' });

/** When slots begin and end on a day, and how long each is. */
export const Hours = {
  opensMinute: Type.Integer({ minimum: 0, maximum: 1439 }),
  closesMinute: Minute,
  slotMinutes: Type.Integer({ minimum: 5, maximum: 1440 }),
  capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
};

export const Rule = Type.Object(
  {
    weekday: Type.Integer({ minimum: 1, maximum: 8, description: 'ISO; 8 is a public holiday.' }),
    ...Hours,
  },
  { additionalProperties: false },
);

/** How early and late one may book, and until when undo it. */
export const Bounds = {
  leadMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 525_600 })),
  horizonDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 730 })),
  cancelMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 525_600 })),
};

const ResourceKind = Type.Union(
  ['table', 'fitting', 'staff', 'room', 'slot'].map((kind) => Type.Literal(kind)),
);

export const Resource = Type.Object({
  id: Id('resource'),
  placeId: Id('place'),
  code: Type.String(),
  kind: Type.String(),
  name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
  capacity: Type.Integer(),
  leadMinutes: Type.Integer(),
  horizonDays: Type.Integer(),
  cancelMinutes: Type.Integer(),
});
export type Resource = Static<typeof Resource>;
export const ResourceList = Type.Object({ resources: Type.Array(Resource) });

export const NewResource = Type.Object(
  {
    placeId: Id('place'),
    code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }),
    kind: ResourceKind,
    nameJa: Text(100),
    nameEn: Type.Optional(Text(100)),
    capacity: Type.Integer({ minimum: 1, maximum: 10_000 }),
    ...Bounds,
    rules: Type.Array(Rule, { minItems: 1, maxItems: 60 }),
  },
  { additionalProperties: false },
);

export const SlotQuery = Type.Object({
  resourceId: Id('resource'),
  from: PlainDate,
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31, default: 7 })),
});

export const SlotList = Type.Object({
  slots: Type.Array(
    Type.Object({
      startsAt: Instant,
      endsAt: Instant,
      capacity: Type.Integer(),
      free: Type.Integer(),
    }),
  ),
});

const Contact = Type.Object(
  {
    name: Text(100),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    phone: Type.Optional(Text(30)),
    note: Type.Optional(Text(500)),
  },
  { additionalProperties: false },
);

export const NewBooking = Type.Object(
  {
    resourceId: Id('resource'),
    startsAt: Instant,
    partySize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1 })),
    units: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
    recordId: Type.Optional(Id('record')),
    contact: Type.Optional(Contact),
  },
  { additionalProperties: false },
);

export const Booking = Type.Object({
  id: Id('booking'),
  resourceId: Id('resource'),
  placeId: Id('place'),
  startsAt: Instant,
  endsAt: Instant,
  partySize: Type.Integer(),
  units: Type.Integer(),
  state: Type.String({
    description: 'FHIR: proposed, booked, arrived, fulfilled, cancelled or noshow',
  }),
});
export type Booking = Static<typeof Booking>;

export const MadeBooking = Type.Object({
  ...Booking.properties,
  token: Type.String({ description: 'Lets whoever booked move and cancel it; for her link.' }),
});

export const BookingList = Type.Object({
  bookings: Type.Array(Type.Object({ ...Booking.properties, name: Nullable(Type.String()) })),
});

export const BookingListQuery = Type.Object({
  placeId: Id('place'),
  from: PlainDate,
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31, default: 1 })),
});

export const BookingParams = Type.Object({ bookingId: Id('booking') });
const Token = Type.Optional(
  Type.String({ maxLength: 64, description: 'From the booking’s link.' }),
);
export const TokenQuery = Type.Object({ token: Token });

export const Move = Type.Object(
  { startsAt: Instant, token: Token },
  { additionalProperties: false },
);
export const Cancel = Type.Object(
  {
    token: Token,
    reason: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$', description: 'A code.' })),
  },
  { additionalProperties: false },
);
