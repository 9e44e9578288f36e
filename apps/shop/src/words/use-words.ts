// The words of the page's language. A browser loads one language, since the switch between them is another page; the
// server keeps both (see entry.client.tsx and entry.server.tsx).
import { type Language, useLanguage } from '@engawa/ui';
import type { ShopWords } from './ja.ts';

const kept = new Map<Language, ShopWords>();

/** Before a page is rendered: the words of one language. */
export function keepWords(language: Language, words: ShopWords): void {
  kept.set(language, words);
}

export function useWords(): ShopWords {
  const language = useLanguage();
  const words = kept.get(language);
  if (words === undefined) {
    throw new Error(`The words of ${language} were not loaded before the page was rendered.`);
  }
  return words;
}
