// The front door of customers.
export { changeConsents } from './change-consents.ts';
export { changeProfile } from './change-profile.ts';
export type { CodeMessage, CodeSender } from './code-sender.ts';
export {
  beginGuestRecords,
  createGuestRecords,
  type Guest,
  type GuestContact,
} from './create-guest-records.ts';
export {
  type EnsuredRecord,
  ensureRecords,
  type RecordToEnsure,
  type Source,
} from './ensure-records.ts';
export { eraseCustomerRecords } from './erase-customer-records.ts';
export { customersRefusals } from './errors.ts';
export {
  findRecordsByKey,
  type KnownRecord,
  recordKey,
  type SourceKey,
} from './find-records-by-key.ts';
export { type ImportedCustomer, type ImportOutcome, importCustomers } from './import-customers.ts';
export { keepMoments, type MomentToKeep } from './keep-moments.ts';
export { type LinkToMake, linkRecords, withdrawLink } from './link-records.ts';
export { findOwnRecords } from './own-records.ts';
export { nameOf, type Profile } from './profile.ts';
export {
  type CustomerRecord,
  findCustomersOfRecords,
  findRecords,
  readProfiles,
} from './read-profiles.ts';
export { listRecordIds, type RecordKind } from './store.ts';
export { countReachable, countSignUps } from './store-counts.ts';
