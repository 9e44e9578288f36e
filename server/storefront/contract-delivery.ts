// What the shop tells of delivery fees and of its terms of sale, before anybody orders.
import type { Language, Visitor } from './contract.ts';
import type { ReturnTermsSaid } from './contract-returns.ts';

/** Minor units, tax included. */
export type CartDelivery = {
  /** What is charged; null as long as nobody said where it goes. */
  readonly feeMinor: number | null;
  /** What offers take off it: `feeMinor` is without that. */
  readonly offMinor: number;
  /** At the least and at the most, wherever it goes; islands aside. */
  readonly leastMinor: number;
  readonly mostMinor: number;
  /** So much more of goods until it is sent free. */
  readonly leftMinor: number | null;
};

/** 特定商取引法に基づく表記. */
export type TermsPage = {
  readonly seller: string;
  /** Null where the house has not said. */
  readonly address: string | null;
  readonly phone: string | null;
  readonly invoiceNumber: string | null;
  readonly paysByCard: boolean;
  /** Null: sending costs nothing, or nothing is sent. */
  readonly delivery: {
    readonly currency: string;
    /** Prefectures that cost the same, in the order of the first of each. */
    readonly fees: readonly {
      readonly feeMinor: number;
      readonly prefectures: readonly { readonly [language in Language]: string }[];
    }[];
    readonly freeFromMinor: number | null;
    /** On top for islands; 0: nothing. */
    readonly islandMinor: number;
    readonly isIslandFree: boolean;
  } | null;
  readonly delivers: boolean;
  readonly returns: ReturnTermsSaid;
};

export type DeliveryFront = {
  terms(visitor: Visitor): Promise<TermsPage>;
};
