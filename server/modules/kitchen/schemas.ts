// Request and response shapes of the kitchen.
import { Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, Text } from '#kernel/schemas';
import { type Allergen, allergenCodes } from './menu/allergens.ts';

export const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,29}$' });
const OptionKey = Type.String({ pattern: '^[a-z][a-z0-9_]{0,29}:[a-z][a-z0-9_]{0,29}$' });
export const AllergenCode = Type.Unsafe<Allergen>(
  Type.Union(allergenCodes.map((code) => Type.Literal(code))),
);
export const Secret = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });
const AllergensShown = Type.Array(Type.String());

export const OptionGroup = Type.Object(
  {
    nameJa: Text(60),
    nameEn: Text(60),
    picksMin: Type.Integer({ minimum: 0, maximum: 20 }),
    picksMax: Type.Integer({ minimum: 1, maximum: 20 }),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    options: Type.Array(
      Type.Object(
        {
          code: Code,
          nameJa: Text(60),
          nameEn: Text(60),
          priceMinor: Type.Integer({
            minimum: -1_000_000,
            maximum: 1_000_000,
            description: 'Added to the item’s price, tax included.',
          }),
          isUsual: Type.Optional(Type.Boolean()),
          adds: Type.Optional(Type.Array(AllergenCode, { maxItems: 28 })),
          removes: Type.Optional(Type.Array(AllergenCode, { maxItems: 28 })),
          excludes: Type.Optional(Type.Array(OptionKey, { maxItems: 50 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  { additionalProperties: false },
);

export const MenuItem = Type.Object(
  {
    station: Code,
    prepareSeconds: Type.Integer({ minimum: 0, maximum: 7200 }),
    units: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    groups: Type.Optional(Type.Array(Code, { maxItems: 20 })),
    allergens: Type.Optional(Type.Array(AllergenCode, { maxItems: 28 })),
    outPriceMinor: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }))),
    isReducedOut: Type.Optional(Type.Boolean()),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    isActive: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const Menu = Type.Object({
  isPaused: Type.Boolean(),
  items: Type.Array(
    Type.Object({
      itemId: Id('item'),
      nameJa: Type.String(),
      nameEn: Type.String(),
      station: Type.String(),
      inPriceMinor: AmountMinor,
      outPriceMinor: AmountMinor,
      currency: Currency,
      allergens: AllergensShown,
      groups: Type.Array(Type.String()),
      isSoldOut: Type.Boolean(),
    }),
  ),
  groups: Type.Array(
    Type.Object({
      code: Type.String(),
      nameJa: Type.String(),
      nameEn: Type.String(),
      picksMin: Type.Integer(),
      picksMax: Type.Integer(),
      options: Type.Array(
        Type.Object({
          key: Type.String(),
          nameJa: Type.String(),
          nameEn: Type.String(),
          priceMinor: AmountMinor,
          isUsual: Type.Boolean(),
          adds: AllergensShown,
          removes: AllergensShown,
          excludes: Type.Array(Type.String()),
          isSoldOut: Type.Boolean(),
        }),
      ),
    }),
  ),
});

export const ShopToSet = Type.Object(
  {
    slotMinutes: Type.Optional(
      Type.Unsafe<number>(Type.Union([2, 3, 5, 10, 15, 20, 30].map((each) => Type.Literal(each)))),
    ),
    aheadMinutes: Type.Optional(Type.Integer({ minimum: 10, maximum: 10080 })),
    hasSeats: Type.Optional(Type.Boolean()),
    isActive: Type.Optional(Type.Boolean()),
    stations: Type.Array(
      Type.Object(
        {
          code: Code,
          nameJa: Text(40),
          nameEn: Text(40),
          unitsPerSlot: Type.Integer({ minimum: 1, maximum: 10_000 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10 },
    ),
  },
  { additionalProperties: false },
);

export const Shop = Type.Object({
  placeId: Id('place'),
  nameJa: Type.String(),
  nameEn: Type.String(),
  address: Nullable(Type.String()),
  distanceM: Nullable(Type.Integer()),
  isOpen: Type.Boolean(),
  isPaused: Type.Boolean(),
  readyAt: Nullable(Instant),
  opensAt: Nullable(Instant),
  closesAt: Nullable(Instant),
  hasSeats: Type.Boolean(),
});

export const Pause = Type.Object(
  {
    what: Type.String({
      pattern: '^(shop|item:itm_[0-9a-z]{26}|option:[a-z][a-z0-9_]{0,29}:[a-z][a-z0-9_]{0,29})$',
      description: '`shop`, `item:<id>` or `option:<group>:<code>`.',
    }),
    isPaused: Type.Boolean(),
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })),
  },
  { additionalProperties: false },
);

const Sentence = Type.Object({ code: Type.String(), ja: Type.String(), en: Type.String() });

export const NewLines = Type.Array(
  Type.Object(
    {
      itemId: Id('item'),
      options: Type.Optional(Type.Array(OptionKey, { maxItems: 50 })),
      quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 50 },
);

export const Basket = Type.Object({
  shop: Shop,
  isFar: Type.Boolean({ description: 'More than twenty minutes on foot from where she is.' }),
  isEatenIn: Type.Boolean(),
  isGroup: Type.Boolean(),
  seats: Type.Integer(),
  seat: Nullable(Type.Integer()),
  startsBy: Type.String(),
  wantedAt: Nullable(Instant),
  readyAt: Nullable(Instant),
  times: Type.Array(Instant),
  lines: Type.Array(
    Type.Object({
      number: Type.Integer(),
      seat: Type.Integer(),
      itemId: Id('item'),
      nameJa: Type.String(),
      nameEn: Type.String(),
      options: Type.Array(
        Type.Object({ key: Type.String(), ja: Type.String(), en: Type.String() }),
      ),
      allergens: AllergensShown,
      quantity: Type.Integer(),
      unitPriceMinor: AmountMinor,
      amountMinor: AmountMinor,
      taxRateBp: Type.Integer(),
      problem: Nullable(Sentence),
    }),
  ),
  totalMinor: AmountMinor,
  taxes: Type.Array(Type.Object({ rateBp: Type.Integer(), taxMinor: AmountMinor })),
  currency: Currency,
  problem: Nullable(Sentence),
  orderId: Nullable(Id('order')),
});

export const BasketChange = Type.Object(
  {
    placeId: Type.Optional(Id('place')),
    isEatenIn: Type.Optional(Type.Boolean()),
    wantedAt: Type.Optional(Nullable(Instant)),
    startsBy: Type.Optional(
      Type.Unsafe<'clock' | 'arrival'>(
        Type.Union([Type.Literal('clock'), Type.Literal('arrival')]),
      ),
    ),
    isGroup: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const Cup = Type.Object({
  number: Type.Integer(),
  seat: Type.Integer(),
  itemId: Id('item'),
  nameJa: Type.String(),
  nameEn: Type.String(),
  optionsJa: Type.Array(Type.String()),
  optionsEn: Type.Array(Type.String()),
  allergens: AllergensShown,
  station: Type.String(),
  isDone: Type.Boolean(),
});

export const Ticket = Type.Object({
  orderId: Id('order'),
  callNumber: Type.Integer(),
  state: Type.String(),
  isEatenIn: Type.Boolean(),
  startsBy: Type.String(),
  placedAt: Instant,
  startAt: Instant,
  promisedAt: Instant,
  firstPromisedAt: Instant,
  expectedAt: Nullable(Instant),
  arrivedAt: Nullable(Instant),
  readyAt: Nullable(Instant),
  handedOverAt: Nullable(Instant),
  cups: Type.Array(Cup),
});

export const Display = Type.Object({
  at: Instant,
  stations: Type.Array(
    Type.Object({
      code: Type.String(),
      nameJa: Type.String(),
      nameEn: Type.String(),
      unitsPerSlot: Type.Integer(),
    }),
  ),
  tickets: Type.Array(Ticket),
  last: Type.Array(Ticket),
  pauses: Type.Array(Type.Object({ what: Type.String(), until: Nullable(Instant) })),
});

export const Minutes = Type.Object({
  places: Type.Array(
    Type.Object({
      placeId: Id('place'),
      orders: Type.Integer(),
      handedOver: Type.Integer(),
      inTime: Type.Integer({ description: 'Ready by the time that was promised first.' }),
      waited: Type.Integer({ description: 'Where “I’m here” and the hand-over are both known.' }),
      atOnce: Type.Integer({ description: 'Within a minute.' }),
      medianSeconds: Nullable(Type.Integer()),
      p90Seconds: Nullable(Type.Integer()),
    }),
  ),
});
