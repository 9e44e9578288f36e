// The front door of loyalty.
export { takeReward } from './stamps/take-reward.ts';
export { type ValueView, viewValue } from './view-value.ts';
