// The promotions that this till holds, kept for days without a line; a basket has what they take off in the same moment in
// which it changes.
import { answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../api.ts';
import { useFollowing } from '../log/live.ts';
import { askOrRemember } from '../offline/memory.ts';
import { houseNow } from './book/clock.ts';
import type { Basket } from './sale/basket.ts';
import { goodsKey, type HeldOffers, holdRules, offersOf } from './sale/offers.ts';
import { quote } from './sale/quote.ts';
import { changeTill, tillState, useTill, watchBasket } from './till-state.ts';
import { useHead } from './use-counter.ts';

let held: HeldOffers | undefined;
const watchers = new Set<() => void>();

watchBasket((before, next) =>
  goodsKey(before) === goodsKey(next) && before.offers === next.offers ? next : withOffers(next),
);

/** The house has judged this basket (of `goodsKey`), with the coupons that are brought. */
export function takeHouseOffers(key: string, judged: Pick<Basket, 'offers' | 'couponCodes'>): void {
  const { basket } = tillState();
  if (goodsKey(basket) === key) {
    changeTill({ basket: { ...basket, ...judged, couponMinor: 0, offersBy: 'house' } });
  }
}

export function useHeldOffers(): HeldOffers | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => held,
  );
}

function withOffers(basket: Basket): Basket {
  const offers = held === undefined ? [] : offersOf(basket, held, houseNow());
  return { ...basket, offers, offersBy: 'till' };
}

/** What ended or began since the basket last changed, before it is paid. */
export function reckonAgain(): void {
  const { basket } = tillState();
  if (basket.offersBy === 'till' && basket.couponCodes.length === 0) {
    changeTill({ basket: withOffers(basket) });
  }
}

/** Asks for the rules of this place and keeps them; hears what only the house can judge, while there is a line. */
export function useOffersKept(): void {
  const head = useHead();
  const placeId = head?.placeId ?? '';
  const key = ['till', 'offers', placeId];
  const rules = useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(key, () =>
        answerOf(api.GET('/api/tills/offers', { params: { query: { placeId } } })),
      ),
    enabled: head !== undefined,
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  });
  const promotions = rules.data?.data.promotions;
  useEffect(() => {
    if (head === undefined || promotions === undefined) {
      return;
    }
    held = holdRules(promotions, head);
    for (const watcher of watchers) {
      watcher();
    }
    reckonAgain();
  }, [head, promotions]);
  useHouseOffers(placeId);
}

function useHouseOffers(placeId: string): void {
  const { basket } = useTill();
  const isAway = useFollowing() === 'retrying';
  const rules = useHeldOffers();
  const key = goodsKey(basket);
  const isAsked = rules?.needsHouse === true && basket.lines.length > 0 && !isAway;
  const answer = useQuery({
    queryKey: ['till', 'offers-of', placeId, key],
    queryFn: async () => {
      const bare = { ...basket, couponCodes: [], couponMinor: 0, offers: [] };
      return (await quote(bare, [], placeId)).offers;
    },
    enabled: isAsked && basket.offersBy === 'till' && basket.couponCodes.length === 0,
    staleTime: 30_000,
    retry: false,
  });
  const offers = isAsked ? answer.data : undefined;
  useEffect(() => {
    const { offersBy, couponCodes } = tillState().basket;
    if (offers !== undefined && offersBy === 'till' && couponCodes.length === 0) {
      takeHouseOffers(key, { offers, couponCodes: [] });
    }
  }, [offers, key]);
}
