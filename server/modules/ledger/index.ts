// The front door of the ledger.
export type { AccountRef, LedgerFacts, OverdraftPolicy, OwnerKind, Unit } from './account.ts';
export { applyPostings, type PostingAnswer, type PostOptions, post } from './apply-postings.ts';
export { ensureBearers, findBearer, findBearers, newBearerCode } from './bearer-code.ts';
export { type PostingDecision, undecidePosting } from './draft.ts';
export type {
  Capture,
  Earn,
  LedgerEntry,
  Mature,
  Release,
  Reserve,
  Reverse,
  Spend,
  Transfer,
} from './entry.ts';
export { ledgerRefusals } from './errors.ts';
export { expireValue } from './expire-value.ts';
export {
  importOpeningLots,
  type OpeningImport,
  type OpeningOutcome,
  type OpeningRow,
} from './import-opening-lots.ts';
export { loadLedger } from './load-ledger.ts';
export { decidePosting } from './posting.ts';
export { type SpendTogether, shareOut, spendTogether } from './spend-together.ts';
export { type ExpiringRow, listExpiring, listOpenLots } from './store-lots.ts';
export {
  availableOf,
  type Balance,
  balancesOf,
  isUnitUsed,
  type LedgerDifference,
  type LedgerProof,
  listStatement,
  netByReferences,
  type Period,
  proveLedger,
  type StatementLine,
  sumByReference,
} from './views.ts';
