import { type Static, Type } from 'typebox';
import { Currency, Id, Nullable, Text } from '#kernel/schemas';
import { type Capability, capabilities } from './capabilities.ts';

export const PlaceKind = Type.Union(
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

export const CapabilityWord = Type.Unsafe<Capability>(
  Type.Union(Object.keys(capabilities).map((word) => Type.Literal(word))),
);

const Minute = Type.Integer({
  minimum: 0,
  maximum: 2160,
  description: 'Minutes from midnight; 1500 is 25:00.',
});

export const WeeklyHours = Type.Object({
  weekday: Type.Integer({
    minimum: 1,
    maximum: 8,
    description: 'ISO weekday; 8 is a public holiday.',
  }),
  opensMinute: Minute,
  closesMinute: Minute,
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
  capabilities: Type.Array(CapabilityWord),
  timeZone: Type.String(),
  currency: Currency,
  position: Nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
  postalCode: Nullable(Type.String()),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  isActive: Type.Boolean(),
  distanceM: Type.Optional(Type.Integer({ description: 'Metres from the position asked for.' })),
});
export type Place = Static<typeof Place>;

export const NewPlace = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }),
    kind: PlaceKind,
    nameJa: Text(100),
    nameEn: Type.Optional(Text(100)),
    nameKana: Type.Optional(Text(100)),
    brandId: Type.Optional(Id('brand')),
    capabilities: Type.Optional(Type.Array(CapabilityWord, { uniqueItems: true, maxItems: 20 })),
    timeZone: Type.Optional(Text(60)),
    currency: Type.Optional(Currency),
    position: Type.Optional(
      Type.Object({
        latitude: Type.Number({ minimum: -90, maximum: 90 }),
        longitude: Type.Number({ minimum: -180, maximum: 180 }),
      }),
    ),
    postalCode: Type.Optional(Text(10)),
    address: Type.Optional(Text(200)),
    phone: Type.Optional(Text(30)),
    hours: Type.Optional(Type.Array(WeeklyHours, { maxItems: 40 })),
  },
  { additionalProperties: false },
);
export type NewPlace = Static<typeof NewPlace>;

export const PlaceList = Type.Object({ places: Type.Array(Place) });

export const OpeningOfDay = Type.Object({
  day: Type.String({ format: 'date' }),
  isHoliday: Type.Boolean(),
  intervals: Type.Array(Type.Object({ opensAt: Type.String(), closesAt: Type.String() })),
});
