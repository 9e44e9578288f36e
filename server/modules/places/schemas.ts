// Shapes of the API of places. Hours are minutes from midnight, so that 25:00 can be written.
import { type Static, Type } from 'typebox';
import { Currency, Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';
import { type Capability, capabilities } from './capabilities.ts';

const PlaceKind = Type.Union(
  [
    'store',
    'web',
    'app',
    'line',
    'warehouse',
    'locker',
    'kerbside',
    'cafe',
    'clinic',
    'lounge',
    'dock',
    'event',
  ].map((kind) => Type.Literal(kind)),
);

const CapabilityWord = Type.Unsafe<Capability>(
  Type.Union(Object.keys(capabilities).map((word) => Type.Literal(word))),
);

const OpensMinute = Type.Integer({
  minimum: 0,
  maximum: 1439,
  description: 'Minutes from midnight.',
});
const ClosesMinute = Type.Integer({
  minimum: 1,
  maximum: 2160,
  description: 'Minutes from midnight; 1500 is 25:00.',
});

const Interval = Type.Object(
  { opensMinute: OpensMinute, closesMinute: ClosesMinute },
  { additionalProperties: false },
);

const WeeklyHours = Type.Array(
  Type.Object(
    {
      weekday: Type.Integer({
        minimum: 1,
        maximum: 8,
        description: 'ISO weekday, 1 is Monday; 8 is a public holiday.',
      }),
      opensMinute: OpensMinute,
      closesMinute: ClosesMinute,
    },
    { additionalProperties: false },
  ),
  { maxItems: 40 },
);

const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' });
const Position = Type.Object(
  {
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
  },
  { additionalProperties: false },
);
const Capabilities = Type.Array(CapabilityWord, { uniqueItems: true, maxItems: 20 });
const DayEndsMinute = Type.Integer({
  minimum: 0,
  maximum: 720,
  description: 'Until this minute of the night it is still the business day before; 300 is 29:00.',
});

export const Place = Type.Object({
  id: Id('place'),
  code: Type.String(),
  kind: Type.String(),
  name: Type.Object({
    ja: Type.String(),
    en: Nullable(Type.String()),
    kana: Nullable(Type.String()),
  }),
  brandId: Nullable(Id('brand')),
  partyId: Nullable(Id('party')),
  capabilities: Type.Array(CapabilityWord),
  timeZone: Type.String(),
  currency: Currency,
  position: Nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
  postalCode: Nullable(Type.String()),
  address: Nullable(Type.String()),
  addressKana: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  dayEndsMinute: Type.Integer(),
  closesOnHolidays: Type.Boolean(),
  isActive: Type.Boolean(),
  distanceM: Type.Optional(Type.Integer({ description: 'Metres from the position asked for.' })),
});
export type Place = Static<typeof Place>;

export const NewPlace = Type.Object(
  {
    code: Code,
    kind: PlaceKind,
    nameJa: Text(100),
    nameEn: Type.Optional(Text(100)),
    nameKana: Type.Optional(Text(100)),
    brandId: Type.Optional(Id('brand')),
    partyId: Type.Optional(Id('party')),
    capabilities: Type.Optional(Capabilities),
    timeZone: Type.Optional(Text(60)),
    currency: Type.Optional(Currency),
    position: Type.Optional(Position),
    postalCode: Type.Optional(Text(10)),
    address: Type.Optional(Text(200)),
    addressKana: Type.Optional(Text(200)),
    phone: Type.Optional(Text(30)),
    dayEndsMinute: Type.Optional(DayEndsMinute),
    closesOnHolidays: Type.Optional(Type.Boolean()),
    hours: Type.Optional(WeeklyHours),
  },
  { additionalProperties: false },
);

/** What is left out stays; null empties. */
export const PlaceChange = Type.Object(
  {
    nameJa: Type.Optional(Text(100)),
    nameEn: Type.Optional(Nullable(Text(100))),
    nameKana: Type.Optional(Nullable(Text(100))),
    brandId: Type.Optional(Nullable(Id('brand'))),
    partyId: Type.Optional(Nullable(Id('party'))),
    capabilities: Type.Optional(Capabilities),
    position: Type.Optional(Nullable(Position)),
    postalCode: Type.Optional(Nullable(Text(10))),
    address: Type.Optional(Nullable(Text(200))),
    addressKana: Type.Optional(Nullable(Text(200))),
    phone: Type.Optional(Nullable(Text(30))),
    dayEndsMinute: Type.Optional(DayEndsMinute),
    closesOnHolidays: Type.Optional(Type.Boolean()),
    isActive: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const PlaceQuery = Type.Object({
  capability: Type.Optional(CapabilityWord),
  latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 200 })),
});

export const PlaceList = Type.Object({ places: Type.Array(Place) });

const OpeningOfDay = Type.Object({
  day: PlainDate,
  holiday: Nullable(Type.String({ description: 'The name of the public holiday.' })),
  isSpecial: Type.Boolean({ description: 'Hours of its own, or closed for a reason.' }),
  reason: Nullable(Type.String()),
  intervals: Type.Array(Type.Object({ opensAt: Instant, closesAt: Instant })),
});
export type OpeningOfDay = Static<typeof OpeningOfDay>;

export const HoursQuery = Type.Object({
  from: Type.Optional(PlainDate),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 62, default: 7 })),
});

export const Hours = Type.Object({
  placeId: Id('place'),
  timeZone: Type.String(),
  closesOnHolidays: Type.Boolean(),
  isOpenNow: Type.Boolean(),
  weekly: WeeklyHours,
  days: Type.Array(OpeningOfDay),
});
export type Hours = Static<typeof Hours>;

export const HoursToSet = Type.Object(
  { weekly: WeeklyHours, closesOnHolidays: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);

export const SpecialDayToSet = Type.Object(
  {
    intervals: Type.Array(Interval, { maxItems: 6, description: 'None: closed all day.' }),
    reason: Type.Optional(Text(100)),
  },
  { additionalProperties: false },
);

export const Brand = Type.Object({
  id: Id('brand'),
  code: Type.String(),
  name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
});
export type Brand = Static<typeof Brand>;
export const BrandList = Type.Object({ brands: Type.Array(Brand) });
export const NewBrand = Type.Object(
  { code: Code, nameJa: Text(100), nameEn: Type.Optional(Text(100)) },
  { additionalProperties: false },
);

export const PartyKindWord = Type.Union([
  Type.Literal('own'),
  Type.Literal('partner'),
  Type.Literal('wholesale'),
  Type.Literal('maker'),
]);
export const Party = Type.Object({
  id: Id('party'),
  code: Type.String(),
  kind: PartyKindWord,
  name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
  invoiceNumber: Nullable(Type.String()),
});
export type Party = Static<typeof Party>;
export const PartyList = Type.Object({ parties: Type.Array(Party) });
export const NewParty = Type.Object(
  {
    code: Code,
    kind: PartyKindWord,
    nameJa: Text(100),
    nameEn: Type.Optional(Text(100)),
    invoiceNumber: Type.Optional(Text(30)),
  },
  { additionalProperties: false },
);
