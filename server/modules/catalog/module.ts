import type { Module } from '#kernel/module';
import { changeRoutes } from './change-routes.ts';
import { filmRoutes } from './pictures/film-routes.ts';
import { pictureRoutes } from './pictures/picture-routes.ts';
import { priceListRoutes } from './price-list-routes.ts';
import { priceRoutes } from './price-routes.ts';
import { catalogRoutes } from './routes.ts';
import { prepareTaxRates } from './tax-rates.ts';

export const catalogModule: Module = {
  name: 'catalog',
  title: { ja: '商品', en: 'Catalogue' },
  canBeOff: false,
  routes: (app, house) => {
    catalogRoutes(app, house);
    changeRoutes(app, house);
    pictureRoutes(app, house);
    filmRoutes(app, house);
    priceRoutes(app, house);
    priceListRoutes(app, house);
  },
  prepare: prepareTaxRates,
};
