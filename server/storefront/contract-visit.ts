// What the pages around a visit are given: a piece that is kept at a shop, a film at the shelf, paying on the spot.
// Types only.
import type {
  Card,
  CartPage,
  Language,
  Picture,
  PlaceCard,
  Placed,
  Refused,
  StockWord,
  Visitor,
} from './contract.ts';

type KeptItem = {
  readonly itemId: string;
  readonly name: string;
  readonly picture: Picture;
  readonly priceMinor: number | null;
  readonly currency: string;
};

/** Before it is kept. */
export type KeepPage = {
  readonly item: KeptItem;
  readonly place: PlaceCard;
  readonly word: StockWord;
  /** Whoever is signed in needs to type nothing. */
  readonly knows: { readonly name: string; readonly contact: string } | null;
  readonly formId: string;
};

export type KeepForm = {
  readonly itemId: string;
  readonly placeId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly formId: string;
};

export type Kept = { readonly layawayId: string; readonly token: string } | Refused;

export type LayawayPage = {
  readonly id: string;
  readonly number: string;
  readonly state: 'kept' | 'collected' | 'cancelled' | 'expired';
  readonly keptUntil: string;
  readonly canExtend: boolean;
  /** What the shop scans (data: address of an SVG). */
  readonly code: string;
  readonly item: KeptItem;
  readonly place: PlaceCard | null;
  /** What goes with it and is there too. */
  readonly beside: readonly Card[];
};

/** A line of her own page. */
export type LayawayGlimpse = {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly placeName: string;
  readonly keptUntil: string;
};

/** A video of ours with its captions. */
export type Film = {
  readonly address: string;
  readonly poster: string;
  readonly captions: readonly { readonly language: Language; readonly address: string }[];
};

/** Paying for what is in the cart where she stands, with her own phone. */
export type HerePage = {
  readonly cart: CartPage;
  readonly place: { readonly id: string; readonly name: string };
  readonly canPay: boolean;
  readonly email: string | null;
  readonly orderId: string;
};

export type HereForm = {
  readonly orderId: string;
  readonly placeId: string;
  readonly email: string;
  readonly card: string;
};

/** What these pages ask of the house. */
export type VisitFront = {
  payHere(visitor: Visitor, placeId: string): Promise<HerePage | undefined>;
  payHereNow(visitor: Visitor, form: HereForm): Promise<Placed>;
  keep(visitor: Visitor, itemId: string, placeId: string): Promise<KeepPage | undefined>;
  keepItem(visitor: Visitor, form: KeepForm): Promise<Kept>;
  layaway(visitor: Visitor, layawayId: string, token: string): Promise<LayawayPage | undefined>;
  /** A sentence when it was refused. */
  changeLayaway(
    visitor: Visitor,
    layawayId: string,
    token: string,
    verb: 'extend' | 'cancel',
  ): Promise<string | undefined>;
};
