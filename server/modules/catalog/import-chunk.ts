// One chunk of a product file on its way into the catalogue.
import type { CurrencyCode } from '#kernel/money';
import type { FieldChange, ProductToImport } from './product-import.ts';
import type { ItemRow, ProductRow } from './store.ts';

/** What the chunk of a trial before this one would have made: the next may speak of it. */
export type Trial = {
  items: ReadonlyMap<string, ItemRow>;
  products: ReadonlyMap<string, ProductRow>;
};

export type ImportOptions = {
  readonly source: string;
  readonly currency: CurrencyCode;
  /** Nothing is written; the same object goes through all chunks of a file. */
  readonly trial?: Trial | undefined;
};

/** What the chunk wants and what it changes; ids of things that change are the keys of `touched`. */
export type Chunk = ImportOptions & {
  readonly isTrial: boolean;
  readonly byItem: ReadonlyMap<string, ProductToImport>;
  readonly byProduct: ReadonlyMap<string, ProductToImport>;
  readonly productCodeOf: (row: ProductToImport) => string;
  readonly items: Map<string, ItemRow>;
  readonly products: Map<string, ProductRow>;
  readonly made: Set<string>;
  readonly touched: Map<string, FieldChange[]>;
  /** Rows with a price of a place or time of their own that becomes otherwise. */
  readonly priced: Map<ProductToImport, FieldChange>;
};

/** Notes that something changes, and what of it. */
export function touch(chunk: Chunk, id: string, changes: readonly FieldChange[]): void {
  const noted = chunk.touched.get(id);
  if (noted === undefined) {
    chunk.touched.set(id, [...changes]);
  } else {
    noted.push(...changes);
  }
}
