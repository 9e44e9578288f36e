// Placing an order: one hot command. Prices, tax, stock, order, payment row, contact and event are one
// commit; the provider is asked later, outside of it. See docs/decisions/0005-one-transaction-path.md.
import { type CatalogItem, findItems, findPrices, type ItemPrice, priceKey } from '#catalog';
import { createGuestRecords, type Profile } from '#customers';
import type { HotCommand } from '#kernel/batch';
import { dayOf } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { insertPayments } from '#payments';
import { findPlaces, type PlaceRow } from '#places';
import {
  applyFacts,
  applyHolds,
  decideFact,
  decideHolds,
  type FactDecision,
  type HoldDecision,
  loadStock,
  type StockFacts,
} from '#stock';
import { ordersRefusals } from '../errors.ts';
import { ordersPlaced } from '../events.ts';
import { termsOf } from '../policy.ts';
import type { OrderState } from '../state.ts';
import {
  insertContacts,
  insertLines,
  insertOrders,
  insertTaxes,
  type OrderRow,
} from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import {
  applyTender,
  decideTender,
  loadTender,
  type PaidOrder,
  type TenderDecision,
  type TenderFacts,
  tellTender,
  undecideTender,
} from '../tender/decide-tender.ts';
import { type Tender, tendersOf } from '../tender/tender.ts';
import { cannotServe } from './fulfilment.ts';
import { type Line, priceLines } from './price-lines.ts';

export type Fulfilment = 'carry_out' | 'pickup' | 'delivery';

export type OrderToPlace = {
  /** May be made by the client, so that an offline till can repeat itself. */
  readonly orderId?: string;
  readonly placeId: string;
  readonly fulfilment: Fulfilment;
  readonly handoverPlaceId?: string;
  readonly channel: string;
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantityMilli: number;
    /** What the customer saw; a different price now is refused. */
    readonly seenPriceMinor?: number;
  }[];
  /** The customer's record; without one a guest's is made from the contact. */
  readonly recordId?: string;
  readonly contact?: Profile;
  /** The one means of payment, or all of them in the order in which they are taken. */
  readonly payment: Tender | readonly Tender[];
  /** False on a price list without tax (between companies). */
  readonly isTaxIncluded?: boolean;
  /** uuid of the cart it comes from; filled again when the order cannot be paid. */
  readonly cartId?: string;
  readonly staffId?: string;
  readonly actor: string;
};

export type PlacedOrder = PaidOrder & { readonly row: OrderRow };

type Decision = {
  readonly orderId: string;
  readonly input: OrderToPlace;
  readonly place: PlaceRow;
  readonly handover: PlaceRow | undefined;
  readonly lines: readonly Line[];
  readonly tender: TenderDecision;
  readonly currency: string;
  readonly holds: readonly HoldDecision[];
  readonly sold: readonly FactDecision[];
};

type Facts = {
  readonly now: Temporal.Instant;
  readonly places: ReadonlyMap<string, PlaceRow>;
  readonly items: ReadonlyMap<string, CatalogItem>;
  readonly prices: ReadonlyMap<string, ItemPrice>;
  readonly stock: StockFacts;
  readonly tender: TenderFacts;
};

/** An order that is not collected in time gives its goods back. */
const holdFor = { hours: 24 * 7 } as const;

export const placeOrder: HotCommand<OrderToPlace, Facts, Decision, PlacedOrder> = {
  name: 'orders.place',
  load: async (tx, inputs) => {
    const placeIds = unique(
      inputs.flatMap((each) => [each.placeId, each.handoverPlaceId ?? each.placeId]),
    );
    const itemIds = unique(inputs.flatMap((each) => each.lines.map((line) => line.itemId)));
    const places = new Map((await findPlaces(tx, placeIds)).map((row) => [row.id, row]));
    const items = await findItems(tx, itemIds);
    const pairs = inputs.flatMap((each) =>
      each.lines.map(({ itemId }) => ({ itemId, placeId: each.placeId })),
    );
    const prices = await findPrices(tx, pairs, tx.now);
    // Only what exists can have a balance.
    const wanted = inputs.flatMap((each) =>
      each.lines.map(({ itemId }) => ({ itemId, placeId: stockPlaceOf(each) })),
    );
    const known = wanted.filter(
      (key) => places.has(key.placeId) && items.get(key.itemId)?.isStocked === true,
    );
    const stock = await loadStock(tx, known);
    const tender = await loadTender(
      tx,
      inputs.map((each) => ({ ...each, tenders: tendersOf(each.payment) })),
    );
    return { now: tx.now, places, items, prices, stock, tender };
  },
  decide: (facts, input) => {
    const place = facts.places.get(input.placeId);
    if (place === undefined || !place.is_active) {
      return ordersRefusals.place_unknown();
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
    const tender = payFor(facts, input, { orderId, place, lines, currency });
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
      holds,
      sold,
    };
  },
  apply: async (tx, decisions, facts) => {
    const recordIds = await recordsOf(tx, decisions);
    const rows = await insertOrders(
      tx,
      decisions.map((each, index) => toOrderRow(facts.now, each, recordIds[index] ?? null)),
    );
    await writeLines(tx, decisions);
    await insertContacts(tx, contactsOf(decisions, recordIds));
    await applyHolds(
      tx,
      facts.stock,
      decisions.flatMap((each) => each.holds),
    );
    const sold = decisions.flatMap((each) => each.sold);
    await applyFacts(tx, facts.stock, sold, { isAnnounced: false });
    await applyTender(
      tx,
      facts.tender,
      decisions.map((each) => each.tender),
    );
    await insertPayments(
      tx,
      decisions.flatMap((each, index) =>
        each.tender.payments.map((part) => ({ ...part, recordId: recordIds[index] ?? null })),
      ),
    );
    decisions.forEach((each, index) => {
      announce(tx, each, rows[index]);
    });
    return decisions.map(({ tender }, index) => ({
      row: rows[index] as OrderRow,
      ...tellTender(tender),
    }));
  },
};

/** Who carries it out has it: what she earns is hers at once. */
function payFor(
  facts: Facts,
  input: OrderToPlace,
  of: Pick<Decision, 'orderId' | 'place' | 'lines' | 'currency'>,
): TenderDecision | Refusal {
  const { orderId, place, lines, currency } = of;
  return decideTender(facts.tender, {
    orderId,
    ...(input.recordId === undefined ? {} : { recordId: input.recordId }),
    placeId: place.id,
    currency,
    lines,
    isTaxIncluded: input.isTaxIncluded ?? true,
    tenders: tendersOf(input.payment),
    isHandedOver: input.fulfilment === 'carry_out',
    orderedAt: facts.now,
    businessDay: businessDayOf(facts.now, place),
  });
}

function businessDayOf(at: Temporal.Instant, place: PlaceRow): Temporal.PlainDate {
  return dayOf(at.subtract({ minutes: place.day_ends_minute }), place.time_zone);
}

function holdLines(facts: Facts, input: OrderToPlace, orderId: string): HoldDecision[] | Refusal {
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
      expiresAt: facts.now.add(holdFor),
      subjectId: orderId,
    })),
  );
}

/** Services, fees and downloads have no shelf. */
function stockedLines(facts: Facts, input: OrderToPlace): OrderToPlace['lines'] {
  return input.lines.filter((line) => facts.items.get(line.itemId)?.isStocked === true);
}

function stockPlaceOf(input: OrderToPlace): string {
  return input.fulfilment === 'pickup' ? (input.handoverPlaceId ?? input.placeId) : input.placeId;
}

/** Carried out at once: the goods have left the shop, which is a fact whatever the balance says. */
function sellLines(facts: Facts, input: OrderToPlace, orderId: string): FactDecision[] | Refusal {
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

async function recordsOf(tx: Tx, decisions: readonly Decision[]): Promise<(string | null)[]> {
  const guests = decisions.filter(
    (each) => each.input.recordId === undefined && each.input.contact,
  );
  const made =
    guests.length === 0
      ? []
      : await createGuestRecords(
          tx,
          guests.map((each) => each.input.contact ?? {}),
        );
  const ofOrder = new Map(guests.map((each, index) => [each.orderId, made[index] ?? null]));
  return decisions.map((each) => each.input.recordId ?? ofOrder.get(each.orderId) ?? null);
}

function toOrderRow(now: Temporal.Instant, each: Decision, recordId: string | null) {
  const { input, place, tender } = each;
  const state: OrderState = input.fulfilment === 'carry_out' ? 'completed' : 'placed';
  return {
    id: each.orderId,
    source: 'engawa',
    source_key: null,
    kind: 'sale',
    place_id: place.id,
    handover_place_id: each.handover?.id ?? null,
    fulfilment: input.fulfilment,
    state,
    channel: input.channel,
    record_id: recordId,
    staff_id: input.staffId ?? null,
    currency: each.currency,
    is_tax_included: input.isTaxIncluded ?? true,
    tax_rounding: tender.policy.taxRounding,
    items_minor: tender.itemsMinor,
    discount_minor: tender.pointsMinor,
    points_minor: tender.pointsMinor,
    attributes: {
      points: termsOf(tender.policy),
      ...(input.cartId === undefined ? {} : { cartId: input.cartId }),
    },
    tax_minor: tender.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0),
    total_minor: tender.totalMinor,
    line_count: each.lines.length,
    quantity_milli: each.lines.reduce((sum, line) => sum + line.quantityMilli, 0),
    ordered_at: now,
    business_day: businessDayOf(now, place),
  };
}

async function writeLines(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  await insertLines(
    tx,
    decisions.flatMap((each) =>
      each.lines.map((line, index) => ({
        order_id: each.orderId,
        line: index + 1,
        item_id: line.itemId,
        name: line.name,
        quantity_milli: line.quantityMilli,
        unit_price: String(line.unitPriceMinor),
        amount_minor: line.amountMinor,
        discount_minor: each.tender.pointShares[index] ?? 0,
        points_minor: each.tender.pointShares[index] ?? 0,
        tax_rate_bp: line.taxRateBp,
      })),
    ),
  );
  await insertTaxes(
    tx,
    decisions.flatMap((each) =>
      each.tender.taxes.map((tax) => ({ orderId: each.orderId, ...tax })),
    ),
  );
}

function contactsOf(decisions: readonly Decision[], recordIds: readonly (string | null)[]) {
  return decisions.flatMap((each, index) => {
    const recordId = recordIds[index];
    const { contact } = each.input;
    return contact === undefined || recordId === null || recordId === undefined
      ? []
      : [{ orderId: each.orderId, recordId, contact }];
  });
}

function announce(tx: Tx, each: Decision, row: OrderRow | undefined): void {
  if (row === undefined) {
    throw new Error('an order was not written');
  }
  const told = tellOrder(row, each.place.name_ja);
  tx.emit(
    ordersPlaced.make(
      told.orderId,
      {
        ...told,
        lines: each.lines.map((line) => ({
          itemId: line.itemId,
          name: line.name,
          quantity: fromMilli(line.quantityMilli),
          amountMinor: line.amountMinor,
        })),
        pointsEarned: each.tender.pointsEarned,
      },
      {
        recordId: row.record_id,
        placeId: row.place_id,
        channel: row.channel,
        actor: each.input.actor,
      },
    ),
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
