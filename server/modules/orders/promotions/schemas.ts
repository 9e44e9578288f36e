// Shapes of offers before paying.
import { Type } from 'typebox';
import { CartToken } from '#carts';
import {
  AmountMinor,
  Currency,
  Id,
  Nullable,
  Quantity,
  Text,
  WantedQuantity,
} from '#kernel/schemas';

export const BuyerPosition = Type.Object(
  {
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
  },
  { additionalProperties: false, description: 'Where the buyer’s device is; kept nowhere.' },
);

export const OrderToPreviewBody = Type.Object(
  {
    placeId: Id('place'),
    fulfilment: Type.Union([
      Type.Literal('carry_out'),
      Type.Literal('pickup'),
      Type.Literal('delivery'),
    ]),
    handoverPlaceId: Type.Optional(Id('place')),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          { itemId: Id('item'), quantity: WantedQuantity },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 200, description: 'What is wanted; or cartToken.' },
      ),
    ),
    cartToken: Type.Optional(CartToken),
    deliverTo: Type.Optional(
      Type.Object(
        {
          postalCode: Type.Optional(Text(10)),
          prefecture: Type.Optional(Text(10)),
        },
        {
          additionalProperties: false,
          description: 'Where a delivery goes; without it the fee is told between what and what.',
        },
      ),
    ),
    recordId: Type.Optional(Id('record')),
    couponCodes: Type.Optional(Type.Array(Text(50), { maxItems: 5 })),
    channel: Type.Optional(
      Type.Union([
        Type.Literal('web'),
        Type.Literal('app'),
        Type.Literal('pos'),
        Type.Literal('line'),
        Type.Literal('phone'),
      ]),
    ),
    isForStaff: Type.Optional(Type.Boolean()),
    position: Type.Optional(BuyerPosition),
  },
  { additionalProperties: false },
);

const SentenceShape = Type.Object({ ja: Type.String(), en: Type.String() });
const Named = {
  promotionId: Type.String(),
  nameJa: Type.String(),
  nameEn: Nullable(Type.String()),
  says: Type.Array(SentenceShape),
};

export const OrderPreviewed = Type.Object({
  currency: Currency,
  lines: Type.Array(
    Type.Object({
      itemId: Id('item'),
      name: Type.String(),
      quantity: Quantity,
      amountMinor: AmountMinor,
      discountMinor: AmountMinor,
      taxRateBp: Type.Integer(),
    }),
  ),
  itemsMinor: AmountMinor,
  discountMinor: AmountMinor,
  delivery: Nullable(
    Type.Object(
      {
        feeMinor: Nullable(
          Type.Integer({ description: 'In the total; null as long as nobody said where it goes.' }),
        ),
        offMinor: Type.Integer({ description: 'What offers take off it.' }),
        leastMinor: Type.Integer(),
        mostMinor: Type.Integer({ description: 'At the most, wherever it goes; islands aside.' }),
        freeFromMinor: Nullable(Type.Integer({ description: 'Goods of so much are sent free.' })),
        leftMinor: Nullable(Type.Integer({ description: 'So much more of goods until then.' })),
      },
      { description: 'What it costs to be sent (送料); null where nothing is charged.' },
    ),
  ),
  totalMinor: AmountMinor,
  taxes: Type.Array(
    Type.Object({ rateBp: Type.Integer(), taxedMinor: AmountMinor, taxMinor: AmountMinor }),
  ),
  offers: Type.Array(
    Type.Object({
      ...Named,
      code: Nullable(Type.String()),
      discountMinor: AmountMinor,
      deliveryMinor: Type.Integer({ description: 'Off the delivery fee.' }),
    }),
  ),
  refused: Type.Array(
    Type.Object({
      code: Type.String(),
      reason: Type.String(),
      ja: Type.String(),
      en: Type.String(),
    }),
    { description: 'Codes that take nothing off, with what would make them work.' },
  ),
  hints: Type.Array(Type.Object({ ...Named, ja: Type.String(), en: Type.String() }), {
    description: 'What nearly applies.',
  }),
  best: Nullable(
    Type.Object(
      { codes: Type.Array(Type.String()), savesMinor: AmountMinor },
      { description: 'Of the buyer’s own coupons, those that save most together.' },
    ),
  ),
});
