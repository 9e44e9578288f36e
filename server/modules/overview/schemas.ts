// What the overview answers.
import { type Static, Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, PlainDate } from '#kernel/schemas';

const Count = Type.Integer({ minimum: 0 });

const DaySum = Type.Object({
  day: PlainDate,
  orders: Count,
  netMinor: AmountMinor,
  basketMinor: Nullable(AmountMinor),
  ordersByNow: Count,
  netByNowMinor: AmountMinor,
  hours: Type.Array(
    Type.Object({
      hour: Type.Integer({ description: 'Since the midnight of the day; 25 is one at night.' }),
      orders: Count,
      netMinor: AmountMinor,
    }),
  ),
});
export type DaySum = Static<typeof DaySum>;

const Part = Type.Object({
  placeId: Id('place'),
  channel: Type.String(),
  orders: Count,
  netMinor: AmountMinor,
});

export const Today = Type.Object({
  at: Instant,
  timeZone: Type.String(),
  currency: Currency,
  today: DaySum,
  lastWeek: DaySum,
  parts: Type.Array(Part, { description: 'Today by place and channel, the largest first.' }),
  otherCurrencies: Type.Array(
    Type.Object({ currency: Currency, orders: Count, netMinor: AmountMinor }),
  ),
  bookings: Nullable(
    Type.Object({
      total: Count,
      guests: Count,
      arrived: Count,
      cancelled: Count,
      next: Type.Array(
        Type.Object({
          id: Id('booking'),
          placeId: Id('place'),
          resource: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
          startsAt: Instant,
          partySize: Count,
        }),
      ),
    }),
  ),
  signUps: Type.Object({
    total: Count,
    bySource: Type.Array(Type.Object({ source: Type.String(), records: Count })),
  }),
});
export type Today = Static<typeof Today>;

export const StockAlerts = Type.Object({
  balances: Type.Integer({ description: 'Rows of item and place that are known.' }),
  out: Count,
  low: Type.Integer({ description: 'Down to what is kept back, or below it.' }),
  openConflicts: Count,
  latest: Type.Array(
    Type.Object({
      placeId: Id('place'),
      itemId: Id('item'),
      name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
      left: Type.Number({ description: 'On hand less held.' }),
      safety: Type.Number(),
      changedAt: Instant,
    }),
  ),
});
export type StockAlerts = Static<typeof StockAlerts>;

export const StockTotals = Type.Object({
  totals: Type.Array(
    Type.Object({ itemId: Id('item'), onHand: Type.Number(), available: Type.Number() }),
  ),
});

const stepNames = ['web', 'stock', 'tablets', 'customers', 'points', 'bookings', 'line'] as const;
export type StepName = (typeof stepNames)[number];

export const Path = Type.Object({
  stage: Type.Union([Type.Literal('o2o'), Type.Literal('omnichannel'), Type.Literal('omo')]),
  steps: Type.Array(Type.Object({ name: Type.Enum(stepNames), isDone: Type.Boolean() }), {
    description: 'In the order in which they pay off.',
  }),
});
export type Path = Static<typeof Path>;

export const ShopReport = Type.Object({
  placeId: Id('place'),
  from: PlainDate,
  until: PlainDate,
  currency: Currency,
  days: Type.Array(
    Type.Object({
      day: PlainDate,
      orders: Count,
      returns: Count,
      soldMinor: AmountMinor,
      returnedMinor: AmountMinor,
      netMinor: AmountMinor,
    }),
    { description: 'Business days on which something was sold or came back.' },
  ),
  taxes: Type.Array(
    Type.Object({ rateBp: Type.Integer(), taxedMinor: AmountMinor, taxMinor: AmountMinor }),
    { description: 'Sales less returns.' },
  ),
  tenders: Type.Array(
    Type.Object({
      method: Type.String(),
      payments: Count,
      takenMinor: AmountMinor,
      refundedMinor: AmountMinor,
    }),
    { description: 'Of the sales of these days, with what of it was given back since.' },
  ),
});
