// The front door of allowances.
export { beginUse, endUse, usePoints } from './use-allowance.ts';
