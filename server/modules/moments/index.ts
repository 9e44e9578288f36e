// The front door of moments.
export { addSource, type SourceToAdd } from './sources.ts';
export { type MomentsTaken, type MomentToTake, takeMoments } from './take-moments.ts';
export type { Caller } from './visitor.ts';
