// What some pages of her account are given (notifications, addresses, her card); types only, like contract.ts.
import type { Visitor } from './contract.ts';

export type OfferChannel = 'mail' | 'push' | 'line' | 'sms';

/** Which news reach her how. */
export type NotificationsPage = {
  /** What a browser subscribes with. */
  readonly pushKey: string;
  readonly choices: Readonly<
    Record<'orders' | 'visits' | 'points', { readonly mail: boolean; readonly push: boolean }>
  >;
  /** Her browsers that take push messages. */
  readonly devices: readonly {
    readonly id: string;
    readonly browser: string;
    readonly system: string;
    readonly addedAt: string;
  }[];
  /** Offers: consents, one a channel by which she can be reached. */
  readonly offers: readonly {
    readonly channel: OfferChannel;
    readonly purpose: string;
    readonly isGiven: boolean;
    /** What she is asked, in the language of the page. */
    readonly text: string;
  }[];
};

/** Where she has things sent, and who receives them there. */
export type SavedAddress = {
  readonly id: string;
  readonly isDefault: boolean;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly familyKana?: string;
  readonly givenKana?: string;
  readonly phone?: string;
  readonly postalCode?: string;
  readonly prefecture?: string;
  readonly city?: string;
  readonly address?: string;
};

export type AddressesPage = { readonly addresses: readonly SavedAddress[] };

/** Her member card; what is drawn here opens without a line too. */
export type CardPage = {
  readonly number: string;
  /** A Code 128 of the number (data: address of an SVG). */
  readonly barcode: string;
  readonly points: number;
  readonly coupons: number;
  readonly shopName: string;
  /** The wallets that take it. */
  readonly wallets: { readonly apple: boolean; readonly google: boolean };
  /** When this was true. */
  readonly at: string;
};

export type AccountFront = {
  /** Undefined when nobody is signed in. */
  notifications(visitor: Visitor): Promise<NotificationsPage | undefined>;
  /** Undefined when nobody is signed in. */
  addresses(visitor: Visitor): Promise<AddressesPage | undefined>;
};
