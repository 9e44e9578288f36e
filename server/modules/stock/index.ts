// The front door of stock.

export { applyFacts, applyHolds } from './apply-stock.ts';
export { findAvailability, type PlaceAvailability, stockWordOf } from './availability.ts';
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
export {
  expireHolds,
  extendHolds,
  fulfilHolds,
  fulfilHoldsById,
  type Hold,
  releaseHolds,
  releaseHoldsById,
  transferHolds,
} from './end-holds.ts';
export { stockRefusals } from './errors.ts';
export { importStock, type StockImportOutcome, type StockToImport } from './import-stock.ts';
export { holdStock, keepStock } from './keep-stock.ts';
export { loadStock } from './load-stock.ts';
export { postCounts } from './post-counts.ts';
export { postFacts } from './post-facts.ts';
export { hasStock, listStockAlerts, sumStockAlerts, sumStockOf } from './store-alerts.ts';
export {
  findStock,
  findStockOf,
  listStockRows as listStock,
  proveStock,
  type StockDifference,
} from './views.ts';
