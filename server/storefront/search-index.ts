// The search of the shop: an index in this process over names, readings, categories, tags and codes. Every word
// must be found (a typo of one letter in five is forgiven); where that finds nothing, any word will do and the page
// says so.
import MiniSearch from 'minisearch';
import { queryWordsOf, wordsOf } from './fold-words.ts';

/** What is indexed of a product; `id` is the product's. */
export type SearchEntry = {
  readonly id: string;
  readonly name: string;
  readonly reading: string;
  readonly category: string;
  readonly more: string;
};

export type SearchHits = {
  readonly ids: readonly string[];
  /** True when not every word was found. */
  readonly isLoose: boolean;
};

export type SearchIndex = {
  put(entry: SearchEntry): void;
  remove(id: string): void;
  find(query: string): SearchHits;
};

export function createSearchIndex(): SearchIndex {
  const index = new MiniSearch<SearchEntry>({
    fields: ['name', 'reading', 'category', 'more'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    autoVacuum: true,
  });
  const search = (words: readonly string[], combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      tokenize: (text) => text.split(' '),
      combineWith,
      boost: { name: 3, reading: 2.5, category: 1.5 },
      prefix: (term) => term.length >= 2,
      // Kanji carry a meaning each: only what is spelt by sound may differ.
      fuzzy: (term) => (/^[a-z]{4,}$/.test(term) ? 0.21 : false),
      weights: { fuzzy: 0.25, prefix: 0.6 },
    });
  return {
    put: (entry) => {
      if (index.has(entry.id)) {
        index.replace(entry);
      } else {
        index.add(entry);
      }
    },
    remove: (id) => {
      if (index.has(id)) {
        index.discard(id);
      }
    },
    find: (query) => {
      const words = queryWordsOf(query);
      if (words.length === 0) {
        return { ids: [], isLoose: false };
      }
      const strict = search(words, 'AND');
      const hits = strict.length > 0 || words.length === 1 ? strict : search(words, 'OR');
      return {
        ids: hits.map((hit) => String(hit.id)),
        isLoose: strict.length === 0 && hits.length > 0,
      };
    },
  };
}
