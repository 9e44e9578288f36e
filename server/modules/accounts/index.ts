// The front door of accounts.
export { readProfile } from './read-profile.ts';
export { toPasskey, toSession } from './shape-ways.ts';
export { findWays } from './ways.ts';
