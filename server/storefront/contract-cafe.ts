// What the pages of the café are given: like contract.ts, types only, text in the visitor's language.
import type { Picture, Placed, Visitor } from './contract.ts';

export type CafeShop = {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly distanceM: number | null;
  /** More than twenty minutes on foot. */
  readonly isFar: boolean;
  readonly isOpen: boolean;
  readonly isPaused: boolean;
  /** Until one drink would be ready; null when none can be promised now. */
  readonly waitMinutes: number | null;
  readonly changesAt: string | null;
  readonly hasSeats: boolean;
};

export type CafesPage = {
  readonly shops: readonly CafeShop[];
  readonly isLocated: boolean;
  /** What she ordered last on this phone. */
  readonly again: {
    readonly orderId: string;
    readonly shopName: string;
    readonly names: readonly string[];
  } | null;
};

export type AllergenWord = {
  readonly code: string;
  readonly name: string;
  readonly isMandatory: boolean;
};

export type CafeCard = {
  readonly itemId: string;
  readonly name: string;
  readonly picture: Picture;
  readonly outPriceMinor: number;
  readonly inPriceMinor: number;
  readonly isFrom: boolean;
  readonly currency: string;
  readonly isSoldOut: boolean;
};

export type CafeMenuPage = {
  readonly shop: CafeShop;
  readonly sections: readonly { readonly name: string; readonly cards: readonly CafeCard[] }[];
  /** Pieces in her basket. */
  readonly pieces: number;
};

export type CafeOption = {
  readonly key: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly isUsual: boolean;
  readonly isSoldOut: boolean;
  readonly excludes: readonly string[];
  readonly adds: readonly string[];
  readonly removes: readonly string[];
};

export type CafeItemPage = {
  readonly shop: CafeShop;
  readonly name: string;
  readonly description: string | null;
  readonly picture: Picture;
  readonly currency: string;
  readonly variants: readonly {
    readonly itemId: string;
    readonly name: string;
    readonly isThis: boolean;
    readonly outPriceMinor: number;
    readonly inPriceMinor: number;
    readonly isSoldOut: boolean;
  }[];
  readonly groups: readonly {
    readonly code: string;
    readonly name: string;
    readonly picksMin: number;
    readonly picksMax: number;
    readonly options: readonly CafeOption[];
  }[];
  readonly allergens: readonly string[];
  /** The words of all that can be told of. */
  readonly allergenWords: readonly AllergenWord[];
};

export type CafeLine = {
  readonly number: number;
  readonly itemId: string;
  readonly name: string;
  readonly options: readonly string[];
  readonly picture: Picture;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly allergens: readonly AllergenWord[];
  readonly seat: number;
  /** Whether this phone may change it. */
  readonly isMine: boolean;
  readonly problem: string | null;
};

export type CafeBasketPage = {
  readonly shop: CafeShop;
  /** Other cafés she could go to, nearest first. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly isEatenIn: boolean;
  readonly isGroup: boolean;
  readonly seats: number;
  readonly seat: number | null;
  readonly startsBy: 'clock' | 'arrival';
  readonly wantedAt: string | null;
  readonly readyAt: string | null;
  readonly times: readonly string[];
  readonly lines: readonly CafeLine[];
  readonly totalMinor: number;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly currency: string;
  readonly problem: string | null;
  /** In the link for the others. */
  readonly token: string;
  /** Points that can be used, when she is signed in. */
  readonly points: number | null;
  readonly canPayByCard: boolean;
  /** It was ordered, by this phone or another. */
  readonly orderedAs: string | null;
};

/** The café's part of the page of an order. */
export type CafeTicket = {
  readonly callNumber: number;
  readonly state: string;
  readonly isEatenIn: boolean;
  readonly promisedAt: string;
  readonly hasMoved: boolean;
  readonly startsBy: string;
  readonly arrivedAt: string | null;
  readonly readyAt: string | null;
  /** To be shown at the counter. */
  readonly code: string;
  readonly cups: readonly {
    readonly number: number;
    readonly name: string;
    readonly options: readonly string[];
    readonly seat: number;
  }[];
};

/** What a phone keeps of a basket. */
export type BasketKept = { readonly token: string; readonly seatKey: string };
export type CafeAnswer =
  | { readonly kept: BasketKept; readonly placeId: string }
  | { readonly refused: string };

export type CafeChange =
  | { readonly kind: 'line'; readonly number: number; readonly quantity: number }
  | { readonly kind: 'shop'; readonly placeId: string }
  | { readonly kind: 'way'; readonly isEatenIn: boolean }
  | {
      readonly kind: 'time';
      readonly wantedAt: string | null;
      readonly startsBy: 'clock' | 'arrival';
    }
  | { readonly kind: 'group' };

/** What the café's pages ask of the house. */
export type CafeFront = {
  cafes(visitor: Visitor): Promise<CafesPage>;
  cafeMenu(visitor: Visitor, placeId: string): Promise<CafeMenuPage | undefined>;
  cafeItem(visitor: Visitor, placeId: string, itemId: string): Promise<CafeItemPage | undefined>;
  addAtCafe(
    visitor: Visitor,
    wish: {
      readonly placeId: string;
      readonly itemId: string;
      readonly options: readonly string[];
      readonly quantity: number;
    },
  ): Promise<CafeAnswer>;
  orderAgain(visitor: Visitor): Promise<CafeAnswer>;
  cafeBasket(visitor: Visitor): Promise<CafeBasketPage | undefined>;
  findCafeBasket(token: string): Promise<{ readonly placeId: string } | undefined>;
  changeCafeBasket(
    visitor: Visitor,
    change: CafeChange,
  ): Promise<{ readonly refused: string | null }>;
  placeCafeBasket(
    visitor: Visitor,
    payment: {
      readonly method: string;
      readonly usesPoints: boolean;
      readonly seenTotalMinor: number;
    },
  ): Promise<Placed>;
  arriveAtCafe(orderId: string, token: string): Promise<boolean>;
};
