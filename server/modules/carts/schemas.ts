// Request and response shapes of carts.
import { type Static, Type } from 'typebox';
import { Id, Nullable } from '#kernel/schemas';
import { linesMax, quantityMilliMax } from './cart.ts';

export const CartToken = Type.String({
  pattern: '^[A-Za-z0-9_-]{32}$',
  description: 'Told once, when the cart was opened; whoever has it has the cart.',
});

const SeenPrice = Type.Integer({
  minimum: 0,
  maximum: 1_000_000_000,
  description: 'The unit price she saw; another price at the order is refused.',
});
const quantityMax = quantityMilliMax / 1000;

export const NewCart = Type.Object(
  {
    placeId: Id('place'),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            itemId: Id('item'),
            quantity: Type.Number({ minimum: 0.001, maximum: quantityMax }),
            seenPriceMinor: Type.Optional(SeenPrice),
          },
          { additionalProperties: false },
        ),
        { maxItems: linesMax },
      ),
    ),
  },
  { additionalProperties: false },
);
export type NewCart = Static<typeof NewCart>;

export const LineToSet = Type.Object(
  {
    quantity: Type.Number({ minimum: 0, maximum: quantityMax, description: '0 takes it out.' }),
    seenPriceMinor: Type.Optional(SeenPrice),
  },
  { additionalProperties: false },
);

export const CartShape = Type.Object({
  placeId: Id('place'),
  lines: Type.Array(
    Type.Object({
      itemId: Id('item'),
      quantity: Type.Number(),
      seenPriceMinor: Nullable(Type.Integer()),
    }),
  ),
});
export type CartShape = Static<typeof CartShape>;

export const OpenedCart = Type.Object({ token: CartToken, ...CartShape.properties });
