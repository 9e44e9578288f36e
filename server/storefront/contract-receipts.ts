// What the pages about receipts with a name (領収書) are given. Types only.
import type { Refused, Visitor } from './contract.ts';

export type NamedReceiptLine = {
  readonly id: string;
  readonly position: number;
  readonly to: string;
  readonly amountMinor: number;
  readonly issuedAt: string;
  readonly timesShown: number;
};

export type ReceiptsPage = {
  readonly orderId: string;
  readonly number: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly named: readonly NamedReceiptLine[];
  /** What may still be made out. */
  readonly leftMinor: number;
  /** Of the form: sent twice, it makes out one. */
  readonly formId: string;
};

/** One to print. */
export type PrintedReceipt = NamedReceiptLine & {
  readonly number: string;
  readonly purpose: string;
  readonly currency: string;
  readonly paidOn: string;
  readonly seller: string;
  readonly invoiceNumber: string | null;
  readonly place: {
    readonly name: string;
    readonly address: string | null;
    readonly phone: string | null;
  };
  readonly rates: readonly {
    readonly rateBp: number;
    readonly taxedMinor: number;
    readonly taxMinor: number;
  }[];
  /** By what the amount was paid; empty where the order does not say. */
  readonly payments: readonly { readonly method: string; readonly amountMinor: number }[];
  readonly needsStamp: boolean;
};

export type ReceiptWish = {
  readonly formId: string;
  readonly to: string;
  readonly purpose: string;
  readonly amountMinor: number;
};

/** What these pages ask of the house; without a token the order is hers who is signed in. */
export type ReceiptFront = {
  receipts(visitor: Visitor, orderId: string, token: string): Promise<ReceiptsPage | undefined>;
  /** Why not; undefined when all went well. */
  issueReceipt(
    visitor: Visitor,
    orderId: string,
    token: string,
    wish: ReceiptWish,
  ): Promise<Refused | undefined>;
  /** Counted: the second time it is marked as shown again. */
  printReceipt(
    visitor: Visitor,
    orderId: string,
    token: string,
    receiptId: string,
  ): Promise<PrintedReceipt | undefined>;
};
