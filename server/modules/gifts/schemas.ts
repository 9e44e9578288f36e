// Request and response shapes of gifts. What a giver is answered has no field for where a gift goes.
import { type Static, Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, Text } from '#kernel/schemas';
import { pictures } from './card-words.ts';

const Word = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>(Type.Union(words.map((word) => Type.Literal(word))));

const Email = Type.String({ format: 'email', maxLength: 254 });
const Secret = Type.String({ pattern: '^[A-Za-z0-9_-]{16,100}$' });
const GiftStateWord = Word(['unpaid', 'issued', 'claimed', 'revoked', 'expired', 'void']);
const Kind = Word(['value', 'item']);
const Days = Type.Integer({ minimum: 1, maximum: 366 });

const Payment = Type.Object(
  {
    method: Word(['card', 'cash']),
    provider: Type.Optional(Text(30)),
    token: Type.Optional(Text(200)),
    tenderedMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  },
  { additionalProperties: false },
);

/** At the counter: what a terminal has taken is taken. */
const CounterPayment = Type.Object(
  {
    method: Word(['card', 'cash', 'jpqr']),
    tenderedMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  },
  { additionalProperties: false },
);

const Noshi = Type.Object({ occasion: Text(30), name: Text(60) }, { additionalProperties: false });

export const NewGifts = Type.Object(
  {
    id: Type.Optional(Id('order')),
    placeId: Id('place'),
    amountMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
    itemId: Type.Optional(Id('item')),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    receivers: Type.Array(
      Type.Object(
        { label: Type.Optional(Text(60)), email: Type.Optional(Email) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1000 },
    ),
    giverName: Text(60),
    message: Type.Optional(Text(500)),
    picture: Type.Optional(Word(pictures)),
    noshi: Type.Optional(Noshi),
    days: Type.Optional(Days),
    email: Type.Optional(Email),
    payment: Payment,
    language: Type.Optional(Word(['ja', 'en'])),
  },
  { additionalProperties: false },
);
export type NewGifts = Static<typeof NewGifts>;

const Warning = Type.Object({ code: Type.String(), ja: Type.String(), en: Type.String() });

export const GiftsMade = Type.Object({
  orderId: Id('order'),
  manageToken: Type.String({ description: 'In the giver’s link to what she sent.' }),
  expiresAt: Instant,
  gifts: Type.Array(
    Type.Object({ id: Id('gift'), token: Type.String({ description: 'In the link to send.' }) }),
  ),
  warnings: Type.Array(Warning),
});

export const OpenGift = Type.Object(
  { token: Secret, claimKey: Type.Optional(Secret) },
  { additionalProperties: false },
);

const Taken = Type.Object({
  orderId: Nullable(Id('order')),
  orderToken: Nullable(Type.String()),
  code: Nullable(Type.String({ description: 'To be shown or typed at any checkout.' })),
});
const card = {
  giverName: Type.String(),
  message: Nullable(Type.String()),
  picture: Word(pictures),
  noshi: Nullable(Noshi),
};
export const GiftSeen = Type.Object({
  state: GiftStateWord,
  kind: Kind,
  amountMinor: Nullable(Type.Integer()),
  currency: Currency,
  quantity: Type.Integer(),
  itemId: Nullable(Id('item')),
  itemName: Nullable(Type.String()),
  itemNameEn: Nullable(Type.String()),
  ...card,
  expiresAt: Instant,
  choices: Type.Array(
    Type.Object({
      itemId: Id('item'),
      name: Type.String(),
      nameEn: Nullable(Type.String()),
    }),
  ),
  taken: Nullable(Taken),
});

const Contact = Type.Object(
  {
    fullName: Text(200),
    email: Type.Optional(Email),
    phone: Type.Optional(Text(30)),
    postalCode: Type.Optional(Text(10)),
    prefecture: Type.Optional(Text(10)),
    address: Type.Optional(Text(300)),
  },
  { additionalProperties: false, description: 'Sealed under the receiver’s own key.' },
);

export const ClaimOfGift = Type.Object(
  {
    token: Secret,
    claimKey: Secret,
    itemId: Type.Optional(Id('item')),
    fulfilment: Type.Optional(Word(['delivery', 'pickup'])),
    handoverPlaceId: Type.Optional(Id('place')),
    contact: Type.Optional(Contact),
  },
  { additionalProperties: false },
);
export type ClaimOfGift = Static<typeof ClaimOfGift>;

export const GiftTaken = Taken;

export const ThanksText = Type.Object(
  { token: Secret, claimKey: Secret, text: Text(500) },
  { additionalProperties: false },
);

export const SentQuery = Type.Object({ manageToken: Secret }, { additionalProperties: false });

const Refund = Nullable(
  Type.Unsafe<'due' | 'counter' | 'done'>(
    Type.Union(
      ['due', 'counter', 'done'].map((each) => Type.Literal(each)),
      { description: 'Of goods nobody took, where the house gives the money back.' },
    ),
  ),
);

const SentPurchase = Type.Object({
  orderId: Id('order'),
  kind: Kind,
  amountMinor: Type.Integer(),
  currency: Currency,
  boughtAt: Instant,
  ...card,
  gifts: Type.Array(
    Type.Object({
      id: Id('gift'),
      position: Type.Integer(),
      label: Nullable(Type.String()),
      email: Nullable(Type.String({ description: 'As the giver gave it.' })),
      state: GiftStateWord,
      token: Nullable(Type.String()),
      openedAt: Nullable(Instant),
      claimedAt: Nullable(Instant),
      thanks: Nullable(Type.String()),
      expiresAt: Instant,
      refund: Refund,
    }),
  ),
});
export const Sent = Type.Object({ purchases: Type.Array(SentPurchase) });

export const NewCards = Type.Object(
  {
    saleId: Id('order'),
    placeId: Id('place'),
    amountMinor: Type.Integer({ minimum: 100, maximum: 100_000 }),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    codes: Type.Optional(
      Type.Array(Text(60, 28), { minItems: 1, maxItems: 100, description: 'Printed already.' }),
    ),
    days: Type.Optional(Days),
    payment: CounterPayment,
  },
  { additionalProperties: false },
);

export const CardsSold = Type.Object({
  orderId: Id('order'),
  codes: Type.Array(Type.String(), { description: 'To be printed; the house keeps hashes only.' }),
  expiresAt: Instant,
  warnings: Type.Array(Warning),
});

export const CardsVoided = Type.Object(
  { orderId: Id('order'), totalMinor: AmountMinor },
  { description: 'The return of the sale.' },
);

export const PurchaseList = Type.Object({
  purchases: Type.Array(
    Type.Object({
      orderId: Id('order'),
      placeId: Id('place'),
      kind: Kind,
      amountMinor: Type.Integer(),
      currency: Currency,
      boughtAt: Instant,
      count: Type.Integer(),
      unpaid: Type.Integer(),
      open: Type.Integer(),
      claimed: Type.Integer(),
      revoked: Type.Integer(),
      expired: Type.Integer(),
    }),
  ),
});

export const GiftsOfOrder = Type.Object({
  gifts: Type.Array(
    Type.Object({
      giftId: Id('gift'),
      position: Type.Integer({ description: 'From 1, in the order of the list.' }),
      state: GiftStateWord,
      expiresAt: Instant,
      claimedAt: Nullable(Instant),
      refund: Refund,
    }),
  ),
});

export const CardBalance = Type.Object({ availableMinor: Type.Integer(), currency: Currency });

export const GiftSettings = Type.Object(
  {
    unclaimed: Type.Unsafe<'keep' | 'refund'>(
      Type.Union([Type.Literal('keep'), Type.Literal('refund')], {
        description:
          'Goods that nobody took in time: kept (the buyer was told before), or given back to the buyer.',
      }),
    ),
  },
  { additionalProperties: false },
);
