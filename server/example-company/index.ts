// The example company comes into a house, and lives there.
export { loadExampleCompany } from './load-example-company.ts';
export { servePictures } from './serve-pictures.ts';
export { simulateMoments } from './simulate-moments.ts';
