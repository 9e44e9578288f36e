import { useLanguage } from '@engawa/ui';
import { en } from './en.ts';
import { ja, type ShopWords } from './ja.ts';

/** The words of the page's language. */
export function useWords(): ShopWords {
  return useLanguage() === 'en' ? en : ja;
}
