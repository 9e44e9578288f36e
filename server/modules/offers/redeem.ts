// A code that another till takes: one that prices its own sales and asks what a code takes off so much of goods. A hot
// command, so that thousands a second are each taken at most once; the same sale and code again is the same redemption.

import type { Ask } from '@engawa/promotions';
import type { HotCommand } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { findPlaces, type PlaceRow, placesRefusals } from '#places';
import { keepOffers } from './find-book.ts';
import { findUsesOfOrders } from './store-uses.ts';
import {
  applyOffers,
  decideOffers,
  loadOffers,
  type OfferFacts,
  type OffersAsked,
  type OffersDecision,
} from './use-offers.ts';

export type CodeToRedeem = {
  /** Of the sale (uuid); made by the till, so that it can repeat itself. */
  readonly orderId: string;
  /** As it was typed or scanned. */
  readonly code: string;
  /** uuids */
  readonly placeId: string;
  readonly recordId: string | null;
  readonly channel: string;
  /** What it is taken off, tax included, as one line. */
  readonly goodsMinor: number;
  readonly taxRateBp: number;
};

export type Redeemed = {
  readonly orderId: string;
  readonly discountMinor: number;
};

type RedeemFacts = {
  readonly places: ReadonlyMap<string, PlaceRow>;
  readonly offers: OfferFacts;
  readonly asked: ReadonlyMap<CodeToRedeem, OffersAsked>;
  /** Off each sale that used a code before. */
  readonly known: Map<string, number>;
};

type RedeemDecision = {
  readonly input: CodeToRedeem;
  readonly discountMinor: number;
  /** Undefined when it was redeemed before. */
  readonly decision: OffersDecision | undefined;
};

/** Refuses as `decideOffers` does, and with places.unknown. */
export const redeemCode: HotCommand<CodeToRedeem, RedeemFacts, RedeemDecision, Redeemed> = {
  name: 'offers.redeem',
  load: async (tx, inputs) => {
    const [now, rows, uses] = await Promise.all([
      keepOffers(tx),
      findPlaces(tx, [...new Set(inputs.map((each) => each.placeId))]),
      findUsesOfOrders(
        tx,
        inputs.map((each) => each.orderId),
      ),
    ]);
    const places = new Map(rows.map((row) => [row.id, row]));
    const asked = new Map(
      inputs.flatMap((input): [CodeToRedeem, OffersAsked][] => {
        const place = places.get(input.placeId);
        return place === undefined ? [] : [[input, askOf(tx.now, input, place)]];
      }),
    );
    const offers = await loadOffers(tx, now.book, [...asked.values()]);
    return { places, offers, asked, known: uses };
  },
  decide: (facts, input) => {
    const asked = facts.asked.get(input);
    if (asked === undefined) {
      return placesRefusals.unknown();
    }
    const before = facts.known.get(input.orderId);
    if (before !== undefined) {
      return { input, discountMinor: before, decision: undefined };
    }
    const decision = decideOffers(facts.offers, asked);
    if (decision instanceof Refusal) {
      return decision;
    }
    const { discountMinor } = decision.outcome;
    facts.known.set(input.orderId, discountMinor);
    return { input, discountMinor, decision };
  },
  apply: async (tx, decisions) => {
    await applyOffers(
      tx,
      decisions.flatMap(({ input, decision }) =>
        decision === undefined ? [] : [{ ...decision, ...input, isUsed: true }],
      ),
    );
    return decisions.map(({ input: { orderId }, discountMinor }) => ({ orderId, discountMinor }));
  },
};

/** The whole sale as one line: codes that are for certain goods are told that none of them is there. */
function askOf(now: Temporal.Instant, input: CodeToRedeem, place: PlaceRow): OffersAsked {
  const { goodsMinor: amountMinor, taxRateBp, recordId, channel } = input;
  const ask: Ask = {
    lines: [
      {
        itemId: input.orderId,
        productId: input.orderId,
        categoryId: null,
        brandId: null,
        name: '',
        quantityMilli: 1000,
        amountMinor,
        taxRateBp,
        isWeighed: false,
        isFee: false,
      },
    ],
    currency: place.currency,
    deliveryMinor: 0,
    now,
    timeZone: place.time_zone,
    placeIds: [place.id],
    channel,
    fulfilment: 'carry_out',
    buyer: { customerId: recordId, who: 'customer' },
    weather: null,
    distanceM: null,
    isInShop: true,
  };
  return {
    ask,
    recordId,
    recordIds: recordId === null ? [] : [recordId],
    codes: [input.code],
    isOnlyCoupons: true,
  };
}
