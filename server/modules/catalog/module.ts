import type { Module } from '#kernel/module';
import { prepareTaxRates } from './tax-rates.ts';

export const catalogModule: Module = {
  name: 'catalog',
  title: { ja: '商品', en: 'Catalogue' },
  canBeOff: false,
  prepare: prepareTaxRates,
};
