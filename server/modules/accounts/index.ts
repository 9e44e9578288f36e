// The front door of accounts.
export { accountsRefusals } from './errors.ts';
export { findWays, type Ways } from './ways.ts';
