// The front door of orders.
export { changeState, type NextState } from './change-state.ts';
export { type OrderToPlace, type PlacedOrder, placeOrder } from './checkout/place-order.ts';
export { ordersRefusals } from './errors.ts';
export { type ImportedLines, importLines, type LineToImport } from './import-lines.ts';
export type { OrderRow } from './store/orders.ts';
export { type ExportedLineRow, exportLines, summariseSales } from './views.ts';
