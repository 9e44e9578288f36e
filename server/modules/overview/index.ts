// The front door of the overview.
export { tellPath } from './tell-path.ts';
export { tellToday } from './tell-today.ts';
