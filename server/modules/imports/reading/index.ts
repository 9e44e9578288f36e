/**
 * The reading half of an import: a file of any kind in, typed rows with reasons out. Pure and
 * streaming; it knows no database and no module. README.md tells the order of calls.
 */
export { applyMap, type ColumnMap, guessColumns } from './column-map.ts';
export type { CouponRow } from './fields/balances.ts';
export type { ConsentRow } from './fields/consents.ts';
export type { CustomerRow } from './fields/customers.ts';
export type { OrderLineRow } from './fields/orders.ts';
export type { PlaceRow } from './fields/places.ts';
export type { ProductRow } from './fields/products.ts';
export { type FileShape, inspectFile } from './inspect-file.ts';
export { IMPORT_KINDS, type ImportKind, type RowByKind } from './kinds.ts';
export { parseRow } from './parse-row.ts';
export { type RawRow, readRows } from './read-rows.ts';
export { ReadingError } from './reading-error.ts';
export type { Decimal } from './values/decimal.ts';
export { guard, unguard } from './values/guard.ts';
export { writeList, writePairs, writeSteps } from './values/pairs.ts';
