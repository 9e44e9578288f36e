import type { Module } from '#kernel/module';

export const offersModule: Module = {
  name: 'offers',
  title: { ja: 'オファー', en: 'Offers' },
  canBeOff: true,
};
