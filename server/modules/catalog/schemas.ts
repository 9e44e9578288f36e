// Shapes of the API of the catalogue. Prices include tax (総額表示) and are for `pricePer` units.
import { type Static, Type } from 'typebox';
import { Currency, Id, Instant, Nullable, PageQuery, Text } from '#kernel/schemas';

const Kind = Type.Union([
  Type.Literal('goods'),
  Type.Literal('menu'),
  Type.Literal('service'),
  Type.Literal('digital'),
  Type.Literal('fee'),
]);
const TaxClassWord = Type.Union([
  Type.Literal('standard'),
  Type.Literal('reduced'),
  Type.Literal('exempt'),
]);
const UnitWord = Type.Union([Type.Literal('each'), Type.Literal('g'), Type.Literal('ml')]);
const PriceMinor = Type.Integer({
  minimum: 0,
  maximum: 9_000_000_000_000,
  description: 'Tax included, in whole minor units of the currency.',
});

const Price = Type.Object({
  amountMinor: PriceMinor,
  compareAtMinor: Nullable(PriceMinor),
  currency: Currency,
  taxRateBp: Type.Integer({ description: '1000 is 10%.' }),
});

const Media = Type.Object({
  id: Id('media'),
  kind: Type.Union([Type.Literal('image'), Type.Literal('video'), Type.Literal('document')]),
  address: Type.String(),
  altJa: Nullable(Type.String()),
  altEn: Nullable(Type.String()),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
});

const summary = {
  id: Id('item'),
  productId: Id('product'),
  source: Type.String(),
  code: Type.String(),
  name: Type.Object({
    ja: Type.String(),
    en: Nullable(Type.String()),
    kana: Nullable(Type.String()),
  }),
  kind: Kind,
  brandId: Nullable(Id('brand')),
  categoryId: Nullable(Id('category')),
  tags: Type.Array(Type.String()),
  optionValues: Type.Record(Type.String(), Type.String()),
  taxClass: TaxClassWord,
  unit: UnitWord,
  pricePer: Type.Integer(),
  isWeighed: Type.Boolean(),
  isActive: Type.Boolean(),
  price: Nullable(Price),
  image: Nullable(Media),
};

export const ItemSummary = Type.Object(summary);
export type ItemSummary = Static<typeof ItemSummary>;

export const Item = Type.Object({
  ...summary,
  productName: Type.Object(
    { ja: Type.String(), en: Nullable(Type.String()) },
    { description: 'Without the variant.' },
  ),
  description: Type.Object({ ja: Nullable(Type.String()), en: Nullable(Type.String()) }),
  attributes: Type.Record(Type.String(), Type.Unknown()),
  barcodes: Type.Array(Type.String({ description: 'JAN-13 or JAN-8 where it is one.' })),
  media: Type.Array(Media),
  variantIds: Type.Array(Id('item')),
});
export type Item = Static<typeof Item>;

export const ItemQuery = Type.Object({
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Words of a name in any kana, a code, a barcode.' }),
  ),
  placeId: Type.Optional(Id('place')),
  ...PageQuery,
});
export const ItemList = Type.Object({
  items: Type.Array(ItemSummary),
  next: Nullable(Type.String({ description: 'Give it as "after" for the next page.' })),
});

const NewPrice = Type.Object(
  {
    amountMinor: PriceMinor,
    compareAtMinor: Type.Optional(PriceMinor),
    currency: Type.Optional(Currency),
  },
  { additionalProperties: false },
);

const Scalar = Type.Union([Text(500, 0), Type.Number(), Type.Boolean()]);

export const NewItem = Type.Object(
  {
    code: Text(100),
    nameJa: Text(200),
    nameEn: Type.Optional(Text(200)),
    nameKana: Type.Optional(Text(200)),
    descriptionJa: Type.Optional(Text(10_000)),
    descriptionEn: Type.Optional(Text(10_000)),
    kind: Type.Optional(Kind),
    brandId: Type.Optional(Id('brand')),
    categoryId: Type.Optional(Id('category')),
    tags: Type.Optional(Type.Array(Text(50), { maxItems: 50, uniqueItems: true })),
    attributes: Type.Optional(Type.Record(Text(60), Scalar, { maxProperties: 100 })),
    optionValues: Type.Optional(Type.Record(Text(60), Text(100), { maxProperties: 10 })),
    taxClass: Type.Optional(TaxClassWord),
    unit: Type.Optional(UnitWord),
    pricePer: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    isWeighed: Type.Optional(Type.Boolean()),
    barcodes: Type.Optional(Type.Array(Text(60), { maxItems: 20 })),
    price: Type.Optional(NewPrice),
  },
  { additionalProperties: false },
);

const OptionValues = Type.Record(Text(60), Text(100), { maxProperties: 10 });
const Barcodes = Type.Array(Text(60), { maxItems: 20 });

export const ItemChange = Type.Object(
  {
    nameJa: Type.Optional(Text(200)),
    nameEn: Type.Optional(Nullable(Text(200))),
    nameKana: Type.Optional(Nullable(Text(200))),
    descriptionJa: Type.Optional(Nullable(Text(10_000))),
    descriptionEn: Type.Optional(Nullable(Text(10_000))),
    tags: Type.Optional(Type.Array(Text(50), { maxItems: 50, uniqueItems: true })),
    taxClass: Type.Optional(TaxClassWord),
    optionValues: Type.Optional(OptionValues),
    barcodes: Type.Optional(Barcodes),
    isActive: Type.Optional(Type.Boolean({ description: 'False: no longer sold.' })),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const NewVariant = Type.Object(
  {
    code: Text(100),
    optionValues: OptionValues,
    taxClass: Type.Optional(TaxClassWord),
    barcodes: Type.Optional(Barcodes),
    price: Type.Optional(NewPrice),
  },
  { additionalProperties: false },
);

export const PriceToSet = Type.Object(
  {
    amountMinor: PriceMinor,
    compareAtMinor: Type.Optional(PriceMinor),
    currency: Type.Optional(Currency),
    placeId: Type.Optional(Id('place')),
    validFrom: Type.Optional(Instant),
    validUntil: Type.Optional(Instant),
    reason: Type.Optional(Text(100)),
  },
  { additionalProperties: false },
);

export const CategoryList = Type.Object({
  categories: Type.Array(
    Type.Object({
      id: Id('category'),
      parentId: Nullable(Id('category')),
      name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
    }),
  ),
});
