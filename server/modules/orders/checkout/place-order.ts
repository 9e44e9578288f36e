// Placing an order: one hot command. Prices, tax, stock, order, payment row, points, contact and event are one
// commit; the provider is asked later, outside of it. See docs/decisions/0005-one-transaction-path.md.
import { priceKey } from '#catalog';
import type { HotCommand } from '#kernel/batch';
import { dayOf } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { PlaceRow } from '#places';
import { decideFact, decideHolds, type FactDecision, type HoldDecision } from '#stock';
import { chargeDelivery } from '../delivery/charge-delivery.ts';
import { ordersRefusals } from '../errors.ts';
import {
  type DayDecision,
  decideDays,
  holdUntilAfter,
  undecideDays,
} from '../preorders/preorder.ts';
import { decidePromise } from '../promise/decide-promise.ts';
import type { Promised } from '../promise/desk.ts';
import { takeHours } from '../promise/load-desks.ts';
import { decidePromotions, undecidePromotions } from '../promotions/decide-promotions.ts';
import { decideRoute, type RouteDecision } from '../routing/decide-route.ts';
import type { Parcel } from '../routing/route.ts';
import {
  decideTender,
  type OrderToPay,
  type TenderDecision,
  undecideTender,
} from '../tender/decide-tender.ts';
import { tendersOf } from '../tender/tender.ts';
import { creditOf } from '../wholesale/credit.ts';
import { accountRefusal } from '../wholesale/load-accounts.ts';
import { cutLines } from './cut-lines.ts';
import { cannotServe } from './fulfilment.ts';
import { handShares } from './hand-shares.ts';
import { loadCheckout } from './load-checkout.ts';
import {
  type CheckoutDecision,
  type CheckoutFacts,
  type OrderToPlace,
  type PlacedOrder,
  stockPlaceOf,
} from './order-to-place.ts';
import { type Line, priceLines } from './price-lines.ts';
import { writeOrders } from './write-orders.ts';

export const placeOrder: HotCommand<OrderToPlace, CheckoutFacts, CheckoutDecision, PlacedOrder> = {
  name: 'orders.place',
  load: loadCheckout,
  decide: (facts, input) => {
    const place = facts.places.get(input.placeId);
    if (place === undefined) {
      return ordersRefusals.place_unknown();
    }
    const orderId = input.orderId ?? newId();
    if (facts.known.has(orderId)) {
      return ordersRefusals.id_taken();
    }
    const shop = facts.places.get(stockPlaceOf(input));
    // What has been sold already is not asked whether it may be.
    if (input.happenedAt === undefined) {
      const refused = place.is_active
        ? cannotServe(input, place, shop)
        : ordersRefusals.place_closed({ place: place.name_ja });
      if (refused !== undefined) {
        return refused;
      }
    }
    const account = facts.accounts.get(input);
    const denied = accountRefusal(input, account);
    if (denied !== undefined) {
      return denied;
    }
    const prices = account?.prices ?? facts.prices;
    const lines = priceLines({ items: facts.items, prices }, input);
    if (lines instanceof Refusal) {
      return lines;
    }
    const promised = decidePromise(facts, input, shop);
    if (promised instanceof Refusal) {
      return promised;
    }
    const price = prices.get(priceKey(lines[0]?.itemId ?? '', input.placeId));
    const currency = price?.currency ?? place.currency;
    const businessDay = businessDayAt(facts, place, input.happenedAt);
    const offers = decidePromotions(facts.promotions, input);
    if (offers instanceof Refusal) {
      return offers;
    }
    const order = { orderId, place, lines, currency, businessDay, offers };
    const tender = payFor(facts, input, order);
    if (tender instanceof Refusal) {
      undecidePromotions(facts.promotions, offers);
      return tender;
    }
    const goods = takeGoods(facts, input, orderId);
    if (goods instanceof Refusal) {
      undecideTender(facts.tender, tender);
      undecidePromotions(facts.promotions, offers);
      return goods;
    }
    facts.known.add(orderId);
    return {
      orderId,
      input,
      place,
      handover: input.fulfilment === 'delivery' ? goods.route?.place : shop,
      ...cutByParcels(lines, tender, goods.route),
      offers,
      currency,
      isTaxIncluded: account?.isTaxIncluded ?? input.isTaxIncluded ?? true,
      businessDay,
      ...goods,
      ...promiseOf(facts, input, orderId, promised),
    };
  },
  apply: writeOrders,
};

function promiseOf(
  { promises }: CheckoutFacts,
  input: OrderToPlace,
  orderId: string,
  promised: Promised | undefined,
): Pick<CheckoutDecision, 'readyBy' | 'hours'> {
  return promised === undefined
    ? { readyBy: undefined, hours: [] }
    : {
        readyBy: Temporal.Instant.fromEpochMilliseconds(promised.readyByMs),
        hours: takeHours(promises, stockPlaceOf(input), orderId, promised),
      };
}

/** Who carries it out has it: what she earns is hers at once. */
function payFor(
  facts: CheckoutFacts,
  input: OrderToPlace,
  of: Pick<CheckoutDecision, 'orderId' | 'place' | 'lines' | 'currency' | 'businessDay' | 'offers'>,
): TenderDecision | Refusal {
  const { orderId, place, lines, currency, businessDay, offers } = of;
  const shares = reducedShares(handShares(input, lines), offers?.outcome.shares);
  const deliveryMinor = chargeDelivery(facts, input, { lines, shares, offers });
  if (deliveryMinor instanceof Refusal) {
    return deliveryMinor;
  }
  return decideTender(facts.tender, {
    orderId,
    ...payerOf(facts, input),
    placeId: place.id,
    currency,
    lines,
    isTaxIncluded: facts.accounts.get(input)?.isTaxIncluded ?? input.isTaxIncluded ?? true,
    tenders: tendersOf(input.payment),
    reducedShares: shares,
    deliveryMinor,
    isHandedOver: input.fulfilment === 'carry_out',
    isValueTaken: input.isValueTaken === true,
    ...(input.terms === undefined ? {} : { terms: input.terms }),
    orderedAt: input.happenedAt ?? facts.now,
    businessDay,
  });
}

/** Off each line by clerks, and by promotions and coupons on what was left. */
function reducedShares(
  hand: readonly number[],
  offers: readonly number[] | undefined,
): readonly number[] {
  return offers === undefined || offers.length === 0
    ? hand
    : offers.map((share, index) => share + (hand[index] ?? 0));
}

/** As it was priced, unless several places send it. */
function cutByParcels(
  lines: readonly Line[],
  tender: TenderDecision,
  route: RouteDecision | undefined,
): Pick<CheckoutDecision, 'lines' | 'tender' | 'sent'> {
  if (route === undefined || route.parcels.length === 1) {
    return { lines, tender, sent: [] };
  }
  const { lines: cut, sent, ...shares } = cutLines(lines, tender, route.parcels);
  return { lines: cut, tender: { ...tender, ...shares }, sent };
}

/** Where its pieces come from: what a day can make, what is kept on a shelf, what has left it already. */
function takeGoods(
  facts: CheckoutFacts,
  input: OrderToPlace,
  orderId: string,
): Pick<CheckoutDecision, 'route' | 'days' | 'holds' | 'sold'> | Refusal {
  const route = routeOf(facts, input);
  if (route instanceof Refusal) {
    return route;
  }
  const placeId = route?.place.id ?? stockPlaceOf(input);
  const parcels = route?.parcels ?? [];
  const { channel, lines } = input;
  const wish = { orderId, placeId: stockPlaceOf(input), channel, lines };
  const days = decideDays(facts.preorders, wish);
  if (days instanceof Refusal) {
    return days;
  }
  const isCarriedOut = input.fulfilment === 'carry_out';
  const holds = isCarriedOut ? [] : holdLines(facts, input, { orderId, placeId, parcels, days });
  const sold = isCarriedOut ? sellLines(facts, input, orderId) : [];
  if (holds instanceof Refusal || sold instanceof Refusal) {
    undecideDays(facts.preorders, days);
    return holds instanceof Refusal ? holds : (sold as Refusal);
  }
  return { route, days, holds, sold };
}

/** A company pays with its credit and earns no points; everybody else is her record. */
function payerOf(
  { accounts }: CheckoutFacts,
  input: OrderToPlace,
): Pick<OrderToPay, 'recordId' | 'credit'> {
  const account = accounts.get(input)?.account;
  if (account !== undefined) {
    return { credit: creditOf(account) };
  }
  return input.recordId === undefined ? {} : { recordId: input.recordId };
}

function businessDayAt(
  facts: CheckoutFacts,
  place: PlaceRow,
  happenedAt: Temporal.Instant | undefined,
): Temporal.PlainDate {
  if (happenedAt !== undefined) {
    return dayOf(happenedAt.subtract({ minutes: place.day_ends_minute }), place.time_zone);
  }
  let day = facts.businessDays.get(place.id);
  if (day === undefined) {
    day = dayOf(facts.now.subtract({ minutes: place.day_ends_minute }), place.time_zone);
    facts.businessDays.set(place.id, day);
  }
  return day;
}

/** From where another place sends it; undefined where the place of sale has stock, or nothing lies on a shelf. */
function routeOf(facts: CheckoutFacts, input: OrderToPlace): RouteDecision | Refusal | undefined {
  const route = facts.routes.get(input);
  return route === undefined || route.lines.length === 0
    ? undefined
    : decideRoute(route, facts.stock);
}

type HoldTerms = {
  readonly orderId: string;
  /** Where its goods stand (uuid). */
  readonly placeId: string;
  /** More than one: where they stand instead. */
  readonly parcels: readonly Parcel[];
  readonly days: readonly DayDecision[];
};

function holdLines(
  facts: CheckoutFacts,
  input: OrderToPlace,
  { orderId, placeId, parcels, days: [made] }: HoldTerms,
): HoldDecision[] | Refusal {
  const quantities = new Map<string, number>();
  for (const { itemId, quantityMilli } of stockedLines(facts, input)) {
    quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantityMilli);
  }
  const wanted =
    parcels.length > 1
      ? parcels.flatMap((parcel) =>
          parcel.lines.map((each) => ({ ...each, placeId: parcel.placeId })),
        )
      : [...quantities].map(([itemId, quantityMilli]) => ({ placeId, itemId, quantityMilli }));
  return decideHolds(
    facts.stock,
    wanted.map((each) => ({
      ...each,
      reason: 'order',
      expiresAt: made === undefined ? facts.holdUntil : holdUntilAfter(made.day),
      subjectId: orderId,
    })),
  );
}

/** Services, fees and downloads have no shelf; what is made for a day never lay on it. */
function stockedLines(facts: CheckoutFacts, input: OrderToPlace): OrderToPlace['lines'] {
  return input.lines.filter(
    ({ itemId, day }) => day === undefined && facts.items.get(itemId)?.isStocked === true,
  );
}

/** Carried out at once: the goods have left the shop, which is a fact whatever the balance says. */
function sellLines(
  facts: CheckoutFacts,
  input: OrderToPlace,
  orderId: string,
): FactDecision[] | Refusal {
  const sold: FactDecision[] = [];
  for (const { itemId, quantityMilli } of stockedLines(facts, input)) {
    const decision = decideFact(facts.stock, {
      placeId: input.placeId,
      itemId,
      quantityMilli: -quantityMilli,
      kind: 'sale',
      subjectId: orderId,
    });
    if (decision instanceof Refusal) {
      return decision;
    }
    sold.push(decision);
  }
  return sold;
}
