// What the page of 予約販売 is given: an item that is made for a day which she chooses. Types only.
import type { NearPlace, Picture, Placed, Visitor } from './contract.ts';

/** On the product's page; null for what is sold from the shelf alone, or is no longer taken. */
export type PreorderWord = {
  /** Whether some shop takes orders now. */
  readonly isTakenNow: boolean;
  /** The first moment at which one will; null while orders are taken. */
  readonly opensAt: string | null;
};

export type PreorderDay = {
  /** `2026-12-24`. */
  readonly day: string;
  /** The last moment to order for it. */
  readonly orderUntil: string;
  /** full: not so many as she wants are left. */
  readonly word: 'free' | 'few' | 'full';
};

export type PreorderPage = {
  readonly item: {
    readonly itemId: string;
    readonly name: string;
    readonly picture: Picture;
    readonly priceMinor: number;
    readonly currency: string;
  };
  readonly quantity: number;
  /** That take orders now, nearest first. */
  readonly places: readonly NearPlace[];
  readonly placeId: string | null;
  /** Of that shop; days on which it is closed or nothing is made are left out. */
  readonly days: readonly PreorderDay[];
  /** Where the days after these begin; null when these are all. */
  readonly laterFrom: string | null;
  /** Of the days. */
  readonly timeZone: string;
  readonly opensAt: string | null;
  readonly canPayByCard: boolean;
  /** Whoever is signed in needs to type nothing. */
  readonly knows: { readonly name: string; readonly contact: string } | null;
  readonly formId: string;
};

export type PreorderForm = {
  readonly itemId: string;
  readonly placeId: string;
  readonly day: string;
  readonly quantity: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly payment: string;
  readonly card: string;
  readonly formId: string;
};

export type PreorderFront = {
  /** Undefined for what is not made for days. `from` is a day, `placeId` a typed id; both may be empty. */
  preorder(
    visitor: Visitor,
    itemId: string,
    wanted: { readonly placeId: string; readonly from: string; readonly quantity: number },
  ): Promise<PreorderPage | undefined>;
  placePreorder(visitor: Visitor, form: PreorderForm): Promise<Placed>;
};
