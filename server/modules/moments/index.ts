// The front door of moments.
export { addSource } from './sources.ts';
export { takeMoments } from './take-moments.ts';
