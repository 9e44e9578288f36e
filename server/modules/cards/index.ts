// The front door of cards.
export { createCardsModule } from './module.ts';
export { findRecordOfCard } from './scan-card.ts';
export { type ShownCard, showCard } from './show-card.ts';
