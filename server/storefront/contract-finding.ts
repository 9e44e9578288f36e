// What the pages to look around in are given, beside the cards: what narrows a list, and what is proposed while she
// types. Types only.
import type { Card, CategoryLink } from './contract.ts';

export type Narrowed = {
  /** Typed ids of categories. */
  readonly categories: readonly string[];
  /** Keys of price bands: `1000-3000`, `10000-`. */
  readonly prices: readonly string[];
  /** `色:藍`. */
  readonly options: readonly string[];
  /** There now: at the shop she chose, or to be sent home. */
  readonly stock: readonly string[];
};

export type FacetKey = 'c' | 'p' | 'o' | 's';

export type Facet = {
  /** The name in the address. */
  readonly key: FacetKey;
  /** What an option is called (色); null where the page has a word. */
  readonly name: string | null;
  readonly values: readonly FacetValue[];
  /** Of the prices, where it is about prices. */
  readonly currency?: string;
};

export type FacetValue = {
  /** As it stands in the address. */
  readonly value: string;
  /** Null where the page has a word. */
  readonly label: string | null;
  readonly count: number;
  readonly isChosen: boolean;
};

export type Helping = {
  readonly categories: readonly CategoryLink[];
  readonly popular: readonly Card[];
};

/** Proposed while she types. */
export type Suggestion = {
  readonly kind: 'category' | 'item';
  readonly label: string;
  /** A page of the shop. */
  readonly to: string;
};

export type SizeTable = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly size: string; readonly values: readonly string[] }[];
};

export type SizeHelp = {
  readonly table: SizeTable | null;
  /** What she bought last of the same kind. */
  readonly last: { readonly size: string; readonly name: string } | null;
};
