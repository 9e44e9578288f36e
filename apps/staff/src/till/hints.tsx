// What nearly comes by itself, said to the clerk while something is being sold: one more piece, so many yen more.
import { useLanguage } from '@engawa/ui';
import { houseNow } from './book/clock.ts';
import { useHeldOffers } from './held-offers.ts';
import type { Basket } from './sale/basket.ts';
import { hintsOf } from './sale/offers.ts';

export function Hints({ basket }: { readonly basket: Basket }) {
  const isJa = useLanguage() === 'ja';
  const held = useHeldOffers();
  const hints = held === undefined ? [] : hintsOf(basket, held, houseNow());
  return hints.map(({ id, nameJa, nameEn, ja, en }) => (
    <p className="mb-2 rounded-lg bg-ai-mist px-3 py-2 text-sm" data-hint={id} key={id}>
      <b>{isJa ? nameJa : (nameEn ?? nameJa)}</b> {isJa ? ja : en}
    </p>
  ));
}
