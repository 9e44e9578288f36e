// The front door of orders.
export { changeState, type NextState } from './change-state.ts';
export type { OrderToPlace, PlacedOrder, ToldLine } from './checkout/order-to-place.ts';
export { placeOrder } from './checkout/place-order.ts';
export type { DeliveryTerms } from './delivery/fee.ts';
export { findDeliveryTerms, saveDeliveryTerms } from './delivery/store.ts';
export { ordersRefusals } from './errors.ts';
export { findOrderByToken } from './find-order-by-token.ts';
export { type ImportedLines, importLines, type LineToImport } from './import-lines.ts';
export { isHerOrder } from './is-her-order.ts';
export { findParcels, type OrderParcel } from './parcels/store.ts';
export { trackingUrlOf } from './parcels/tell-parcels.ts';
export { findPickRows } from './picking/store.ts';
export type { SalesPolicy } from './policy.ts';
export { type DayOffered, findDays } from './preorders/find-days.ts';
export { type DayMoves, findDayMoves, moveDay } from './preorders/move-day.ts';
export { openWindows, type Preorder } from './preorders/preorder.ts';
export { listActivePreorders } from './preorders/store.ts';
export { moveLatePromises } from './promise/jobs.ts';
export { findPromiseMoves } from './promise/store.ts';
export {
  type OrderPreview,
  type OrderToPreview,
  previewOrder,
} from './promotions/preview-order.ts';
export { setTierSource } from './promotions/tier-source.ts';
export {
  issueNamedReceipt,
  type NamedReceipt,
  type ReceiptsOfOrder,
  showNamedReceipt,
  viewNamedReceipts,
} from './receipt/named-receipt.ts';
export { makeReceipt } from './receipt/receipt.ts';
export { askReturn, withdrawReturn } from './return-requests/ask-return.ts';
export { offerReturn, type ReturnOffer } from './return-requests/offer-return.ts';
export {
  canWithdraw,
  isOpen as isRequestOpen,
  type ReturnTerms,
  requestNumber,
} from './return-requests/request.ts';
export {
  findRequestParts,
  listRequestsOf,
  type RequestParts,
  type RequestRow,
} from './return-requests/store.ts';
export { findTerms as findReturnTerms } from './return-requests/store-terms.ts';
export { findStandingOrders, type StandingOrder } from './returns/find-standing-orders.ts';
export { takeBackUnreceipted } from './returns/take-back-unreceipted.ts';
export { type ReturnTaken, takeReturn } from './returns/take-return.ts';
export { quoteParcels } from './routing/quote-parcels.ts';
export { PaymentPart } from './schemas.ts';
export type { OrderState } from './state.ts';
export { type BoughtRow, findBought } from './store/bought.ts';
export { type DaySalesRow, sumDaySales } from './store/day-sales.ts';
export { readOrdersOf, sumOrdersOf } from './store/disclosure.ts';
export { sumOrders } from './store/order-sums.ts';
export type { OrderRow } from './store/orders.ts';
export { findPolicy, findTermsOf } from './store/policy.ts';
export {
  type BoughtTogether,
  findBoughtTogether,
  listPurchases,
  type Purchase,
} from './store/purchases.ts';
export { listShopSales, reportShop, type ShopSpan } from './store/shop-report.ts';
export { hasBoughtBefore, listSpenders, sumPurchases, sumSpendByDay } from './store/standing.ts';
export { paidAtCounter } from './tender/paid-at-counter.ts';
export { sumByMethod } from './tender/sum-by-method.ts';
export { viewTokenOf } from './view-token.ts';
export {
  type ExportedLineRow,
  exportLines,
  findMostOrdered,
  listOrders,
  type OrderView,
  summariseSales,
} from './views.ts';
