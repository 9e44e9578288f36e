// Shapes of menus and cafés as headquarters edit them.
import { Type } from 'typebox';
import { Currency, Id, Instant, Nullable } from '#kernel/schemas';

const Texts = Type.Array(Type.String());
const Named = { nameJa: Type.String(), nameEn: Type.String() };

export const MenuSettings = Type.Object({
  items: Type.Array(
    Type.Object({
      itemId: Id('item'),
      ...Named,
      isSold: Type.Boolean({ description: 'The catalogue still sells it.' }),
      inPriceMinor: Nullable(Type.Integer({ description: 'Of the catalogue, eaten in.' })),
      currency: Currency,
      station: Type.String(),
      prepareSeconds: Type.Integer(),
      units: Type.Integer(),
      groups: Texts,
      allergens: Texts,
      outPriceMinor: Nullable(Type.Integer()),
      isReducedOut: Type.Boolean(),
      position: Type.Integer(),
      isActive: Type.Boolean(),
    }),
  ),
  groups: Type.Array(
    Type.Object({
      code: Type.String(),
      ...Named,
      picksMin: Type.Integer(),
      picksMax: Type.Integer(),
      position: Type.Integer(),
      options: Type.Array(
        Type.Object({
          key: Type.String({ description: '`milk:oat`.' }),
          code: Type.String(),
          ...Named,
          priceMinor: Type.Integer(),
          isUsual: Type.Boolean(),
          adds: Texts,
          removes: Texts,
          excludes: Texts,
        }),
      ),
    }),
  ),
});

export const ShopSettings = Type.Object({
  placeId: Id('place'),
  ...Named,
  slotMinutes: Type.Integer(),
  aheadMinutes: Type.Integer(),
  hasSeats: Type.Boolean(),
  isActive: Type.Boolean(),
  stations: Type.Array(
    Type.Object({ code: Type.String(), ...Named, unitsPerSlot: Type.Integer() }),
  ),
  pauses: Type.Array(Type.Object({ what: Type.String(), until: Nullable(Instant) })),
});
