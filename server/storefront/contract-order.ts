// What the status page of an order shows to whoever holds its link.

import type { Card, Picture, PlaceCard, Refused, Visitor } from './contract.ts';
import type { CafeTicket } from './contract-cafe.ts';
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
  /** With the secret of its link. Undefined when it is done. */
  moveOrderDay(
    visitor: Visitor,
    orderId: string,
    token: string,
    day: string,
  ): Promise<Refused | undefined>;
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
