/** The ten things that can be imported, each with its field table. */
import {
  type CouponRow,
  couponFields,
  type GiftRow,
  giftFields,
  type PointsRow,
  pointsFields,
  type StampRow,
  stampFields,
} from './fields/balances.ts';
import { type ConsentRow, consentFields } from './fields/consents.ts';
import { type CustomerRow, customerFields, finishCustomer } from './fields/customers.ts';
import type { FieldTable, Finished } from './fields/field.ts';
import { finishOrderLine, type OrderLineRow, orderFields } from './fields/orders.ts';
import { type PlaceRow, placeFields } from './fields/places.ts';
import { finishProduct, type ProductRow, productFields } from './fields/products.ts';
import { type StockRow, stockFields } from './fields/stock.ts';

export interface RowByKind {
  readonly customers: CustomerRow;
  readonly products: ProductRow;
  readonly places: PlaceRow;
  readonly stock: StockRow;
  readonly orders: OrderLineRow;
  readonly points: PointsRow;
  readonly stamps: StampRow;
  readonly gifts: GiftRow;
  readonly coupons: CouponRow;
  readonly consents: ConsentRow;
}

export type ImportKind = keyof RowByKind;

interface KindSpec {
  readonly fields: FieldTable;
  /**
   * Of each group at least one field must have a column or a constant, besides the required ones.
   */
  readonly anyOf: readonly (readonly string[])[];
  /** Rules over several fields, after each has been read. */
  readonly finish?: (values: never) => Finished<object>;
}

export const KIND_SPECS: Readonly<Record<ImportKind, KindSpec>> = {
  customers: { fields: customerFields, anyOf: [], finish: finishCustomer },
  products: {
    fields: productFields,
    anyOf: [['itemCode', 'productKey', 'gtin', 'barcode']],
    finish: finishProduct,
  },
  places: { fields: placeFields, anyOf: [] },
  stock: { fields: stockFields, anyOf: [] },
  orders: { fields: orderFields, anyOf: [['itemCode', 'itemName']], finish: finishOrderLine },
  points: { fields: pointsFields, anyOf: [] },
  stamps: { fields: stampFields, anyOf: [] },
  gifts: { fields: giftFields, anyOf: [] },
  coupons: { fields: couponFields, anyOf: [] },
  consents: { fields: consentFields, anyOf: [] },
};

export const IMPORT_KINDS = Object.keys(KIND_SPECS) as readonly ImportKind[];
