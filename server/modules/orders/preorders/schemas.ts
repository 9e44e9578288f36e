// Shapes of 予約販売 in the API.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Quantity, Text } from '#kernel/schemas';

const Channel = Type.Union(
  ['web', 'app', 'pos', 'line', 'phone'].map((each) => Type.Literal(each)),
);
const Minute = Type.Integer({ minimum: 1, maximum: 1440, description: '1080 is 18:00.' });
const DayLimit = Type.Number({
  minimum: 0,
  maximum: 1_000_000,
  description: 'As many can be made in a day, for all places together.',
});

export const NewPreorder = Type.Object(
  {
    itemId: Id('item'),
    windows: Type.Array(
      Type.Object(
        {
          placeId: Type.Optional(Id('place')),
          channel: Type.Optional(Channel),
          opensAt: Instant,
          closesAt: Type.Optional(Instant),
        },
        {
          additionalProperties: false,
          description: 'Without a place: wherever it is handed over; without a channel: by any.',
        },
      ),
      { minItems: 1, maxItems: 200, description: 'When orders are taken.' },
    ),
    timeZone: Type.Optional(Text(50)),
    firstDay: Type.Optional(PlainDate),
    lastDay: Type.Optional(PlainDate),
    weekdays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
        minItems: 1,
        maxItems: 7,
        description: 'ISO, 1 is Monday; all unless told.',
      }),
    ),
    closesOnHolidays: Type.Optional(Type.Boolean()),
    leadDays: Type.Integer({ minimum: 0, maximum: 365, description: 'Ordered so long before.' }),
    cutoffMinute: Type.Optional(Minute),
    dayLimit: DayLimit,
    isActive: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type NewPreorder = Static<typeof NewPreorder>;

export const PreorderShape = Type.Object({
  id: Id('preorder'),
  itemId: Id('item'),
  windows: Type.Array(
    Type.Object({
      placeId: Nullable(Id('place')),
      channel: Nullable(Type.String()),
      opensAt: Instant,
      closesAt: Nullable(Instant),
    }),
  ),
  timeZone: Type.String(),
  firstDay: Nullable(PlainDate),
  lastDay: Nullable(PlainDate),
  weekdays: Type.Array(Type.Integer()),
  closesOnHolidays: Type.Boolean(),
  leadDays: Type.Integer(),
  cutoffMinute: Minute,
  dayLimit: Quantity,
  isActive: Type.Boolean(),
});
export type PreorderShape = Static<typeof PreorderShape>;

export const PreorderPage = Type.Object({
  preorders: Type.Array(PreorderShape),
  next: Nullable(Type.String()),
});

const OfferedDays = Type.Array(
  Type.Object({
    day: PlainDate,
    orderUntil: Instant,
    word: Type.Union([Type.Literal('free'), Type.Literal('few'), Type.Literal('full')], {
      description: 'full: not so many as were asked for are left.',
    }),
  }),
);

export const DaysOffered = Type.Object({
  preorderId: Id('preorder'),
  isTakenNow: Type.Boolean({ description: 'Whether orders are taken here now.' }),
  days: OfferedDays,
});

/** Of an order; none when it cannot be moved any more. */
export const DaysToMoveTo = Type.Object({
  day: PlainDate,
  until: Nullable(Instant),
  days: OfferedDays,
});

export const DayMoved = Type.Object({ orderId: Id('order'), day: PlainDate });

/** What is to be made on a day. */
export const DayToMake = Type.Object({
  day: PlainDate,
  limit: Type.Number(),
  taken: Type.Number({ description: 'Promised and not cancelled.' }),
  isSpecial: Type.Boolean({ description: 'Its limit is its own.' }),
});

export const DaysToMake = Type.Object({ days: Type.Array(DayToMake) });

export const NewDayLimit = Type.Object(
  { limit: Nullable(DayLimit) },
  { additionalProperties: false, description: '0 closes the day, null makes it like any other.' },
);
