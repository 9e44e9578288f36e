// Value at the checkout, in the shape of a hot command: points and gift value are kept while a provider has yet
// to agree to another part of the order, and spent at once where nobody outside has a say; what the order earns
// is posted as pending. All of it is decided behind the locks of the accounts and written with the order.

import type { PricedLine } from '@engawa/totals';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import {
  type AccountRef,
  applyPostings,
  decidePosting,
  findBearers,
  type LedgerEntry,
  type LedgerFacts,
  ledgerRefusals,
  loadLedger,
  type PostingDecision,
  undecidePosting,
} from '#ledger';
import { type NewPayment, needsProvider } from '#payments';
import { ordersRefusals } from '../errors.ts';
import { earnEntryOf, pointAccountOf } from '../points/earn-entry.ts';
import { pointsFor } from '../points/points-for.ts';
import type { SalesPolicy } from '../policy.ts';
import { accountOf, holdSpenders, payValue, reserveEntry, spendersOf } from './pay-value.ts';
import { changeOf, type Price, priceOrder, type Tender, type TenderPart } from './tender.ts';

export type TenderFacts = {
  readonly policy: SalesPolicy;
  readonly ledger: LedgerFacts;
  readonly bearers: ReadonlyMap<string, { readonly id: string; readonly unit: string }>;
  /** Record → all whose points it may use; who uses none is not asked for. */
  readonly together: ReadonlyMap<string, readonly string[]>;
};

/** What is known of an order before it is priced. */
type Payer = {
  readonly recordId?: string;
  readonly isHerself?: boolean;
  readonly tenders: readonly Tender[];
  /** Of the company that buys on account. */
  readonly credit?: AccountRef;
  /** Of a sale that has happened, where they are not the house's of now. */
  readonly terms?: SalesPolicy;
};

export type OrderToPay = {
  readonly orderId: string;
  /** The customer's; a guest's record earns and spends nothing. */
  readonly recordId?: string;
  /** Of the company that buys on account. */
  readonly credit?: AccountRef;
  readonly placeId: string;
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  readonly isTaxIncluded: boolean;
  readonly tenders: readonly Tender[];
  /** Off each line, by clerks, promotions and coupons. */
  readonly reducedShares: readonly number[];
  /** What it costs to be sent. */
  readonly deliveryMinor?: number;
  /** The goods leave at once. */
  readonly isHandedOver: boolean;
  /** A fact: what of points and gift value is not there becomes a debt. */
  readonly isValueTaken?: boolean;
  /** Of a sale that has happened, where they are not the house's of now. */
  readonly terms?: SalesPolicy;
  readonly orderedAt: Temporal.Instant;
  readonly businessDay: Temporal.PlainDate;
};

export type TenderDecision = Price & {
  readonly policy: SalesPolicy;
  readonly payments: readonly (Omit<NewPayment, 'recordId'> & { readonly id: string })[];
  readonly pointsEarned: number;
  readonly postings: readonly PostingDecision[];
};

/** More than anybody has: lots are then loaded until there are no more. */
const amountUnknown = 1_000_000_000;

/** Locks the accounts that these orders earn to and spend from. */
export async function loadTender(
  tx: Tx,
  payers: readonly Payer[],
  policy: SalesPolicy,
): Promise<TenderFacts> {
  const codes = payers.flatMap(({ tenders }) => tenders.flatMap(({ giftCode }) => giftCode ?? []));
  const bearers = codes.length === 0 ? new Map() : await findBearers(tx, [...new Set(codes)]);
  const together = await holdSpenders(tx, payers);
  const entries = payers.flatMap((payer) => entriesOf({ policy, bearers, together }, payer));
  return { policy, bearers, together, ledger: await loadLedger(tx, entries) };
}

function entriesOf(
  { policy, bearers, together }: Pick<TenderFacts, 'policy' | 'bearers' | 'together'>,
  payer: Payer,
): LedgerEntry[] {
  const { recordId, tenders, terms } = payer;
  const spent = tenders.flatMap((tender): LedgerEntry[] => {
    const amount = tender.amountMinor ?? amountUnknown;
    if (tender.method === 'points' && recordId !== undefined) {
      return spendersOf(together, recordId).map((id) => ({
        ...reserveEntry(pointAccountOf(id), amount, newId()),
        isPart: true,
      }));
    }
    const account = accountOf(tender, payer, bearers);
    return account === undefined ? [] : [reserveEntry(account, amount, newId())];
  });
  if (
    recordId === undefined ||
    payer.credit !== undefined ||
    (terms ?? policy).pointPerMinor === 0
  ) {
    return spent;
  }
  // Only whose account it will be matters so far.
  const account = pointAccountOf(recordId);
  return [...spent, { kind: 'earn', account, amount: 1, expiresAt: null, reference: recordId }];
}

/**
 * Prices one order, divides it over its means of payment and decides what the ledger posts. Refuses as
 * `priceOrder` does, and with orders.points_need_customer, orders.currency_mixed, ledger.code_unknown,
 * ledger.short.
 */
export function decideTender(known: TenderFacts, order: OrderToPay): TenderDecision | Refusal {
  const facts = order.terms === undefined ? known : { ...known, policy: order.terms };
  const { policy } = facts;
  const basis = { isTaxIncluded: order.isTaxIncluded, rounding: policy.taxRounding };
  const { lines, tenders, reducedShares, deliveryMinor } = order;
  const price = priceOrder(lines, tenders, basis, policy, reducedShares, deliveryMinor);
  if (price instanceof Refusal) {
    return price;
  }
  // What was carried away is paid: nobody can be asked to bring it back.
  const isHeld =
    !order.isHandedOver && price.parts.some((part) => needsProvider(part.method, part.provider));
  const postings: PostingDecision[] = [];
  const post = (entry: LedgerEntry): Refusal | undefined => {
    const decision = decidePosting(facts.ledger, entry);
    if (decision instanceof Refusal) {
      undecide(facts, postings);
      return decision;
    }
    postings.push(decision);
    return undefined;
  };
  const payments: TenderDecision['payments'][number][] = [];
  for (const part of price.parts) {
    const payment = toPayment(facts, order, part, isHeld);
    const refused =
      payment instanceof Refusal ? payment : payValue(facts, order, part, payment, post);
    if (payment instanceof Refusal || refused !== undefined) {
      undecide(facts, postings);
      return refused ?? (payment as Refusal);
    }
    payments.push(payment);
  }
  // What it costs to be sent earns nothing.
  const earns = { taxes: price.goodsTaxes, hasRecord: order.recordId !== undefined };
  const points = pointsFor(earns, policy);
  if (order.recordId !== undefined && points > 0) {
    const refused = post(earnEntryOf({ ...order, recordId: order.recordId, points, policy }));
    if (refused !== undefined) {
      return refused;
    }
  }
  return { ...price, policy, payments, pointsEarned: points, postings };
}

/** Takes a decision back inside the facts: the order was refused for another reason. */
export function undecideTender(facts: TenderFacts, decision: TenderDecision): void {
  undecide(facts, decision.postings);
}

function undecide({ ledger }: TenderFacts, postings: readonly PostingDecision[]): void {
  for (const posting of postings.toReversed()) {
    undecidePosting(ledger, posting);
  }
}

/** Writes what was decided. The order's own events tell of it. */
export async function applyTender(
  tx: Tx,
  facts: TenderFacts,
  decisions: readonly TenderDecision[],
): Promise<void> {
  const postings = decisions.flatMap((decision) => decision.postings);
  if (postings.length > 0) {
    await applyPostings(tx, facts.ledger, postings, { isAnnounced: false });
  }
}

export type PaidOrder = {
  /** The first of its payments (uuid), and all of them. */
  readonly paymentId: string;
  readonly paymentIds: readonly string[];
  /** Cash to give back. */
  readonly changeMinor: number;
  readonly pointsEarned: number;
  /** Of a fact: the value that was not there. */
  readonly overdrawn: number;
};

/** What whoever placed the order is told of its payments. */
export function tellTender({ payments, pointsEarned, postings }: TenderDecision): PaidOrder {
  const paymentIds = payments.map((each) => each.id);
  const changeMinor = changeOf(payments);
  const overdrawn = postings.reduce((sum, posting) => sum + posting.overdrawn, 0);
  return { paymentId: paymentIds[0] ?? '', paymentIds, changeMinor, pointsEarned, overdrawn };
}

function toPayment(
  facts: TenderFacts,
  order: OrderToPay,
  part: TenderPart,
  isHeld: boolean,
): TenderDecision['payments'][number] | Refusal {
  const { method, provider, token, amountMinor, giftCode, tenderedMinor } = part;
  // Cash for what is collected later is paid at the counter then.
  const through = method === 'cash' && !order.isHandedOver ? 'counter' : provider;
  const bearer = giftCode === undefined ? undefined : facts.bearers.get(giftCode);
  if (method === 'gift' && bearer === undefined) {
    return ledgerRefusals.code_unknown();
  }
  if (bearer !== undefined && bearer.unit !== `gift:${order.currency}`) {
    return ordersRefusals.currency_mixed();
  }
  return {
    id: newId(),
    orderId: order.orderId,
    method,
    ...(through === undefined ? {} : { provider: through }),
    ...(token === undefined ? {} : { token }),
    amountMinor,
    currency: order.currency,
    captureAtOnce: order.isHandedOver,
    placeId: order.placeId,
    ...(bearer === undefined ? {} : { bearerId: bearer.id }),
    ...(method === 'cash' && tenderedMinor !== undefined && through !== 'counter'
      ? { tenderedMinor }
      : {}),
    isHeld,
  };
}
