// What can be booked, as it is set up.
import { type Static, Type } from 'typebox';
import { Id, Nullable, PlainDate, Text } from '#kernel/schemas';
import { Bounds, Hours, Resource, Rule } from './schemas.ts';

const ToldHours = { ...Hours, capacity: Nullable(Type.Integer()) };

const ListedResource = Type.Object({ ...Resource.properties, isActive: Type.Boolean() });
export const ResourceSettings = Type.Object({ resources: Type.Array(ListedResource) });

export const ResourceSetting = Type.Object({
  ...ListedResource.properties,
  rules: Type.Array(Type.Object({ ...ToldHours, weekday: Type.Integer() })),
  specialDays: Type.Array(
    Type.Object({
      day: PlainDate,
      hours: Type.Array(Type.Object(ToldHours), {
        description: 'None: nothing can be booked that day.',
      }),
      reason: Nullable(Type.String()),
    }),
    { description: 'From today on.' },
  ),
});
export type ResourceSetting = Static<typeof ResourceSetting>;

export const ResourceChanges = Type.Object(
  {
    ...Bounds,
    nameJa: Type.Optional(Text(100)),
    nameEn: Type.Optional(Nullable(Text(100))),
    capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    isActive: Type.Optional(Type.Boolean({ description: 'False: it takes no more bookings.' })),
    rules: Type.Optional(Type.Array(Rule, { minItems: 1, maxItems: 60 })),
  },
  { additionalProperties: false },
);

export const NewSpecialDay = Type.Object(
  {
    hours: Type.Array(Type.Object(Hours, { additionalProperties: false }), { maxItems: 8 }),
    reason: Type.Optional(Text(100)),
  },
  { additionalProperties: false },
);

export const SpecialDayParams = Type.Object({ resourceId: Id('resource'), day: PlainDate });
