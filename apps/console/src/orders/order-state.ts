// The states an order can be in, as the API spells them.
import { ja } from '../words/ja.ts';

export type OrderStateWord = keyof typeof ja.orders.states;

export function isOrderState(word: string): word is OrderStateWord {
  return word in ja.orders.states;
}
