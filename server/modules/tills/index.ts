// The front door of tills.
export { reportDrawer } from './drawers/report.ts';
