// The front door of privacy.
export { logAccess, logOpenPage, type Provision, recordProvision } from './books.ts';
export {
  agreeable,
  appendConsents,
  type ConsentDecision,
  type Decisions,
  findDecisions,
  isPurpose,
} from './consent.ts';
export { consentMaskOf } from './consent-mask.ts';
export { privacyDisclosure } from './disclose.ts';
export {
  type DisclosedPart,
  type DisclosureSource,
  disclosedPart,
  type Labels,
  labels,
  plainDisclosure,
} from './disclosure.ts';
export { type Erased, type ErasureReason, eraseRecords } from './erase-records.ts';
export { privacyRefusals } from './errors.ts';
export { masterKeyUse, retireMasterKey, rewrapKeys, rotateMasterKey } from './master-keys.ts';
export { listReceipts, type Receipt } from './receipt.ts';
export {
  beginRecordKeys,
  createRecordKeys,
  eraseRecordKeys,
  loadRecordKeys,
} from './record-keys.ts';
export { maskFollower, type Resumed, type StopFollower } from './stop-follower.ts';
export { listTextRows as listTexts } from './store.ts';
export {
  type AccessRow,
  type ErasureRow,
  listAccessRows as listAccesses,
  listErasureRows as listErasures,
} from './store-books.ts';
export {
  deleteEndedProvisionRows as endProvisions,
  findGivenConsents,
  listProvisionRowsOf as listProvisionsOf,
} from './store-disclosure.ts';
