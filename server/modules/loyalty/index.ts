// The front door of loyalty.
export { ruleKinds, sentenceOf, termsShape } from './rules/rules.ts';
export { saveCard, saveRule, saveTiers } from './save-settings.ts';
export { takeReward } from './stamps/take-reward.ts';
export { findTierCodes } from './tiers/find-standing.ts';
export { findTiers } from './tiers/store.ts';
export { type ValueView, viewValue } from './view-value.ts';
