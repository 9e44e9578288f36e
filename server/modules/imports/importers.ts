// The kinds of import, each with how its rows become something.
import type { Importer } from './importer.ts';
import { consentsImporter } from './kinds/consents.ts';
import { couponsImporter } from './kinds/coupons.ts';
import { customersImporter } from './kinds/customers.ts';
import { giftsImporter } from './kinds/gifts.ts';
import { ordersImporter } from './kinds/orders.ts';
import { placesImporter } from './kinds/places.ts';
import { pointsImporter } from './kinds/points.ts';
import { productsImporter } from './kinds/products.ts';
import { stampsImporter } from './kinds/stamps.ts';
import { stockImporter } from './kinds/stock.ts';
import type { ImportKind } from './reading/index.ts';

export const importers: { readonly [Kind in ImportKind]: Importer<Kind> } = {
  consents: consentsImporter,
  coupons: couponsImporter,
  customers: customersImporter,
  gifts: giftsImporter,
  orders: ordersImporter,
  places: placesImporter,
  points: pointsImporter,
  products: productsImporter,
  stamps: stampsImporter,
  stock: stockImporter,
};
