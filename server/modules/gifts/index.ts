// The front door of gifts.
export { findSent, listSentBy } from './list-sent.ts';
export { viewGift } from './view-gift.ts';
