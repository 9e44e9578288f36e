// The front door of stock.

export { applyFacts, applyHolds } from './apply-stock.ts';
export { findAvailability, type PlaceAvailability } from './availability.ts';
export {
  availableMilli,
  balanceOf,
  decideFact,
  decideHold,
  decideHolds,
  type FactDecision,
  type HoldDecision,
  type HoldReason,
  type StockBalance,
  type StockFact,
  type StockFacts,
  type StockKey,
  undecideHold,
  type WantedHold,
} from './balance.ts';
export { confidenceOf } from './confidence.ts';
export { postCounts } from './counts/post-counts.ts';
export { stockRefusals } from './errors.ts';
export {
  expireHolds,
  extendHolds,
  fulfilHolds,
  fulfilHoldsById,
  type Hold,
  releaseHolds,
  releaseHoldsById,
  transferHolds,
} from './holds/end-holds.ts';
export { holdStock, keepStock } from './holds/keep-stock.ts';
export { moveHold } from './holds/move-hold.ts';
export { importStock, type StockImportOutcome, type StockToImport } from './import-stock.ts';
export { findKeptStock, type StockToShow } from './kept-stock.ts';
export { loadStock } from './load-stock.ts';
export { type Received, receiveStock } from './lots/receive-stock.ts';
export { postFacts } from './post-facts.ts';
export { stockWordOf } from './stock-word.ts';
export {
  hasStock,
  listStockAlerts,
  sumStockAlerts,
  sumStockOf,
} from './store-alerts.ts';
export { proveStock, type StockDifference } from './store-proof.ts';
export { listStockWork, type StockWorkKind } from './store-work.ts';
export { requestTransfer } from './transfers/request-transfer.ts';
export {
  findShelves,
  findStock,
  findStockOf,
  listStockRows as listStock,
  type StockRow,
  toBalance,
} from './views.ts';
