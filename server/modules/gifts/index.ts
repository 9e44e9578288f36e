// The front door of gifts.
export { viewGift, viewSent } from './view-gift.ts';
