// The front door of loyalty.
export { type ValueView, viewValue } from './view-value.ts';
