// What the till is in the middle of, outside of React and kept in this browser: a page that is closed or a tablet that
// goes out loses no basket.
import { useSyncExternalStore } from 'react';
import type { OpenDrawer } from './book/drawer.ts';
import { type Basket, emptyBasket } from './sale/basket.ts';
import { nobody } from './sale/member.ts';

type TillState = {
  readonly basket: Basket;
  readonly drawer: OpenDrawer | null;
  readonly isPractice: boolean;
  /** As the shop calls this till. */
  readonly till: string;
};

const storageKey = 'engawa-till';
const first: TillState = { basket: emptyBasket, drawer: null, isPractice: false, till: '' };

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

export function changeBasket(change: (basket: Basket) => Basket): void {
  changeTill({ basket: change(state.basket) });
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
