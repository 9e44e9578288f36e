// The front door of stock.
export { applyFacts, applyHolds } from './apply-stock.ts';
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
export { loadStock } from './load-stock.ts';
export { postFacts } from './post-facts.ts';
