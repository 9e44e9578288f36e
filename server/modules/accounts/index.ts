// The front door of accounts.
export { toPasskey, toSession } from './shape-ways.ts';
export { findWays } from './ways.ts';
