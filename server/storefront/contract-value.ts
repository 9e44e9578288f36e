// What pages of value are given: points, stamp cards, gifts.
import type { SavedAddress } from './contract-account.ts';

/** Her points, stamp cards and tier, and why each of it came and went. */
export type ValuePage = {
  readonly points: {
    readonly available: number;
    readonly pending: number;
    readonly reserved: number;
    readonly expiries: readonly { readonly at: string; readonly amount: number }[];
  };
  readonly cards: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly stamps: number;
    readonly pending: number;
    readonly until: string | null;
    readonly rewards: readonly { readonly code: string; readonly title: string }[];
  }[];
  readonly tier: {
    readonly name: string | null;
    /** Of what is missing. */
    readonly currency: string;
    readonly next: { readonly name: string; readonly missingMinor: number } | null;
    readonly downgrade: { readonly on: string; readonly missingMinor: number } | null;
  } | null;
  readonly lines: readonly {
    readonly id: string;
    readonly at: string;
    readonly why: string;
    readonly amount: number;
    readonly balance: number;
  }[];
};
export type RewardAnswer =
  | { readonly code: string; readonly until: string }
  | { readonly refused: string };

/** A gift for whoever opened its link. */
export type GiftPage = {
  readonly state: string;
  readonly kind: 'value' | 'item';
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly quantity: number;
  readonly itemName: string | null;
  readonly giverName: string;
  readonly message: string | null;
  readonly picture: string;
  readonly noshi: { readonly occasion: string; readonly name: string } | null;
  readonly expiresAt: string;
  readonly choices: readonly { readonly itemId: string; readonly name: string }[];
  readonly canSend: boolean;
  /** Of whoever looks and is signed in; the giver sees none of the receiver's. */
  readonly addresses: readonly SavedAddress[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
};

/** Before she gives something. */
export type NewGiftPage = {
  readonly placeId: string;
  readonly canPay: boolean;
  readonly isSignedIn: boolean;
  readonly giverName: string;
  /** Of the shop. */
  readonly currency: string;
  /** Goods; null for value. */
  readonly item: {
    readonly id: string;
    readonly name: string;
    readonly picture: { readonly address: string; readonly alt: string };
    readonly priceMinor: number;
    readonly currency: string;
  } | null;
};

/** What a giver sent. There is no field for where a gift went. */
export type SentGiftsPage = {
  readonly purchases: readonly {
    readonly orderId: string;
    readonly manageToken: string;
    readonly kind: 'value' | 'item';
    readonly amountMinor: number;
    readonly currency: string;
    readonly boughtAt: string;
    readonly message: string | null;
    readonly picture: string;
    readonly noshi: { readonly occasion: string; readonly name: string } | null;
    readonly gifts: readonly {
      readonly id: string;
      readonly position: number;
      readonly label: string | null;
      readonly email: string | null;
      readonly state: string;
      readonly token: string | null;
      readonly openedAt: string | null;
      readonly claimedAt: string | null;
      readonly thanks: string | null;
      readonly expiresAt: string;
      readonly refund: 'due' | 'counter' | 'done' | null;
    }[];
  }[];
};
