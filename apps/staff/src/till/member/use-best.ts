// Which of her coupons take most off this basket together, and taking them: the house's answer while there is a line, the
// promise's own terms without one.
import { Refused } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useFollowing } from '../../log/live.ts';
import { useStation } from '../../station/station.ts';
import { takeHouseOffers } from '../held-offers.ts';
import { type Basket, withoutCoupons } from '../sale/basket.ts';
import { bestAway, couponOff } from '../sale/member.ts';
import { goodsKey } from '../sale/offers.ts';
import { quote } from '../sale/quote.ts';
import { changeBasket } from '../till-state.ts';

export type Best = { readonly codes: readonly string[]; readonly savesMinor: number };

/** Undefined where nothing can be saved, or it is saved already. */
export function useBest(basket: Basket): Best | undefined {
  const placeId = useStation()?.placeId ?? '';
  const isAway = useFollowing() === 'retrying';
  const { member, lines, discountMinor, couponCodes } = basket;
  const hasCoupons = lines.length > 0 && (member?.coupons.length ?? 0) > 0;
  const what = lines.map((line) => [
    line.itemId,
    line.code,
    line.quantityMilli,
    line.discountMinor,
  ]);
  // She who comes again with the same goods has other coupons than before.
  const whose = JSON.stringify([member?.recordId, member?.coupons.map(({ code }) => code)]);
  const best = useQuery({
    queryKey: ['till', 'best', placeId, whose, JSON.stringify(what), discountMinor],
    queryFn: async () => {
      const asked = withoutCoupons(basket);
      return (await quote(asked, [], placeId)).best;
    },
    enabled: hasCoupons && !isAway && member?.recordId !== null,
    placeholderData: (before, asked) => (asked?.queryKey[3] === whose ? before : undefined),
    retry: false,
  });
  // What is kept for this till is a used coupon to everybody else, the house's own reckoning too.
  const found = (hasCoupons ? [bestAway(basket), isAway ? undefined : best.data] : [])
    .flatMap((each) => each ?? [])
    .toSorted((a, b) => b.savesMinor - a.savesMinor)[0];
  return found === undefined || found.savesMinor === 0 || isSame(found.codes, couponCodes)
    ? undefined
    : found;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((code) => others.includes(code));
}

/** Puts these coupons into the basket; answers why not, in the words of the house. Throws `Unreachable`. */
export async function takeCoupons(
  basket: Basket,
  codes: readonly string[],
  { placeId, isAway }: { readonly placeId: string; readonly isAway: boolean },
): Promise<string | undefined> {
  const bare = withoutCoupons(basket);
  if (codes.length === 0) {
    changeBasket(withoutCoupons);
    return undefined;
  }
  const [first = ''] = codes;
  if (isAway || (codes.length === 1 && basket.member?.promised?.codes.includes(first) === true)) {
    const coupon = basket.member?.coupons.find(({ code }) => code === first);
    if (coupon !== undefined && codes.length === 1) {
      changeBasket(withoutCoupons);
      changeBasket((now) => {
        const couponMinor = couponOff(now, coupon);
        return couponMinor === undefined ? now : { ...now, couponCodes: [...codes], couponMinor };
      });
    }
    return undefined;
  }
  try {
    const { offers } = await quote(bare, codes, placeId);
    takeHouseOffers(goodsKey(bare), { offers, couponCodes: [...codes] });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) {
      return error.message;
    }
    throw error;
  }
}
