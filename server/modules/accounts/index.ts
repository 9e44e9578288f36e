// The front door of accounts.
export { type Address, listAddresses } from './addresses.ts';
export { readProfile } from './read-profile.ts';
export { toPasskey, toSession } from './shape-ways.ts';
export { findWays } from './ways.ts';
