// What the till is in the middle of, outside of React and kept in this browser: a page that is closed or a tablet that
// goes out loses no basket. Practice has a basket of its own: nothing of it can be sold, nothing real gets lost in it.
import { useSyncExternalStore } from 'react';
import type { OpenDrawer } from './book/drawer.ts';
import { type Basket, emptyBasket } from './sale/basket.ts';
import { nobody } from './sale/member.ts';

type TillState = {
  readonly basket: Basket;
  readonly drawer: OpenDrawer | null;
  readonly isPractice: boolean;
  /** The real basket, as long as somebody practises. */
  readonly aside: Basket | null;
  /** As the shop calls this till. */
  readonly till: string;
};

const storageKey = 'engawa-till';
const first: TillState = {
  basket: emptyBasket,
  drawer: null,
  isPractice: false,
  aside: null,
  till: '',
};

let state = read();
const watchers = new Set<() => void>();

function read(): TillState {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<TillState>;
    const basket = { ...emptyBasket, ...kept.basket };
    const member = basket.member === null ? null : { ...nobody, ...basket.member };
    return { ...first, ...kept, basket: { ...basket, member } };
  } catch {
    return first;
  }
}

export function tillState(): TillState {
  return state;
}

export function changeTill(change: Partial<TillState>): void {
  state = { ...state, ...change };
  localStorage.setItem(storageKey, JSON.stringify(state));
  for (const watcher of watchers) {
    watcher();
  }
}

type Reckon = (before: Basket, next: Basket) => Basket;
let reckonOffers: Reckon = (_, next) => next;

/** What is reckoned anew with each change of the basket, before anybody sees it. */
export function watchBasket(reckon: Reckon): void {
  reckonOffers = reckon;
}

export function changeBasket(change: (basket: Basket) => Basket): void {
  changeTill({ basket: reckonOffers(state.basket, change(state.basket)) });
}

/** Begins practice with an empty basket, or ends it with the one of before. */
export function practise(isPractice: boolean): void {
  if (isPractice !== state.isPractice) {
    const [basket, aside] = isPractice
      ? [emptyBasket, state.basket]
      : [state.aside ?? emptyBasket, null];
    changeTill({ isPractice, basket, aside });
  }
}

export function useTill(): TillState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}
