// The moments we know, each with the names it is sent by (Segment's ecommerce spec V2 and our own), the schema of
// what must come, and what of it is kept: ids, numbers and codes, nothing that could be a person's. What else a
// sender puts into its properties is passed over. Pure.
import { type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

export type Properties = Readonly<Record<string, unknown>>;
export type MomentData = Record<string, string | number | boolean | null>;

export type Kind = {
  readonly type: string;
  readonly version: number;
  readonly validator: Validator;
  /** The item it is about, by our id or any code of it; `needed` when it makes no sense without. */
  readonly item: 'needed' | 'named' | 'none';
  /** What is kept; `itemId` is added where there is an item. */
  readonly keep: (properties: Properties) => MomentData;
};

const printable = '^[^\\u0000-\\u001f\\u007f]+$';
const Reference = Type.Union([
  Type.String({ minLength: 1, maxLength: 80, pattern: printable }),
  Type.Integer(),
]);
const itemFields = {
  itemId: Type.Optional(Reference),
  product_id: Type.Optional(Reference),
  sku: Type.Optional(Reference),
};
/** Numbers come as text from some libraries. */
const Decimal = Type.Union([
  Type.Number({ minimum: -1e12, maximum: 1e12 }),
  Type.String({ pattern: '^-?\\d{1,12}(\\.\\d{1,6})?$' }),
]);
const moneyFields = {
  value: Type.Optional(Decimal),
  revenue: Type.Optional(Decimal),
  total: Type.Optional(Decimal),
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
};
const quantityFields = { ...itemFields, quantity: Type.Optional(Decimal) };
const orderFields = {
  ...moneyFields,
  order_id: Type.Union([Type.String({ pattern: '^[A-Za-z0-9_#.-]{1,64}$' }), Type.Integer()]),
  products: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 500 })),
};

const kinds = new Map<string, Kind>();

function define(
  names: readonly string[],
  type: string,
  item: Kind['item'],
  fields: Record<string, TSchema>,
  keep: Kind['keep'],
): void {
  const validator = Compile(Type.Object(fields));
  for (const name of names) {
    kinds.set(name, { type, version: 1, validator, item, keep });
  }
}

const page = (word: string) => () => ({ page: word });
define(['Product Viewed', 'Product Clicked'], 'moments.viewed', 'needed', itemFields, page('item'));
define(
  ['Product List Viewed', 'Product List Filtered'],
  'moments.viewed',
  'none',
  {},
  page('category'),
);
define(['Cart Viewed'], 'moments.viewed', 'none', {}, page('cart'));
define(['page', 'screen'], 'moments.viewed', 'none', {}, page('page'));
define(
  ['moments.viewed'],
  'moments.viewed',
  'named',
  { ...itemFields, page: Type.String({ pattern: '^[a-z_]{1,20}$' }) },
  ({ page: word }) => ({ page: String(word) }),
);
define(
  ['Products Searched', 'moments.searched'],
  'moments.searched',
  'none',
  { results: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) },
  ({ results }) => ({ results: typeof results === 'number' ? results : null }),
);
define(
  ['Product Added', 'moments.carted'],
  'moments.carted',
  'needed',
  quantityFields,
  (given) => ({
    quantity: numberIn(given['quantity']) ?? 1,
  }),
);
define(['Product Removed'], 'moments.carted', 'needed', quantityFields, (given) => ({
  quantity: -Math.abs(numberIn(given['quantity']) ?? 1),
}));
define(['Product Added to Wishlist'], 'moments.wished', 'needed', itemFields, () => ({
  isWished: true,
}));
define(['Product Removed from Wishlist'], 'moments.wished', 'needed', itemFields, () => ({
  isWished: false,
}));
define(
  ['moments.wished'],
  'moments.wished',
  'needed',
  { ...itemFields, isWished: Type.Optional(Type.Boolean()) },
  ({ isWished }) => ({ isWished: isWished !== false }),
);
define(['Product Scanned', 'moments.scanned'], 'moments.scanned', 'named', itemFields, () => ({}));
define(
  ['Product Proposed', 'moments.proposed'],
  'moments.proposed',
  'needed',
  itemFields,
  () => ({}),
);
define(['Store Visited', 'moments.visited'], 'moments.visited', 'none', {}, () => ({ by: 'app' }));
define(['Signed Up', 'moments.signed_up'], 'moments.signed_up', 'none', {}, () => ({}));
define(
  ['Checkout Started', 'moments.checkout_started'],
  'moments.checkout_started',
  'none',
  moneyFields,
  money,
);
define(['Order Completed', 'moments.ordered'], 'moments.ordered', 'none', orderFields, order);
define(['Order Refunded', 'moments.refunded'], 'moments.refunded', 'none', orderFields, order);
define(['identify'], 'moments.identified', 'none', {}, () => ({}));
define(['alias'], 'moments.aliased', 'none', {}, () => ({}));
define(['group'], 'moments.grouped', 'none', { groupId: Reference }, () => ({}));

/** The kind that a name stands for; undefined for names that are nobody's or custom. */
export function kindOf(name: string): Kind | undefined {
  return kinds.get(name);
}

/** The first thing that does not fit, as field and rule; undefined when all fits. */
export function complaintOf(validator: Validator, properties: Properties): string | undefined {
  if (validator.Check(properties)) {
    return undefined;
  }
  const [first] = validator.Errors(properties);
  const field = (first?.instancePath ?? '').slice(1).replaceAll('/', '.');
  return `${field === '' ? 'properties' : field}: ${first?.message ?? 'does not fit'}`;
}

/** What names the item: our id, else the shop's product id, else the stock keeping unit. */
export function itemReference(properties: Properties): string | undefined {
  const given = properties['itemId'] ?? properties['product_id'] ?? properties['sku'];
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : undefined;
}

function money(given: Properties): MomentData {
  const { currency } = given;
  const value = numberIn(given['total'] ?? given['revenue'] ?? given['value']) ?? null;
  return { value, currency: typeof currency === 'string' ? currency : null };
}

function order(given: Properties): MomentData {
  const { products } = given;
  return {
    ...money(given),
    orderNumber: String(given['order_id']),
    lines: Array.isArray(products) ? products.length : null,
  };
}
