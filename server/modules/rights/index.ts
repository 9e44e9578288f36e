// The front door of rights.
export { allowExport } from './allow-export.ts';
export { rightsRefusals } from './errors.ts';
export { listOwnShares } from './shares.ts';
export { showMine } from './show-mine.ts';
