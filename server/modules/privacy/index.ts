// The front door of privacy.
export { logAccess, type Provision, recordProvision } from './books.ts';
export {
  appendConsents,
  type ConsentDecision,
  type Decisions,
  findDecisions,
  isPurpose,
} from './consent.ts';
export { consentMaskOf } from './consent-mask.ts';
export { type Erased, type ErasureReason, eraseRecords } from './erase-records.ts';
export { privacyRefusals } from './errors.ts';
export { masterKeyUse, retireMasterKey, rewrapKeys, rotateMasterKey } from './master-keys.ts';
export {
  beginRecordKeys,
  createRecordKeys,
  eraseRecordKeys,
  loadRecordKeys,
} from './record-keys.ts';
export {
  type AccessRow,
  type ErasureRow,
  listAccessRows as listAccesses,
  listErasureRows as listErasures,
} from './store-books.ts';
