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
import { insertPayments, type NewPayment, type PaymentMethod } from '#payments';
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
import type { OrderState } from '../state.ts';
import {
  insertContacts,
  insertLines,
  insertOrders,
  insertTaxes,
  type OrderRow,
} from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { type TaxOfRate, taxesOf } from '../totals.ts';
import { cannotServe } from './fulfilment.ts';

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
  readonly payment: {
    readonly method: PaymentMethod;
    readonly provider?: string;
    readonly token?: string;
  };
  readonly staffId?: string;
  readonly actor: string;
};

export type PlacedOrder = { readonly row: OrderRow; readonly paymentId: string };

type Line = {
  readonly itemId: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  readonly amountMinor: number;
  readonly taxRateBp: number;
};

type Decision = {
  readonly orderId: string;
  readonly input: OrderToPlace;
  readonly place: PlaceRow;
  readonly handover: PlaceRow | undefined;
  readonly lines: readonly Line[];
  readonly taxes: readonly TaxOfRate[];
  readonly totalMinor: number;
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
    return { now: tx.now, places, items, prices, stock: await loadStock(tx, known) };
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
    const isCarriedOut = input.fulfilment === 'carry_out';
    const holds = isCarriedOut ? [] : holdLines(facts, input, orderId);
    if (holds instanceof Refusal) {
      return holds;
    }
    const sold = isCarriedOut ? sellLines(facts, input, orderId) : [];
    if (sold instanceof Refusal) {
      return sold;
    }
    const currency = facts.prices.get(priceKey(lines[0]?.itemId ?? '', input.placeId))?.currency;
    return {
      orderId,
      input,
      place,
      handover: input.fulfilment === 'delivery' ? undefined : handover,
      lines,
      taxes: taxesOf(lines),
      totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
      currency: currency ?? place.currency,
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
    const payments = await insertPayments(
      tx,
      decisions.map((each, index) => toPayment(each, recordIds[index] ?? null)),
    );
    decisions.forEach((each, index) => {
      announce(tx, each, rows[index]);
    });
    return decisions.map((_, index) => ({
      row: rows[index] as OrderRow,
      paymentId: payments[index]?.id ?? '',
    }));
  },
};

function priceLines(facts: Facts, input: OrderToPlace): Line[] | Refusal {
  const lines: Line[] = [];
  let currency: string | undefined;
  for (const wanted of input.lines) {
    const item = facts.items.get(wanted.itemId);
    if (item === undefined || !item.isActive) {
      return ordersRefusals.item_unknown({ item: item?.name ?? 'itm_…' });
    }
    const price = facts.prices.get(priceKey(wanted.itemId, input.placeId));
    if (price === undefined) {
      return ordersRefusals.item_without_price({ item: item.name });
    }
    currency ??= price.currency;
    if (currency !== price.currency) {
      return ordersRefusals.currency_mixed();
    }
    const { seenPriceMinor = price.amountMinor } = wanted;
    if (seenPriceMinor !== price.amountMinor) {
      return ordersRefusals.price_changed({
        item: item.name,
        expected: seenPriceMinor,
        actual: price.amountMinor,
      });
    }
    const amountMinor = amountOf(price, wanted.quantityMilli);
    lines.push({
      itemId: wanted.itemId,
      name: item.name,
      quantityMilli: wanted.quantityMilli,
      unitPriceMinor: price.amountMinor,
      amountMinor,
      taxRateBp: price.taxRateBp,
    });
  }
  return lines;
}

/** A price is for one unit or for `pricePer` of them (100 g); rounded once, half away from zero. */
function amountOf({ amountMinor, pricePer }: ItemPrice, quantityMilli: number): number {
  const product = BigInt(amountMinor) * BigInt(quantityMilli);
  const divisor = 1000n * BigInt(pricePer);
  return Number((product * 2n + divisor) / (divisor * 2n));
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
  const { input, place } = each;
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
    items_minor: each.totalMinor,
    tax_minor: each.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0),
    total_minor: each.totalMinor,
    line_count: each.lines.length,
    quantity_milli: each.lines.reduce((sum, line) => sum + line.quantityMilli, 0),
    ordered_at: now,
    business_day: dayOf(now.subtract({ minutes: place.day_ends_minute }), place.time_zone),
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
        tax_rate_bp: line.taxRateBp,
      })),
    ),
  );
  await insertTaxes(
    tx,
    decisions.flatMap((each) => each.taxes.map((tax) => ({ orderId: each.orderId, ...tax }))),
  );
}

/** Cash for what is collected later is paid at the counter then. */
function toPayment(each: Decision, recordId: string | null): NewPayment {
  const { method, provider, token } = each.input.payment;
  const isCarriedOut = each.input.fulfilment === 'carry_out';
  const through = method === 'cash' && !isCarriedOut ? 'counter' : provider;
  return {
    orderId: each.orderId,
    method,
    ...(through === undefined ? {} : { provider: through }),
    ...(token === undefined ? {} : { token }),
    amountMinor: each.totalMinor,
    currency: each.currency,
    captureAtOnce: isCarriedOut,
    placeId: each.place.id,
    recordId,
  };
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
