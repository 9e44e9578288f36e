// What the status page of an order shows to whoever holds its link.

import type { Card, Picture, PlaceCard, Placed, Refused, Visitor } from './contract.ts';
import type { CafeTicket } from './contract-cafe.ts';
import type { CheckoutForm } from './contract-checkout.ts';
import type { PreorderDay } from './contract-preorder.ts';
import type { ReturnState } from './contract-returns.ts';

export type DayMove = {
  /** The day it has now. */
  readonly day: string;
  /** She can move it herself until then; null: no more. */
  readonly until: string | null;
  readonly timeZone: string;
  /** That she can move it to; those that are full are told as such. */
  readonly days: readonly PreorderDay[];
};

/** What the page asks of the house beside showing it. */
export type OrderFront = {
  /** `seenParcels`: in how many parcels she was told it comes (1 where nothing was said); more are refused. */
  placeOrder(
    visitor: Visitor,
    orderId: string,
    form: CheckoutForm,
    seenParcels?: number,
  ): Promise<Placed>;
  /** With the secret of its link. Undefined when it is done. */
  moveOrderDay(
    visitor: Visitor,
    orderId: string,
    token: string,
    day: string,
  ): Promise<Refused | undefined>;
};

/** What one place would send of her cart. */
export type ParcelToCome = {
  readonly from: string;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
};

/** What one place sends of an order that comes from several. */
export type ParcelOfHers = {
  readonly number: number;
  /** `empty`: all of it was cancelled before it was sent. */
  readonly state: 'waiting' | 'packed' | 'sent' | 'empty';
  /** The name of the place that sends it. */
  readonly from: string;
  readonly carrier: 'yamato' | 'sagawa' | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
};

export type OrderPage = {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly fulfilment: 'pickup' | 'delivery';
  readonly orderedAt: string;
  /** Of a pickup: ready by then. */
  readonly readyBy: string | null;
  /** Lines that were not found, and what may stand for them. */
  readonly asks: readonly {
    readonly line: number;
    readonly name: string;
    readonly offers: readonly { readonly itemId: string; readonly name: string }[];
  }[];
  /** Names of lines about which she need not answer any more. */
  readonly lapsedAsks: readonly string[];
  /** Promises that were moved, the first first. */
  readonly promiseMoves: readonly {
    readonly at: string;
    readonly from: string | null;
    readonly reason: string;
  }[];
  /** Of what is made for a day (予約販売); null where nothing is. */
  readonly dayMove: DayMove | null;
  readonly place: PlaceCard | null;
  readonly lines: readonly {
    readonly itemId: string;
    readonly name: string;
    readonly quantity: number;
    readonly amountMinor: number;
    readonly picture: Picture;
    /** Made for this day (`2026-12-24`); null: from the shelf. */
    readonly day: string | null;
  }[];
  /** Of a delivery that several places send; empty where one does. */
  readonly parcels: readonly ParcelOfHers[];
  /** In the total. */
  readonly deliveryMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly currency: string;
  readonly steps: readonly { readonly state: string; readonly at: string }[];
  /** Bought with her own phone inside the shop: what she shows at the exit; null for every other order. */
  readonly exit: {
    readonly code: string;
    readonly state: 'paid' | 'unpaid' | 'failed' | 'checked';
  } | null;
  /** What goes with it and lies at the shop where she collects it. */
  readonly beside: readonly Card[];
  /** Whether it is on the account that is signed in; null when nobody is. */
  readonly isKept: boolean | null;
  /** How far what she asked to give back is; null where nothing was asked and nothing can be. */
  readonly returns: { readonly state: ReturnState | null } | null;
  /** What is made for it in a café; null for other orders. */
  readonly cafe: CafeTicket | null;
};
