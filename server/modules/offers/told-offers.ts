// What a till gave off by promotions, as it told: booked as it happened, never reckoned again. What the house adds is the
// count of limited promotions, and a coupon that was brought is taken like any other.
import { isLimited, type Promotion } from '@engawa/promotions';
import type { Tx } from '#kernel/transaction';
import { findPromotionNames } from './store-promotions.ts';

export type ToldOffer = {
  /** Null for a coupon with terms of its own. */
  readonly promotion: ToldPromotion | null;
  /** By this coupon, as it was typed or scanned; null for what comes by itself. */
  readonly couponCode: string | null;
  /** Off each line, in the order of the basket. */
  readonly shares: readonly number[];
};

export type ToldPromotion = Pick<Promotion, 'id' | 'version' | 'nameJa' | 'nameEn'>;

/** The promotions (uuids) and versions that were ever written, by `id version`. */
export async function findToldPromotions(
  tx: Tx,
  told: readonly { readonly id: string; readonly version: number }[],
): Promise<ReadonlyMap<string, ToldPromotion>> {
  const rows = told.length === 0 ? [] : await findPromotionNames(tx, told);
  return new Map(
    rows.map(({ id, version, name_ja: nameJa, name_en: nameEn }) => [
      `${id} ${version}`,
      { id, version, nameJa, nameEn },
    ]),
  );
}

/** As the engine would tell it: the terms of then do not matter any more, but whether its uses are counted. */
export function toldAsPromotion(
  { promotion }: ToldOffer,
  known: Promotion | undefined,
  currency: string,
): Promotion {
  return {
    ...(known !== undefined && isLimited(known) ? known : plain),
    currency,
    code: known?.code ?? '',
    id: promotion?.id ?? '',
    version: promotion?.version ?? 1,
    nameJa: promotion?.nameJa ?? 'クーポン',
    nameEn: promotion?.nameEn ?? null,
  };
}

const plain: Promotion = {
  id: '',
  code: '',
  version: 1,
  nameJa: '',
  nameEn: null,
  validFrom: null,
  validUntil: null,
  lane: 'default',
  priority: 0,
  stacking: 'stackable',
  needsCoupon: false,
  currency: 'JPY',
  conditions: [],
  benefits: [],
  holdoutBp: 0,
};

/** Off each line by all of them together; undefined without any. */
export function sumOfTold(told: readonly ToldOffer[] | undefined): readonly number[] | undefined {
  const [first, ...others] = told ?? [];
  return first === undefined
    ? undefined
    : others.reduce<readonly number[]>(
        (sums, { shares }) => sums.map((sum, line) => sum + (shares[line] ?? 0)),
        first.shares,
      );
}
