// The front door of rights.
export { rightsRefusals } from './errors.ts';
export { showMine } from './show-mine.ts';
