// The front door of moments.
export { addSource, placeOfSource } from './sources.ts';
export { takeMoments } from './take-moments.ts';
