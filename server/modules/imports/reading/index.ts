/**
 * The reading half of an import: a file of any kind in, typed rows with reasons out. Pure and
 * streaming; it knows no database and no module. README.md tells the order of calls.
 */
export { applyMap, type ColumnMap, guessColumns } from './column-map.ts';
export type { CouponRow, GiftRow, PointsRow, StampRow } from './fields/balances.ts';
export type { ConsentRow } from './fields/consents.ts';
export type { CustomerRow } from './fields/customers.ts';
export type { LineKind, OrderLineRow } from './fields/orders.ts';
export type { PlaceRow } from './fields/places.ts';
export type { ProductRow } from './fields/products.ts';
export type { StockRow } from './fields/stock.ts';
export { type FileShape, type InspectOptions, inspectFile } from './inspect-file.ts';
export { IMPORT_KINDS, type ImportKind, type RowByKind } from './kinds.ts';
export { parseRow, type RowResult } from './parse-row.ts';
export { type RawRow, type ReadOptions, type RowProblem, readRows } from './read-rows.ts';
export { ReadingError, type ReadingErrorCode, type Sentence } from './reading-error.ts';
export type { Parsed, Reason } from './reason.ts';
export type { Phone } from './values/contact.ts';
export type { Decimal } from './values/decimal.ts';
export type { Gender } from './values/words.ts';
