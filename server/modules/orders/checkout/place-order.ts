// Placing an order: one hot command. Prices, tax, stock, order, payment row, points, contact and event are one
// commit; the provider is asked later, outside of it. See docs/decisions/0005-one-transaction-path.md.
import { priceKey } from '#catalog';
import type { HotCommand } from '#kernel/batch';
import { dayOf } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { PlaceRow } from '#places';
import { decideFact, decideHolds, type FactDecision, type HoldDecision } from '#stock';
import { ordersRefusals } from '../errors.ts';
import { decideTender, type TenderDecision, undecideTender } from '../tender/decide-tender.ts';
import { tendersOf } from '../tender/tender.ts';
import { cannotServe } from './fulfilment.ts';
import { loadCheckout } from './load-checkout.ts';
import {
  type CheckoutDecision,
  type CheckoutFacts,
  type OrderToPlace,
  type PlacedOrder,
  stockPlaceOf,
} from './order-to-place.ts';
import { priceLines } from './price-lines.ts';
import { writeOrders } from './write-orders.ts';

export const placeOrder: HotCommand<OrderToPlace, CheckoutFacts, CheckoutDecision, PlacedOrder> = {
  name: 'orders.place',
  load: loadCheckout,
  decide: (facts, input) => {
    const place = facts.places.get(input.placeId);
    if (place === undefined) {
      return ordersRefusals.place_unknown();
    }
    if (!place.is_active) {
      return ordersRefusals.place_closed({ place: place.name_ja });
    }
    const handover = facts.places.get(stockPlaceOf(input));
    const refused = cannotServe(input, place, handover);
    if (refused !== undefined) {
      return refused;
    }
    const lines = priceLines(facts, input);
    if (lines instanceof Refusal) {
      return lines;
    }
    const orderId = input.orderId ?? newId();
    const price = facts.prices.get(priceKey(lines[0]?.itemId ?? '', input.placeId));
    const currency = price?.currency ?? place.currency;
    const businessDay = businessDayAt(facts, place);
    const tender = payFor(facts, input, { orderId, place, lines, currency, businessDay });
    if (tender instanceof Refusal) {
      return tender;
    }
    const isCarriedOut = input.fulfilment === 'carry_out';
    const holds = isCarriedOut ? [] : holdLines(facts, input, orderId);
    if (holds instanceof Refusal) {
      undecideTender(facts.tender, tender);
      return holds;
    }
    const sold = isCarriedOut ? sellLines(facts, input, orderId) : [];
    if (sold instanceof Refusal) {
      undecideTender(facts.tender, tender);
      return sold;
    }
    return {
      orderId,
      input,
      place,
      handover: input.fulfilment === 'delivery' ? undefined : handover,
      lines,
      tender,
      currency,
      businessDay,
      holds,
      sold,
    };
  },
  apply: writeOrders,
};

/** Who carries it out has it: what she earns is hers at once. */
function payFor(
  facts: CheckoutFacts,
  input: OrderToPlace,
  of: Pick<CheckoutDecision, 'orderId' | 'place' | 'lines' | 'currency' | 'businessDay'>,
): TenderDecision | Refusal {
  const { orderId, place, lines, currency, businessDay } = of;
  return decideTender(facts.tender, {
    orderId,
    ...(input.recordId === undefined ? {} : { recordId: input.recordId }),
    placeId: place.id,
    currency,
    lines,
    isTaxIncluded: input.isTaxIncluded ?? true,
    tenders: tendersOf(input.payment),
    couponCodes: input.couponCodes ?? [],
    isHandedOver: input.fulfilment === 'carry_out',
    orderedAt: facts.now,
    businessDay,
  });
}

function businessDayAt(facts: CheckoutFacts, place: PlaceRow): Temporal.PlainDate {
  let day = facts.businessDays.get(place.id);
  if (day === undefined) {
    day = dayOf(facts.now.subtract({ minutes: place.day_ends_minute }), place.time_zone);
    facts.businessDays.set(place.id, day);
  }
  return day;
}

function holdLines(
  facts: CheckoutFacts,
  input: OrderToPlace,
  orderId: string,
): HoldDecision[] | Refusal {
  const quantities = new Map<string, number>();
  for (const { itemId, quantityMilli } of stockedLines(facts, input)) {
    quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantityMilli);
  }
  return decideHolds(
    facts.stock,
    [...quantities].map(([itemId, quantityMilli]) => ({
      placeId: stockPlaceOf(input),
      itemId,
      quantityMilli,
      reason: 'order',
      expiresAt: facts.holdUntil,
      subjectId: orderId,
    })),
  );
}

/** Services, fees and downloads have no shelf. */
function stockedLines(facts: CheckoutFacts, input: OrderToPlace): OrderToPlace['lines'] {
  return input.lines.filter((line) => facts.items.get(line.itemId)?.isStocked === true);
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
