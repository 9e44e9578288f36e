// The front door of the floor.
export { floorRefusals } from './errors.ts';
