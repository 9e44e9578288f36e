// The front door of segments.
export { findSegment } from './save-segment.ts';
export { selectPages } from './select-customers.ts';
export { queueSending } from './send-to-segment.ts';
