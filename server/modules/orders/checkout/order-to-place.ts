// What a checkout is asked, and what becomes of it on the way: facts, a decision, a placed order.
import type { Profile } from '#customers';
import type { OffersDecision, ToldOffer } from '#offers';
import type { PlaceRow, Position } from '#places';
import type { FactDecision, HoldDecision, StockFacts } from '#stock';
import type { DeliveryFees } from '../delivery/load-fees.ts';
import type { SalesPolicy } from '../policy.ts';
import type { DayDecision, PreorderFacts } from '../preorders/preorder.ts';
import type { PromiseFacts } from '../promise/load-desks.ts';
import type { HourTaken } from '../promise/store.ts';
import type { PromotionFacts } from '../promotions/load-promotions.ts';
import type { RouteDecision } from '../routing/decide-route.ts';
import type { RouteFacts } from '../routing/load-routes.ts';
import type { OrderRow } from '../store/orders.ts';
import type { PaidOrder, TenderDecision, TenderFacts } from '../tender/decide-tender.ts';
import type { Tender } from '../tender/tender.ts';
import type { AccountFacts } from '../wholesale/load-accounts.ts';
import type { CutLine } from './cut-lines.ts';
import type { Goods } from './known-goods.ts';
import type { Line } from './price-lines.ts';

/** `kitchen`: made to order where it is handed over. */
export type Fulfilment = 'carry_out' | 'pickup' | 'kitchen' | 'delivery';

/** A line as a till has sold it. */
export type ToldLine = {
  readonly name: string;
  readonly unitPriceMinor: number;
  /** How many units the price is for. */
  readonly pricePer: number;
  readonly taxRateBp: number;
  /** Taken off this line by hand. */
  readonly discountMinor: number;
};

export type OrderToPlace = {
  /** May be made by the client, so that an offline till can repeat itself. */
  readonly orderId?: string;
  readonly placeId: string;
  readonly fulfilment: Fulfilment;
  readonly handoverPlaceId?: string;
  /** A delivery that whichever place has it sends, though the place of sale keeps stock of its own. */
  readonly isFromAnywhere?: boolean;
  readonly channel: string;
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantityMilli: number;
    /** What the customer saw; a different price now is refused. */
    readonly seenPriceMinor?: number;
    /** Made for this day (予約販売), not taken from the shelf. */
    readonly day?: Temporal.PlainDate;
    /** Of a sale that has happened: what it was sold as, whatever the catalogue says now. */
    readonly told?: ToldLine;
  }[];
  /** What she was told that it costs to be sent; another fee now is refused. */
  readonly seenDeliveryMinor?: number;
  /** Whoever gave it has paid for it to be sent (a gift). */
  readonly isDeliveryPaid?: boolean;
  /** In how many parcels she was told it comes; more are refused. */
  readonly seenParcels?: number;
  /** The promise she saw; a later one is refused. */
  readonly seenReadyBy?: Temporal.Instant;
  /** A sale that has happened is booked with the time, prices and tax of then, and never refused for them. */
  readonly happenedAt?: Temporal.Instant;
  /** Value was taken and the goods are gone: what is not there becomes a debt of whoever it was taken from. */
  readonly isValueTaken?: boolean;
  /** Of a sale that has happened: how the house sold then, where it sells otherwise now. */
  readonly terms?: SalesPolicy;
  /** Taken off the whole by hand, with a reason that the till keeps. */
  readonly discountMinor?: number;
  /** The customer's record; without one a guest's is made from the contact. */
  readonly recordId?: string;
  /** She orders herself, signed in: with the points of what she joined, not of what a score alone has joined. */
  readonly isHerself?: boolean;
  readonly contact?: Profile;
  /** The one means of payment, or all of them in the order in which they are taken. */
  readonly payment: Tender | readonly Tender[];
  /** uuid of the company on whose account it is bought (掛け). */
  readonly partyId?: string;
  /** False on a price list without tax (between companies). */
  readonly isTaxIncluded?: boolean;
  /** uuid of the cart it comes from; filled again when the order cannot be paid. */
  readonly cartId?: string;
  /** As they were typed or scanned. */
  readonly couponCodes?: readonly string[];
  /** What promotions took off a sale that has happened, as its till told. */
  readonly toldOffers?: readonly ToldOffer[];
  /** What would a sale at the counter come to: with all that comes by itself, though its lines are told. */
  readonly isQuote?: boolean;
  /** What is sold lives on as value of its own: only whoever issued it takes it back. */
  readonly isValueSold?: boolean;
  /** Staff who buy for themselves, at the staff's price. */
  readonly buyer?: 'staff' | 'owner';
  /** Where the buyer's device is. */
  readonly position?: Position;
  readonly staffId?: string;
  readonly actor: string;
};

export type PlacedOrder = PaidOrder & {
  readonly row: OrderRow;
  /** uuids of the places that send it together; empty where one does. */
  readonly senderIds: readonly string[];
  readonly placeName: string;
  /** Whose record it is now; null for nobody's. */
  readonly customerId: string | null;
};

export type CheckoutDecision = {
  readonly orderId: string;
  readonly input: OrderToPlace;
  readonly place: PlaceRow;
  /** Who hands it over, or sends what another place has sold. */
  readonly handover: PlaceRow | undefined;
  readonly route: RouteDecision | undefined;
  /** Where several places send it, a line whose pieces come from two of them is two lines here. */
  readonly lines: readonly Line[];
  /** By which parcel each line is sent; empty where one place sends or hands over all of it. */
  readonly sent: readonly CutLine[];
  readonly tender: TenderDecision;
  /** Undefined where no promotion is on and no coupon was brought. */
  readonly offers: OffersDecision | undefined;
  readonly currency: string;
  readonly isTaxIncluded: boolean;
  readonly businessDay: Temporal.PlainDate;
  readonly holds: readonly HoldDecision[];
  readonly sold: readonly FactDecision[];
  readonly days: readonly DayDecision[];
  /** Ready for pickup by then; undefined for what is not collected. */
  readonly readyBy: Temporal.Instant | undefined;
  readonly hours: readonly HourTaken[];
};

export type CheckoutFacts = Pick<Goods, 'places' | 'items' | 'prices'> & {
  readonly now: Temporal.Instant;
  /** One for each that is placed. */
  readonly numbers: readonly number[];
  /** Ids that are an order's already. */
  readonly known: Set<string>;
  /** An order that is not collected by then gives its goods back. */
  readonly holdUntil: Temporal.Instant;
  /** By place, for all members of a flight the same. */
  readonly businessDays: Map<string, Temporal.PlainDate>;
  readonly stock: StockFacts;
  /** Of the orders that cost something to be sent. */
  readonly fees: DeliveryFees;
  readonly preorders: PreorderFacts;
  readonly promises: PromiseFacts;
  /** Of the orders on account. */
  readonly accounts: ReadonlyMap<OrderToPlace, AccountFacts>;
  /** Of the orders that another place sends. */
  readonly routes: ReadonlyMap<OrderToPlace, RouteFacts>;
  readonly tender: TenderFacts;
  /** Undefined where no promotion is on and no coupon was brought. */
  readonly promotions: PromotionFacts | undefined;
  /** Keys of the members' records, to seal their contacts with; and whose the records are. */
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly customers: ReadonlyMap<string, string>;
};

/** Where its goods stand: at the place of hand-over when it is collected. */
export function stockPlaceOf(input: OrderToPlace): string {
  const isCollected = input.fulfilment === 'pickup' || input.fulfilment === 'kitchen';
  return isCollected ? (input.handoverPlaceId ?? input.placeId) : input.placeId;
}
