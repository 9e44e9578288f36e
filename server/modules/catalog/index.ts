// The front door of the catalogue.
export { addItem, changePrice, type ItemToAdd, type PriceToSet } from './add-item.ts';
export { ensureItems, type ItemToEnsure } from './ensure-items.ts';
export { catalogRefusals } from './errors.ts';
export {
  type CatalogItem,
  findItems,
  findItemsByCode,
  findPrices,
  type ItemOfCode,
  type ItemPrice,
  isInWholePieces,
  priceKey,
} from './find-items.ts';
export { type ArticleCode, isInStore, readCode, shortGtin, toGtin14 } from './gtin.ts';
export type { Trial } from './import-chunk.ts';
export { importProducts } from './import-products.ts';
export { findKeptItems, knownItems } from './kept-items.ts';
export { findKeptPrices, knownPrices } from './kept-prices.ts';
export { pictureBytesMax, readPicture } from './pictures/read-picture.ts';
export type { FieldChange, ImportOutcome, ProductToImport } from './product-import.ts';
export { openSearchIndex } from './search/kept-index.ts';
export { findItemsByWords, searchItems } from './search-items.ts';
export { foldForSearch } from './search-text.ts';
export { readSheet, type SheetItem, type SheetPrice } from './sheet.ts';
export {
  findShelfChanges,
  listCategories,
  listShelf,
  type ShelfCategory,
  type ShelfItem,
  type ShelfMedia,
} from './shelf.ts';
export {
  type CompactShelf,
  countItems,
  listCompactChanges,
  listCompactShelf,
  listTaxRates,
} from './store-compact-shelf.ts';
export { nextPriceChange } from './store-price-changes.ts';
export { findListedItems, findPriceList, type PriceList } from './store-price-lists.ts';
export { listItemsOfCategory } from './store-shelf.ts';
export { findItemsOfCategories, findSiblings } from './store-siblings.ts';
export type { PriceAsked } from './views.ts';
