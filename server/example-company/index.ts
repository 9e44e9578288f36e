// The example company comes into a house, and lives there.
export { picturesPath } from './load-catalogue.ts';
export { type LoadOptions, loadExampleCompany } from './load-example-company.ts';
export { servePictures } from './serve-pictures.ts';
export { type SimulationOptions, simulateMoments } from './simulate-moments.ts';
