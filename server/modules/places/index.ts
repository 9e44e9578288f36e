// The front door of places.
export { type Capability, capabilities, fromMask, toMask } from './capabilities.ts';
export { placesRefusals } from './errors.ts';
export { ensurePlace, openPlace, type PlaceToOpen } from './open-place.ts';
export {
  findPlaceRows as findPlaces,
  findPlaceRowsByCode as findPlacesByCode,
  type PlaceRow,
} from './store.ts';
