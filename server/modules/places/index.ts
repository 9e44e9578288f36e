// The front door of places.
export { addBrand, addParty, type BrandToAdd, type PartyToAdd } from './add-party.ts';
export { type Capability, capabilities, fromMask, toMask } from './capabilities.ts';
export { changePlace, type PlaceChange } from './change-place.ts';
export { distanceBetweenM, type Position } from './distance.ts';
export { placesRefusals } from './errors.ts';
export { findPlacesByKey } from './find-places-by-key.ts';
export {
  importPlaces,
  type PlaceImportOptions,
  type PlaceImportOutcome,
  type PlaceToImport,
} from './import-places.ts';
export { readInvoiceNumber } from './invoice-number.ts';
export { findKeptPlaces, knownPlaces } from './kept-places.ts';
export { ensurePlace, openPlace, type PlaceToOpen } from './open-place.ts';
export {
  businessDayOf,
  holidayOf,
  isOpenAt,
  nextOpening,
  type OpenInterval,
  type Opening,
  openingOf,
  type PlaceHours,
  type WeekdayInterval,
} from './opening.ts';
export { townsOf } from './postal-codes.ts';
export { clearSpecialDay, setSpecialDay, setWeeklyHours } from './set-hours.ts';
export {
  findPlaceRows as findPlaces,
  findPlaceRowsByCode as findPlacesByCode,
  type PlaceRow,
} from './store.ts';
export {
  findParty,
  findPlaceHours,
  findSeller,
  listPartyRows as listParties,
  listPlaceRows as listPlaces,
  type NearbyPlace,
  nearestPlaces,
} from './views.ts';
