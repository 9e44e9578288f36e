// Promotions: conditions × benefits × calculators, one rule a file, and the engine that applies them. The same at the
// house and at a till without a line.
export { type Benefit, sayBenefit } from './benefits/benefits.ts';
export { type Condition, sayCondition } from './conditions/conditions.ts';
export {
  applyPromotions,
  type Brought,
  deliveryDueOf,
  findHints,
  nothing,
  type Outcome,
} from './engine/apply-promotions.ts';
export { type Ask, type BasketLine, type BuyerFacts, deedsDaysMax } from './engine/ask.ts';
export { type Book, candidatesOf, couponsOnly, emptyBook, writeBook } from './engine/book.ts';
export { mayApply } from './engine/may-apply.ts';
export {
  type Candidate,
  isLimited,
  lanes,
  type Promotion,
  PromotionTerms,
  type Standing,
  unused,
} from './engine/promotion.ts';
export type { Applied } from './engine/run-stack.ts';
export {
  localMoment,
  money,
  type Names,
  percent,
  type Sentence,
  sentence,
} from './engine/sentence.ts';
export { type Reason, reasonSpecs } from './reasons.ts';
