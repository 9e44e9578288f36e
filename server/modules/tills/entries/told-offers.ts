// What promotions took off a sale, as its till told. It is booked to the yen as it was given; what cannot be a promotion
// (nobody wrote it, its coupon is not among those of the sale) was given off all the same, and stands as a reduction of
// its lines, for people to see.
import { parseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findToldPromotions, type ToldOffer } from '#offers';
import { tillsRefusals } from '../errors.ts';
import type { NotedConflict } from './booked.ts';
import type { ToldSale } from './schemas.ts';

export type OffersOfSale = {
  readonly sale: ToldSale;
  readonly offers: readonly ToldOffer[];
  readonly conflicts: readonly NotedConflict[];
};

/** Refuses with tills.offers_odd what takes off more than there is, or other lines: that sale is parked. */
export async function readOffers(tx: Tx, sale: ToldSale): Promise<OffersOfSale> {
  const { offers = [], couponCodes = [] } = sale;
  if (offers.length === 0) {
    return { sale, offers: [], conflicts: [] };
  }
  refuseOdd(sale);
  const asked = offers.flatMap(({ promotionId, version }) =>
    promotionId === undefined
      ? []
      : [{ id: parseId('promotion', promotionId), version: version ?? 1 }],
  );
  const known = await findToldPromotions(tx, asked);
  const read = offers.map(({ promotionId, version, couponCode, shares }) => {
    const isBrought = couponCode !== undefined && couponCodes.includes(couponCode);
    const key =
      promotionId === undefined ? '' : `${parseId('promotion', promotionId)} ${version ?? 1}`;
    const promotion = known.get(key) ?? null;
    const isKnown = couponCode === undefined ? promotion !== null : isBrought;
    return { isKnown, offer: { promotion, couponCode: couponCode ?? null, shares } };
  });
  const unknown = read.filter(({ isKnown }) => !isKnown).map(({ offer }) => offer);
  return {
    sale: asReductions(sale, unknown, 'offer_unknown'),
    offers: read.filter(({ isKnown }) => isKnown).map(({ offer }) => offer),
    conflicts: unknown.map(({ shares }) => ({
      kind: 'offer_unknown',
      facts: { amountMinor: sumOf(shares) },
    })),
  };
}

/** What was given off stands as a reduction of each line by hand. */
export function asReductions(
  sale: ToldSale,
  offers: readonly Pick<ToldOffer, 'shares'>[],
  reason: string,
): ToldSale {
  if (offers.length === 0) {
    return sale;
  }
  return {
    ...sale,
    lines: sale.lines.map((line, at) => {
      const off = sumOf(offers.map(({ shares }) => shares[at] ?? 0));
      return off === 0
        ? line
        : {
            ...line,
            discountMinor: (line.discountMinor ?? 0) + off,
            discountReason: line.discountReason ?? reason,
          };
    }),
  };
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0);
}

function refuseOdd({ lines, offers = [] }: ToldSale): void {
  const isOdd = offers.some(({ shares }) => shares.length !== lines.length);
  const isBeyond = lines.some(({ unitPriceMinor, quantity, pricePer, discountMinor = 0 }, at) => {
    const worth = Math.round((unitPriceMinor * quantity) / (pricePer ?? 1));
    return discountMinor + sumOf(offers.map(({ shares }) => shares[at] ?? 0)) > worth;
  });
  if (isOdd || isBeyond) {
    throw tillsRefusals.offers_odd();
  }
}
