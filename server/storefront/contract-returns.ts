// What the page about giving goods back is given. Types only.
import type { Picture, Refused, Visitor } from './contract.ts';
import type { ReceiptFront } from './contract-receipts.ts';

export type ReturnState = 'asked' | 'accepted' | 'received' | 'refunded' | 'refused' | 'withdrawn';
export type ReturnReason = 'changed_mind' | 'defect' | 'wrong_item';
export type ReturnWay = 'shop' | 'parcel';

export type ReturnPlace = { readonly name: string; readonly address: string | null };

/** What the house says about giving back, before she buys and before she asks. */
export type ReturnTermsSaid = {
  readonly isOffered: boolean;
  readonly days: number;
  readonly defectDays: number;
  readonly ways: readonly ReturnWay[];
  readonly parcelPaidBy: 'customer' | 'house';
  readonly condition: string;
};

export type ReturnLine = {
  readonly line: number;
  readonly name: string;
  readonly picture: Picture;
  /** Whole pieces; 0: nothing is left of it. */
  readonly left: number;
  /** Why it comes back only when it is broken or wrong; null: it comes back. */
  readonly exclusion:
    | 'hygiene'
    | 'perishable'
    | 'made_to_order'
    | 'opened'
    | 'final_sale'
    | 'no_goods'
    | null;
};

export type AskedReturn = {
  readonly id: string;
  readonly number: string;
  readonly state: ReturnState;
  readonly way: ReturnWay;
  readonly reason: ReturnReason;
  /** Where its parcel goes; null when she brings it. */
  readonly sendTo: ReturnPlace | null;
  readonly paidBy: 'customer' | 'house' | null;
  /** What went back; until then what she can expect. */
  readonly moneyMinor: number;
  readonly expectedPointsMinor: number;
  readonly refusedFor: string | null;
  readonly isOpen: boolean;
  readonly canWithdraw: boolean;
  /** What a tablet scans, while it is open. */
  readonly code: string | null;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
  readonly steps: readonly { readonly state: ReturnState; readonly at: string }[];
};

export type ReturnsPage = {
  readonly orderId: string;
  readonly number: string;
  readonly currency: string;
  readonly terms: ReturnTermsSaid;
  /** Whether something can be asked for now, and for what reasons. */
  readonly reasons: readonly ReturnReason[];
  readonly lastDay: string;
  readonly lastDefectDay: string;
  readonly lines: readonly ReturnLine[];
  /** The newest first. */
  readonly asked: readonly AskedReturn[];
  /** Shops that take goods back, the nearest first. */
  readonly shops: readonly (ReturnPlace & { readonly id: string })[];
  readonly parcelTo: ReturnPlace;
};

export type ReturnAsk = {
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  readonly way: string;
  readonly reason: string;
  readonly note: string;
};

/** What she may still ask of an order that she has. */
export type AfterSaleFront = ReceiptFront & ReturnFront;

/** What the page asks of the house; without a token the order is hers who is signed in. */
type ReturnFront = {
  returns(visitor: Visitor, orderId: string, token: string): Promise<ReturnsPage | undefined>;
  /** Why not; undefined when all went well. */
  askReturn(
    visitor: Visitor,
    orderId: string,
    token: string,
    ask: ReturnAsk,
  ): Promise<Refused | undefined>;
  withdrawReturn(
    visitor: Visitor,
    orderId: string,
    token: string,
    requestId: string,
  ): Promise<Refused | undefined>;
};
