// The front door of rights.
export { allowExport } from './allow-export.ts';
export { rightsRefusals } from './errors.ts';
export { followStops } from './follow-stops.ts';
export { runRetention } from './retention.ts';
export { listOwnShares } from './shares.ts';
export { showMine } from './show-mine.ts';
