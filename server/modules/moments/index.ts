// The front door of moments.
export { addFeed, admitFeed } from './feeds/feeds.ts';
export { createIngest } from './feeds/ingest.ts';
export { readSegment } from './feeds/read-segment.ts';
export { addSource, placeOfSource } from './sources.ts';
export { takeMoments } from './take-moments.ts';
