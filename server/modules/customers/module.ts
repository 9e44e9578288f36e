import type { Module } from '#kernel/module';

export const customersModule: Module = {
  name: 'customers',
  title: { ja: 'お客様', en: 'Customers' },
  canBeOff: false,
};
