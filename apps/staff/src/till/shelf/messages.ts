// What the page and the keeper of the catalogue say to each other.
import type { TillItem } from './line.ts';

export type ShelfState = {
  readonly items: number;
  /** opening: reads what is kept; filling: the first time, usable meanwhile; ready: all of it is here. */
  readonly phase: 'opening' | 'filling' | 'ready';
  /** Of when it is; null before the first page. */
  readonly asOf: string | null;
  /** Milliseconds from the start until all that was kept, or all pages, could be searched. */
  readonly openedMs: number | null;
  /** Whether the last try to hear what changed got no answer. */
  readonly isAway: boolean;
};

export type Question =
  | { readonly kind: 'code'; readonly number: number; readonly code: string }
  | {
      readonly kind: 'search';
      readonly number: number;
      readonly text: string;
      readonly limit: number;
    }
  | { readonly kind: 'ids'; readonly number: number; readonly ids: readonly string[] };

export type Asked =
  | { readonly kind: 'open'; readonly placeId: string }
  | { readonly kind: 'refresh' }
  | Question;

export type Told =
  | { readonly kind: 'state'; readonly state: ShelfState }
  | { readonly kind: 'items'; readonly number: number; readonly items: readonly TillItem[] };
