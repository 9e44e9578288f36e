// Writing what checkouts decided: every row of every order in one round trip.
import { beginGuestRecords } from '#customers';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { applyOffers } from '#offers';
import { beginPayments } from '#payments';
import { applyFacts, applyHolds } from '#stock';
import { ordersPlaced } from '../events.ts';
import { insertSentLines } from '../parcels/store.ts';
import { type PointTerms, termsOf } from '../policy.ts';
import { applyDays } from '../preorders/store.ts';
import { insertTakes } from '../promise/store.ts';
import { offersTold, usesOfOrders } from '../promotions/uses-of-orders.ts';
import type { OrderState } from '../state.ts';
import {
  beginOrders,
  insertContacts,
  insertLines,
  insertTaxes,
  type OrderAttributes,
  type OrderRow,
} from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { applyTender, tellTender } from '../tender/decide-tender.ts';
import { insertAccountOrders } from '../wholesale/store.ts';
import type { CheckoutDecision, CheckoutFacts, PlacedOrder } from './order-to-place.ts';

type Buyer = { readonly recordId: string | null; readonly customerId: string | null };
const nobody: Buyer = { recordId: null, customerId: null };

/** Everything but what few orders have is sent at once and answered together with COMMIT. */
export async function writeOrders(
  tx: Tx,
  decisions: readonly CheckoutDecision[],
  facts: CheckoutFacts,
): Promise<PlacedOrder[]> {
  const { buyers, keys, written } = beginBuyers(tx, decisions, facts);
  const orders = beginOrders(
    tx,
    decisions.map((each, index) => toOrderRow(facts.now, each, buyers[index]?.recordId ?? null)),
    facts.numbers,
  );
  tx.commitBehind(
    Promise.all([
      written,
      orders.written,
      writeLines(tx, decisions),
      insertTaxes(tx, taxesOf(decisions)),
      insertContacts(tx, contactsOf(decisions, buyers), keys),
      applyHolds(
        tx,
        facts.stock,
        decisions.flatMap((each) => each.holds),
      ),
      applyTender(
        tx,
        facts.tender,
        decisions.map((each) => each.tender),
      ),
      writePayments(tx, decisions, buyers),
    ]),
  );
  await Promise.all([
    applyFacts(
      tx,
      facts.stock,
      decisions.flatMap((each) => each.sold),
      { isAnnounced: false },
    ),
    writeDays(tx, decisions),
    writeHours(tx, decisions),
    writePromotions(tx, decisions, buyers),
    writeAccounts(tx, decisions),
    writeSent(tx, decisions),
  ]);
  return decisions.map((each, index) => {
    const row = orders.rows[index];
    if (row === undefined) {
      throw new Error('an order was not written');
    }
    announce(tx, each, row);
    return {
      row,
      placeName: each.place.name_ja,
      customerId: buyers[index]?.customerId ?? null,
      senderIds: sendersOf(each),
      ...tellTender(each.tender),
    };
  });
}

function writePayments(
  tx: Tx,
  decisions: readonly CheckoutDecision[],
  buyers: readonly Buyer[],
): Promise<unknown> {
  const { written } = beginPayments(
    tx,
    decisions.flatMap((each, index) =>
      each.tender.payments.map((part) => ({
        ...part,
        recordId: buyers[index]?.recordId ?? null,
      })),
    ),
  );
  return written;
}

/** Who buys: a member by her record; a guest gets one, if there is anything to keep of her. */
function beginBuyers(
  tx: Tx,
  decisions: readonly CheckoutDecision[],
  facts: CheckoutFacts,
): {
  readonly buyers: readonly Buyer[];
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly written: Promise<void>;
} {
  const contacts = decisions.flatMap(({ input: { recordId, contact } }) =>
    recordId === undefined && contact !== undefined ? [contact] : [],
  );
  const { guests, written } = beginGuestRecords(tx, contacts);
  let next = 0;
  const buyers = decisions.map(({ input: { recordId, contact } }): Buyer => {
    if (recordId !== undefined) {
      return { recordId, customerId: facts.customers.get(recordId) ?? null };
    }
    if (contact === undefined) {
      return nobody;
    }
    next += 1;
    return guests[next - 1] ?? nobody;
  });
  const keys = new Map(facts.keys);
  for (const guest of guests) {
    keys.set(guest.recordId, guest.key);
  }
  return { buyers, keys, written };
}

function toOrderRow(now: Temporal.Instant, each: CheckoutDecision, recordId: string | null) {
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
    is_tax_included: each.isTaxIncluded,
    tax_rounding: tender.policy.taxRounding,
    items_minor: tender.itemsMinor,
    discount_minor: tender.reducedMinor + tender.pointsMinor,
    points_minor: tender.pointsMinor,
    attributes: {
      points: pointTerms(each),
      ...(input.cartId === undefined ? {} : { cartId: input.cartId }),
      ...(input.isValueSold === true ? { isValueSold: true as const } : {}),
      ...routeTold(each),
      ...offersTold(each),
    },
    delivery_minor: tender.deliveryMinor,
    tax_minor: tender.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0),
    total_minor: tender.totalMinor,
    line_count: each.lines.length,
    quantity_milli: each.lines.reduce((sum, line) => sum + line.quantityMilli, 0),
    ordered_at: input.happenedAt ?? now,
    promised_until: each.readyBy ?? null,
    business_day: each.businessDay,
  };
}

/** What a company buys on account gives no points, and takes none back. */
function pointTerms({ input, tender }: CheckoutDecision): PointTerms {
  const terms = termsOf(tender.policy);
  return input.partyId === undefined ? terms : { ...terms, pointPerMinor: 0 };
}

function writeAccounts(tx: Tx, decisions: readonly CheckoutDecision[]): Promise<void> | undefined {
  const orders = decisions.flatMap(({ orderId, input: { partyId } }) =>
    partyId === undefined ? [] : [{ orderId, partyId }],
  );
  return orders.length === 0 ? undefined : insertAccountOrders(tx, orders);
}

/** Only what several places send together has rows of this. */
function writeSent(tx: Tx, decisions: readonly CheckoutDecision[]): Promise<void> | undefined {
  const lines = decisions.flatMap(({ orderId, sent }) =>
    sent.map((each, index) => ({ ...each, orderId, line: index + 1 })),
  );
  return lines.length === 0 ? undefined : insertSentLines(tx, lines);
}

function sendersOf({ sent }: CheckoutDecision): string[] {
  return sent.length === 0 ? [] : [...new Set(sent.map(({ placeId }) => placeId))];
}

function routeTold({ route }: CheckoutDecision): Pick<OrderAttributes, 'route'> {
  return route === undefined ? {} : { route: { strategy: route.strategy, reasons: route.reasons } };
}

function writeLines(tx: Tx, decisions: readonly CheckoutDecision[]): Promise<void> {
  return insertLines(
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
        discount_minor:
          (each.tender.reducedShares[index] ?? 0) + (each.tender.pointShares[index] ?? 0),
        points_minor: each.tender.pointShares[index] ?? 0,
        tax_rate_bp: line.taxRateBp,
      })),
    ),
  );
}

function writePromotions(
  tx: Tx,
  decisions: readonly CheckoutDecision[],
  buyers: readonly Buyer[],
): Promise<void> | undefined {
  const uses = usesOfOrders(
    decisions,
    buyers.map((each) => each.recordId),
  );
  return uses.length === 0 ? undefined : applyOffers(tx, uses);
}

/** Most orders are not made for a day: then nothing is asked. */
function writeDays(tx: Tx, decisions: readonly CheckoutDecision[]): Promise<void> | undefined {
  const days = decisions.flatMap((each) => each.days);
  return days.length === 0 ? undefined : applyDays(tx, days);
}

/** Only places with a limit have hours to take. */
function writeHours(tx: Tx, decisions: readonly CheckoutDecision[]): Promise<void> | undefined {
  const hours = decisions.flatMap((each) => each.hours);
  return hours.length === 0 ? undefined : insertTakes(tx, hours);
}

function taxesOf(decisions: readonly CheckoutDecision[]) {
  return decisions.flatMap(({ orderId, tender }) =>
    tender.taxes.map((tax) => ({ orderId, ...tax })),
  );
}

function contactsOf(decisions: readonly CheckoutDecision[], buyers: readonly Buyer[]) {
  return decisions.flatMap((each, index) => {
    const { recordId } = buyers[index] ?? nobody;
    const { contact } = each.input;
    return contact === undefined || recordId === null
      ? []
      : [{ orderId: each.orderId, recordId, contact }];
  });
}

function madeFor(day: Temporal.PlainDate | undefined): { readonly day?: string } {
  return day === undefined ? {} : { day: day.toString() };
}

function sendersTold(each: CheckoutDecision): { readonly senderIds?: string[] } {
  const senders = sendersOf(each);
  return senders.length === 0 ? {} : { senderIds: senders.map((id) => formatId('place', id)) };
}

function announce(tx: Tx, each: CheckoutDecision, row: OrderRow): void {
  const told = tellOrder(row, each.place.name_ja);
  tx.emit(
    ordersPlaced.make(
      told.orderId,
      {
        ...told,
        lines: each.lines.map((line, index) => ({
          itemId: line.itemId,
          name: line.name,
          quantity: fromMilli(line.quantityMilli),
          amountMinor: line.amountMinor,
          ...madeFor(each.input.lines[index]?.day),
        })),
        pointsEarned: each.tender.pointsEarned,
        ...sendersTold(each),
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
