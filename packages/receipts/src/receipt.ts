// What a receipt says; the answer of GET /api/orders/{order}/receipt fits it, and so does what a till knows of its
// own sale.
export type ReceiptToPrint = {
  readonly kind: 'simplified_invoice' | 'return_invoice' | 'receipt' | 'return_receipt';
  readonly number: string;
  /** RFC 3339. */
  readonly issuedAt: string;
  readonly seller: { readonly name: string; readonly invoiceNumber: string | null };
  readonly place: {
    readonly name: string;
    readonly address: string | null;
    readonly phone: string | null;
  };
  readonly returns: { readonly number: string; readonly day: string } | null;
  readonly lines: readonly {
    readonly name: string;
    readonly mark: '※' | '';
    readonly quantity: number;
    readonly unitPrice: string;
    readonly amountMinor: number;
    readonly discountMinor: number;
  }[];
  readonly discountMinor: number;
  readonly pointsMinor: number;
  readonly deliveryMinor: number;
  readonly rates: readonly {
    readonly rateBp: number;
    readonly isReduced: boolean;
    readonly taxedMinor: number;
    readonly taxMinor: number;
  }[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly payments: readonly {
    readonly method: string;
    readonly amountMinor: number;
    readonly tenderedMinor: number | null;
  }[];
  readonly changeMinor: number;
};

/** What only the till knows of it. */
export type PrintedWith = {
  readonly language: 'ja' | 'en';
  readonly timeZone: string;
  readonly till?: string;
  readonly clerk?: string;
  /** A practice receipt says that it is none. */
  readonly isPractice?: boolean;
  /** Printed again. */
  readonly isCopy?: boolean;
  /** 宛名 and 但し書き, on request. */
  readonly to?: string;
  readonly for?: string;
  /** Address of the e-receipt, as a QR code. */
  readonly address?: string;
};
