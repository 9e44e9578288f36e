// Shapes of layaways.
import { type Static, Type } from 'typebox';
import {
  EmailAddress,
  Id,
  Instant,
  Nullable,
  Quantity,
  Text,
  WantedQuantity,
} from '#kernel/schemas';

export const LayawayParams = Type.Object({ layawayId: Id('layaway') });
const Token = Type.String({ minLength: 1, maxLength: 100, description: 'From her link.' });
export const TokenQuery = Type.Object({ token: Token });
export const TokenBody = Type.Object(
  { token: Type.Optional(Token) },
  { additionalProperties: false },
);

export const NewLayaway = Type.Object(
  {
    placeId: Id('place'),
    itemId: Id('item'),
    quantity: WantedQuantity,
    contact: Type.Optional(
      Type.Object(
        {
          name: Text(100),
          kana: Type.Optional(Text(100)),
          email: Type.Optional(EmailAddress),
          phone: Type.Optional(Text(30)),
        },
        { additionalProperties: false, description: 'Sealed under her record’s own key.' },
      ),
    ),
  },
  { additionalProperties: false },
);

export const Layaway = Type.Object({
  id: Id('layaway'),
  number: Type.String({ description: 'What she says at the counter.' }),
  placeId: Id('place'),
  itemId: Id('item'),
  quantity: Quantity,
  state: Type.String(),
  keptUntil: Instant,
  canExtend: Type.Boolean(),
  createdAt: Instant,
});
export type Layaway = Static<typeof Layaway>;

export const LayawayMade = Type.Object({ ...Layaway.properties, token: Type.String() });

export const LayawayAtShop = Type.Object({
  ...Layaway.properties,
  name: Nullable(Type.String()),
  kana: Nullable(Type.String()),
});

export const LayawayList = Type.Object({ layaways: Type.Array(LayawayAtShop) });
