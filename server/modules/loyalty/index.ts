// The front door of loyalty.
export { saveCard, saveRule, saveTiers } from './save-settings.ts';
export { takeReward } from './stamps/take-reward.ts';
export { type ValueView, viewValue } from './view-value.ts';
