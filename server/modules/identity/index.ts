// The front door of identity.
export { type LearntBook, learnBook } from './learn-book.ts';
export { type Scored, scoreRecords } from './score-records.ts';
export { findSuggestedRecords } from './store-pairs.ts';
