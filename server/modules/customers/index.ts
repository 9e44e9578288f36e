// The front door of customers.

export { proofOf } from './account-routes.ts';
export { changeConsents } from './change-consents.ts';
export { changeProfile } from './change-profile.ts';
export type { CodeMessage, CodeSender } from './code-sender.ts';
export { customersOf } from './components.ts';
export {
  beginGuestRecords,
  createGuestRecords,
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
export { listRecordsOfCustomer } from './find-customers.ts';
export { type CustomerDeed, findDeeds } from './find-deeds.ts';
export { findLastVisit, type LastVisit } from './find-last-visit.ts';
export { findRecordByCode } from './find-record-by-code.ts';
export {
  findRecordsByKey,
  type KnownRecord,
  recordKey,
  type SourceKey,
} from './find-records-by-key.ts';
export { findRecordsByMember } from './find-records-by-member.ts';
export { type CustomerToHold, holdCustomer, holdCustomers } from './hold-customer.ts';
export type { SignKind } from './identifier.ts';
export { type Identified, identifyRecords, type Sign } from './identify-records.ts';
export { type ImportedCustomer, type ImportOutcome, importCustomers } from './import-customers.ts';
export { keepMoments, type MomentToKeep } from './keep-moments.ts';
export {
  type HeldRecords,
  holdForLinks,
  type LinkToMake,
  linkRecords,
  makeLinks,
  withdrawLink,
} from './link-records.ts';
export { memberKey } from './look-up-keys.ts';
export { maskProfile } from './mask-profile.ts';
export { createCustomersModule } from './module.ts';
export {
  type Contact,
  listProvedContacts,
  openAccount,
  openSession,
  type SignedIn,
} from './open-account.ts';
export { findOwnRecords, findOwnSets, joinGuest, joinGuestsOfEmail } from './own-records.ts';
export { kanaOf, nameOf, type Profile } from './profile.ts';
export {
  findCompanions,
  findLink,
  findLinks,
  previewSplit,
  type SplitPreview,
  type StandingLink,
} from './read-links.ts';
export {
  type CustomerRecord,
  findCustomersOfRecords,
  findRecords,
  readProfiles,
} from './read-profiles.ts';
export { refusalWords } from './refusal-words.ts';
export { refuseStopped, refuseStoppedRows } from './refuse-stopped.ts';
export { AccessReason } from './schemas.ts';
export { answerSignedIn, browserOf } from './session-cookie.ts';
export { countCodeTry, finishProof } from './sign-in.ts';
export {
  blockIdentifier,
  changeCap,
  findBlockedContacts,
  findCaps,
  listBlocked,
  listRefusedLinks,
  releaseBlocked,
  unblockIdentifier,
  withoutShared,
} from './sign-rules.ts';
export { listRecordIds, type RecordKind } from './store.ts';
export {
  type AgreedCustomer,
  countMoments,
  countReachable,
  countRegistered,
  countSignUps,
  listAgreedCustomers,
} from './store-counts.ts';
export { listAgreedRecords } from './store-deeds.ts';
export { listForgottenRecords, listStoppedRecords } from './store-forgotten.ts';
export { suspicionOf } from './suspicion.ts';
