import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const nullableText = Type.Union([Type.String(), Type.Null()]);

export const catalogItemAdded = defineEvent(
  'catalog.item_added',
  1,
  Type.Object({
    itemId: Type.String(),
    productId: Type.String(),
    source: Type.String(),
    code: Type.String(),
    name: Type.String(),
  }),
);

/** One for each variant that shows it. */
export const catalogItemChanged = defineEvent(
  'catalog.item_changed',
  1,
  Type.Object({ itemId: Type.String(), productId: Type.String(), code: Type.String() }),
);

export const catalogPriceChanged = defineEvent(
  'catalog.price_changed',
  1,
  Type.Object({
    itemId: Type.String(),
    placeId: nullableText,
    /** Null: a price for everybody. */
    priceListId: Type.Optional(nullableText),
    amountMinor: Type.Integer(),
    currency: Type.String(),
    validFrom: Type.String(),
    validUntil: nullableText,
  }),
);

/** One for a chunk of an import; its subject is `catalog:<source>`. */
export const catalogImported = defineEvent(
  'catalog.imported',
  1,
  Type.Object({
    source: Type.String(),
    created: Type.Integer(),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    refused: Type.Integer(),
  }),
);
