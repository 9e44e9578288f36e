// Offers before paying: what applies, what nearly does, what each code that was brought does or why it does not, and which
// of a buyer's own coupons are best together. Nothing is locked and nothing taken.

import {
  applyPromotions,
  deliveryDueOf,
  findHints,
  type Outcome,
  type Promotion,
  type Reason,
} from '@engawa/promotions';
import { Refusal } from '#kernel/errors';
import { offersRefusals } from './errors.ts';
import { standingOf } from './store-uses.ts';
import { type Brought, bring, type OfferFacts, type OffersAsked } from './use-offers.ts';

export type OffersPreview = {
  readonly outcome: Outcome;
  /** The code as it was typed by the coupon's id. */
  readonly codeOf: ReadonlyMap<string, string>;
  readonly refused: readonly { readonly code: string; readonly refusal: Refusal | Reason }[];
  readonly hints: readonly { readonly promotion: Promotion; readonly refusal: Reason }[];
};

const hintsMax = 3;

export function previewOffers(facts: OfferFacts, asked: OffersAsked): OffersPreview {
  const coupons: Brought[] = [];
  const codeOf = new Map<string, string>();
  const refused: { code: string; refusal: Refusal }[] = [];
  for (const code of distinctCodes(facts, asked.codes)) {
    const coupon = bring(facts, asked, facts.tokenOf(code));
    if (coupon instanceof Refusal) {
      refused.push({ code, refusal: coupon });
    } else if (coupons.some(({ promotion }) => promotion.id === coupon.promotion.id)) {
      const { nameJa } = coupon.promotion;
      refused.push({ code, refusal: offersRefusals.coupon_once({ promotion: nameJa }) });
    } else {
      coupons.push(coupon);
      codeOf.set(coupon.row.id, code);
    }
  }
  const brought = { coupons, standingOf: standing(facts, asked) };
  const outcome = applyPromotions(facts.book, asked.ask, brought);
  const idle = outcome.refused.map(({ candidate, refusal }) => ({
    code: codeOf.get(candidate.coupon?.id ?? '') ?? '',
    refusal,
  }));
  return {
    outcome,
    codeOf,
    refused: [...refused, ...idle],
    hints: findHints(facts.book, asked.ask, brought, hintsMax),
  };
}

export type BestCodes = { readonly codes: readonly string[]; readonly savesMinor: number };

/** As many as are tried in all combinations. */
export const bestOfMax = 6;

/**
 * Of these codes, those that take most off together, on top of what comes by itself: the fewest that do. All
 * combinations of at most `bestOfMax` are tried.
 */
export function bestCodes(
  facts: OfferFacts,
  asked: OffersAsked,
  codes: readonly string[],
): BestCodes {
  const brought = distinctCodes(facts, codes).flatMap((code) => {
    const coupon = bring(facts, asked, facts.tokenOf(code));
    return coupon instanceof Refusal ? [] : [{ code, coupon }];
  });
  const tried = brought.slice(0, bestOfMax);
  const offBy = (coupons: readonly Brought[]) => {
    const options = { coupons, standingOf: standing(facts, asked) };
    const { shares, discountMinor, deliveryMinor } = applyPromotions(
      facts.book,
      asked.ask,
      options,
    );
    // A code that takes goods below what is sent free costs her the fee.
    return discountMinor - Math.max(0, deliveryDueOf(asked.ask, shares) - deliveryMinor);
  };
  const withoutMinor = offBy([]);
  let best: BestCodes = { codes: [], savesMinor: 0 };
  for (let set = 1; set < 2 ** tried.length; set += 1) {
    const chosen = tried.filter((_, at) => (set & (1 << at)) !== 0);
    const promotions = new Set(chosen.map(({ coupon }) => coupon.promotion.id));
    const savesMinor =
      promotions.size < chosen.length
        ? 0
        : offBy(chosen.map(({ coupon }) => coupon)) - withoutMinor;
    const isBetter =
      savesMinor > best.savesMinor ||
      (savesMinor === best.savesMinor && savesMinor > 0 && chosen.length < best.codes.length);
    if (isBetter) {
      best = { codes: chosen.map(({ code }) => code), savesMinor };
    }
  }
  return best;
}

/** One code however often it was scanned, as it was typed first. */
function distinctCodes({ tokenOf }: OfferFacts, codes: readonly string[]): string[] {
  return [
    ...new Map(codes.toReversed().map((code) => [tokenOf(code), code])).values(),
  ].toReversed();
}

function standing({ counts }: OfferFacts, { recordIds }: OffersAsked) {
  return (promotionId: string) => standingOf(counts, promotionId, recordIds);
}
