// The front door of layaways.
export { cancelLayaway, extendLayaway } from './change-layaway.ts';
export type { LayawayContact } from './contact.ts';
export { layawaysRefusals } from './errors.ts';
export { type ItemToKeep, keepItem } from './keep-item.ts';
export { isLayawayToken, layawayToken } from './layaway-token.ts';
export {
  findLayawayRow as findLayaway,
  type LayawayRow,
  listRowsOfRecords as listLayawaysOf,
} from './store.ts';
