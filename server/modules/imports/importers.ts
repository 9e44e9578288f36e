// The kinds of import, each with how its rows become something.
import type { Importer } from './importer.ts';
import { customersImporter } from './kinds/customers.ts';
import { ordersImporter } from './kinds/orders.ts';
import { placesImporter } from './kinds/places.ts';
import { productsImporter } from './kinds/products.ts';
import type { ImportKind } from './reading/index.ts';

export const importers: { readonly [Kind in ImportKind]?: Importer<Kind> } = {
  customers: customersImporter,
  orders: ordersImporter,
  places: placesImporter,
  products: productsImporter,
};
