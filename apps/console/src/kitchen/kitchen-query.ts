import { type Answer, answerOf } from '@engawa/client';
import { api } from '../api.ts';

export type MenuSettings = Answer<'/api/kitchen/settings/menu'>;
export type MenuItem = MenuSettings['items'][number];
export type OptionGroup = MenuSettings['groups'][number];
export type Option = OptionGroup['options'][number];
export type Cafe = Answer<'/api/kitchen/settings/shops'>['shops'][number];
export type Allergen = Answer<'/api/kitchen/allergens'>['allergens'][number];
export type AllergenCode = Allergen['code'];

export const menuQuery = {
  queryKey: ['kitchen', 'menu'],
  queryFn: () => answerOf(api.GET('/api/kitchen/settings/menu')),
};

export const cafesQuery = {
  queryKey: ['kitchen', 'cafes'],
  queryFn: () => answerOf(api.GET('/api/kitchen/settings/shops')),
};

export const allergensQuery = {
  queryKey: ['kitchen', 'allergens'],
  queryFn: () => answerOf(api.GET('/api/kitchen/allergens')),
  staleTime: Infinity,
};

/** In the reader's language. */
export function named(
  { nameJa, nameEn }: { readonly nameJa: string; readonly nameEn: string },
  language: string,
): string {
  return language === 'en' ? nameEn : nameJa;
}
