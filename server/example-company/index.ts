// The example company comes into a house.
export { type LoadOptions, loadExampleCompany } from './load-example-company.ts';
