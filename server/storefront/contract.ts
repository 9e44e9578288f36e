// What the shop's pages are given. Types only, so that the app in the browser may name them. All
// text is in the language of the visitor; ids are typed text; amounts are whole minor units, tax included.
import type { AccountFront, CardPage, SavedAddress } from './contract-account.ts';
import type { BookingFront, BookingGlimpse } from './contract-booking.ts';
import type { CafeFront } from './contract-cafe.ts';
import type { CheckoutErrors, CheckoutField, CheckoutForm } from './contract-checkout.ts';
import type { CouponFront } from './contract-coupons.ts';
import type { CartDelivery, DeliveryFront } from './contract-delivery.ts';
import type { Facet, Helping, Narrowed, SizeHelp, Suggestion } from './contract-finding.ts';
import type { OrderFront, OrderPage, ParcelToCome } from './contract-order.ts';
import type { PreorderFront, PreorderWord } from './contract-preorder.ts';
import type { AfterSaleFront, ReturnTermsSaid } from './contract-returns.ts';
import type { ReviewFront, ReviewsOfItem } from './contract-reviews.ts';
import type {
  GiftPage,
  NewGiftPage,
  RewardAnswer,
  SentGiftsPage,
  ValuePage,
} from './contract-value.ts';
import type { Film, LayawayGlimpse, VisitFront } from './contract-visit.ts';
import type { WaysPage } from './contract-ways.ts';
import type { MyDataPage } from './my-data.ts';

export type Language = 'ja' | 'en';

/** Who asks, read from the request: nothing here is a personal field. */
export type Visitor = {
  readonly language: Language;
  /** The shop she chose as hers; its position is "near". */
  readonly placeId: string | undefined;
  /** What her browser said, when she let it. */
  readonly position: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly cartToken: string | undefined;
  /** What her browser keeps of her wish list (item ids), until she signs in. */
  readonly wishes: readonly string[];
  /** What her browser keeps of what she looked at (item ids), the latest first. */
  readonly seen?: readonly string[];
  /** Session token of a signed-in customer. */
  readonly sessionToken: string | undefined;
  /** Her basket at a café, and the link of what she ordered there last. */
  readonly basket?: { readonly token: string; readonly seatKey: string } | undefined;
  readonly lastCafeOrder?: { readonly orderId: string; readonly token: string } | undefined;
};

export type StockWord = 'in_stock' | 'low' | 'out_of_stock' | 'ask';

export type Picture = { readonly address: string; readonly alt: string };

export type Card = {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly picture: Picture;
  /** Null: not sold in the web shop now. */
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  readonly currency: string;
  /** The price is that of the cheapest variant. */
  readonly isFrom: boolean;
  readonly isNew: boolean;
};

export type CategoryLink = { readonly id: string; readonly name: string; readonly count: number };

export type NearPlace = {
  readonly id: string;
  readonly name: string;
  readonly distanceM: number | null;
  readonly isOpen: boolean;
  /** Instant text: when it closes (open) or opens next (closed); null when that never changes. */
  readonly changesAt: string | null;
};

/** Modules that have pages of the shop and may be switched off. */
export type ShopModule = 'bookings' | 'gifts' | 'kitchen' | 'layaways' | 'offers' | 'reviews';

export type Frame = {
  /** Those that are on. */
  readonly modules: readonly ShopModule[];
  readonly shopName: string;
  readonly categories: readonly CategoryLink[];
  readonly cartCount: number;
  /** The web shop itself: it is a place like any other. */
  readonly webPlaceId: string;
  readonly place: { readonly id: string; readonly name: string } | null;
  readonly isSignedIn: boolean;
  /** Some place cooks. */
  readonly hasCafe: boolean;
};

export type Home = {
  readonly newest: readonly Card[];
  readonly popular: readonly Card[];
  readonly places: readonly NearPlace[];
};

export type Sort = 'popular' | 'newest' | 'cheapest' | 'dearest';

export type ListOfCards = {
  readonly cards: readonly Card[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

export type CategoryPage = ListOfCards & {
  /** Null: everything. */
  readonly category: CategoryLink | null;
  readonly path: readonly CategoryLink[];
  readonly children: readonly CategoryLink[];
  readonly sort: Sort;
  readonly facets: readonly Facet[];
};

export type SearchPage = ListOfCards & {
  readonly query: string;
  readonly isLoose: boolean;
  readonly sort: Sort;
  readonly facets: readonly Facet[];
  /** Where nothing was found. */
  readonly help: Helping | null;
};

export type AvailabilityAtPlace = NearPlace & {
  readonly word: StockWord;
  readonly handsOver: boolean;
};

export type ItemPage = {
  readonly card: Card;
  readonly film: Film | null;
  /** The shop at whose shelf she scanned it. */
  readonly here: AvailabilityAtPlace | null;
  readonly isWished: boolean;
  readonly code: string;
  readonly description: string | null;
  readonly pictures: readonly Picture[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly taxRateBp: number | null;
  /** The price is for so many units (100 g); 1 for pieces. */
  readonly pricePer: number;
  readonly unit: 'each' | 'g' | 'ml';
  readonly path: readonly CategoryLink[];
  readonly variants: readonly {
    readonly id: string;
    readonly name: string;
    readonly isThis: boolean;
  }[];
  /** What can be sent to her home; null for what is served at once. */
  readonly delivery: StockWord | null;
  readonly places: readonly AvailabilityAtPlace[];
  readonly related: readonly Card[];
};

/** With the latest few of what buyers said. */
export type ReviewedItemPage = ItemPage & {
  readonly said: ReviewsOfItem;
  readonly sizes: SizeHelp | null;
  /** Where it is made for a day that she chooses. */
  readonly preorder: PreorderWord | null;
};

export type PlaceCard = NearPlace & {
  /** `key` is its number (JIS X 0401, two digits), from north to south; null where the address tells none. */
  readonly prefecture: { readonly key: string; readonly name: string } | null;
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly handsOver: boolean;
  /** Minutes from midnight for each ISO weekday (1 is Monday); empty when closed all day. */
  readonly week: readonly {
    readonly weekday: number;
    readonly intervals: readonly { readonly opens: number; readonly closes: number }[];
  }[];
  readonly isAlwaysOpen: boolean;
  readonly isMine: boolean;
};

export type CartLine = {
  readonly itemId: string;
  readonly name: string;
  readonly picture: Picture;
  readonly quantity: number;
  readonly priceMinor: number | null;
  readonly amountMinor: number;
  /** Its price differs from the one she saw when she put it in. */
  readonly wasMinor: number | null;
  readonly delivery: StockWord;
};

export type CartPage = {
  readonly lines: readonly CartLine[];
  readonly itemsMinor: number;
  readonly offers: readonly { readonly name: string; readonly discountMinor: number }[];
  readonly hints: readonly { readonly name: string; readonly sentence: string }[];
  /** Of what will be sent: a part of the total; null where that costs nothing, or it is collected. */
  readonly delivery: CartDelivery | null;
  readonly totalMinor: number;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly currency: string;
  readonly count: number;
};

export type PickupPlace = NearPlace & {
  /** All of the cart is there. */
  readonly hasAll: boolean;
};

export type CheckoutPage = {
  readonly cart: CartPage;
  readonly places: readonly PickupPlace[];
  readonly canDeliver: boolean;
  readonly canPayByCard: boolean;
  readonly returns: ReturnTermsSaid;
  /** What her account knows already; empty for guests. */
  readonly known: Readonly<Partial<Record<CheckoutField, string>>>;
  /** Of her account, the default first. */
  readonly addresses: readonly SavedAddress[];
  readonly orderId: string;
};

/** Read and cleaned, or what is to be mended; never both. */
export type CheckedForm = {
  readonly form: CheckoutForm;
  readonly errors: CheckoutErrors;
  /** What it costs, received in this way and with this coupon. */
  readonly cart?: CartPage;
  /** From where a delivery comes that no one place has all of; left out where one sends it. */
  readonly parcels?: readonly ParcelToCome[];
};

/** Why a form was refused, in her language; `field` is the name of the field that it is about. */
export type Refused = { readonly refused: string; readonly field?: string };

export type Placed = { readonly orderId: string; readonly token: string } | Refused;

export type WishPage = {
  readonly cards: readonly Card[];
  /** True: the list of her browser is now on her account, and the browser should forget it. */
  readonly hasMoved: boolean;
};

export type WishChange = {
  readonly isWished: boolean;
  /** What the browser should keep from now on; undefined: nothing to keep (she is signed in). */
  readonly kept: readonly string[] | undefined;
};

/** An order on her own page; it leads to its status page where it has one. */
export type OrderGlimpse = {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly orderedAt: string;
  readonly placeName: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly pieces: number;
  /** Null: carried out at once, there is nothing to follow. */
  readonly token: string | null;
  /** It goes on: worth watching. */
  readonly isOpen: boolean;
};

export type AccountPage = {
  readonly email: string | null;
  readonly name: string | null;
  /** To be shown at the till: the number of her card as a QR code (data: address of an SVG). */
  readonly card: string;
  readonly points: {
    readonly available: number;
    readonly pending: number;
    readonly nextExpiry: { readonly at: string; readonly amount: number } | null;
  };
  readonly orders: readonly OrderGlimpse[];
  readonly layaways: readonly LayawayGlimpse[];
  readonly bookings: readonly BookingGlimpse[];
  readonly wishes: readonly Card[];
  readonly hasMoved: boolean;
};

/** The fields of the profile form that are filled in. */
export type ProfilePage = Readonly<Record<string, string>>;

/** Where a page makes a browser send something besides this house, and what for. */
export type Outside = {
  readonly host: string;
  readonly use: 'pictures' | 'line' | 'googleWallet';
};

export type SignInPage = {
  readonly hasLine: boolean;
  /** She is signed in and has stopped every use. */
  readonly isStopped: boolean;
};

/** What a code at a shelf leads to. */
export type Scanned = { readonly itemId: string };

/** Everything the shop's pages ask of the house; no HTTP between them. */
export type Storefront = AccountFront &
  BookingFront &
  CafeFront &
  VisitFront &
  PreorderFront &
  DeliveryFront &
  OrderFront &
  ReviewFront &
  AfterSaleFront &
  CouponFront & {
    frame(visitor: Visitor): Promise<Frame>;
    home(visitor: Visitor): Promise<Home>;
    category(
      visitor: Visitor,
      categoryId: string | undefined,
      page: number,
      sort: Sort,
      narrowed: Narrowed,
    ): Promise<CategoryPage | undefined>;
    search(
      visitor: Visitor,
      query: string,
      page: number,
      sort?: Sort,
      narrowed?: Narrowed,
    ): Promise<SearchPage>;
    suggest(visitor: Visitor, typed: string): Promise<readonly Suggestion[]>;
    /** `scannedAt`: the shop (typed id) at whose shelf she stands. */
    item(
      visitor: Visitor,
      itemId: string,
      scannedAt?: string,
    ): Promise<ReviewedItemPage | undefined>;
    places(visitor: Visitor): Promise<readonly PlaceCard[]>;
    /** Nobody has said yet how it is received: with what it would cost to be sent. */
    cart(visitor: Visitor): Promise<CartPage & { readonly ifSent: CartDelivery | null }>;
    /** Adds or sets a quantity; answers the token of a cart that was opened for it. */
    putInCart(
      visitor: Visitor,
      itemId: string,
      quantity: number,
      mode: 'add' | 'set',
    ): Promise<{ readonly isThere: boolean; readonly newToken: string | undefined }>;
    /** `couponId`: one of hers (typed id) that she wants to use, already in the form. */
    checkout(visitor: Visitor, couponId?: string): Promise<CheckoutPage>;
    checkForm(visitor: Visitor, form: CheckoutForm): Promise<CheckedForm>;
    order(visitor: Visitor, orderId: string, token: string): Promise<OrderPage | undefined>;
    signIn(visitor: Visitor): Promise<SignInPage>;
    /** The list of external transmissions; empty when there are none. */
    outside(): Promise<readonly Outside[]>;
    /** Undefined when nobody is signed in. */
    ways(visitor: Visitor): Promise<WaysPage | undefined>;
    myData(visitor: Visitor): Promise<MyDataPage | undefined>;
    /** Undefined when nobody is signed in. */
    profile(visitor: Visitor): Promise<ProfilePage | undefined>;
    /** Undefined when nobody is signed in. */
    card(visitor: Visitor): Promise<CardPage | undefined>;
    /** Undefined when nobody is signed in. */
    account(visitor: Visitor): Promise<AccountPage | undefined>;
    value(visitor: Visitor): Promise<ValuePage | undefined>;
    takeReward(visitor: Visitor, cardId: string, choice: string): Promise<RewardAnswer>;
    gift(visitor: Visitor, token: string): Promise<GiftPage | undefined>;
    /** Goods by their item (typed id), else value. */
    newGift(visitor: Visitor, itemId: string | undefined): Promise<NewGiftPage>;
    /** By the secret of a link, or all of whoever is signed in; undefined where nobody is known. */
    sentGifts(
      visitor: Visitor,
      manageToken: string | undefined,
    ): Promise<SentGiftsPage | undefined>;
    wishes(visitor: Visitor): Promise<WishPage>;
    /** What she looked at last, the latest first. */
    seen(visitor: Visitor): Promise<readonly Card[]>;
    /** She looks at an item; answers what her browser keeps from now on. */
    noteLook(visitor: Visitor, itemId: string): Promise<readonly string[]>;
    forgetLooks(visitor: Visitor): Promise<void>;
    wish(visitor: Visitor, itemId: string, isWished: boolean): Promise<WishChange>;
    /** A GTIN or another code that a shelf's QR carries; `place` (typed id) is where it hangs. */
    scanned(code: string, place: string | undefined): Promise<Scanned | undefined>;
    /** Where a poster or a QR code hangs: the typed id of its place. */
    placeOfSource(code: string): Promise<string | undefined>;
    /** The shop at whose door somebody stands. */
    door(visitor: Visitor, placeId: string): Promise<PlaceCard | undefined>;
  };
