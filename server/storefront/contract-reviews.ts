// What the pages about reviews are given. Types only.
import type { Picture, Refused, Visitor } from './contract.ts';

export type ReviewSum = {
  readonly count: number;
  /** With one decimal. */
  readonly average: number;
  /** How many gave one star … five stars. */
  readonly byStars: readonly number[];
  /** How it fitted those who said so. */
  readonly fit: { readonly small: number; readonly fits: number; readonly large: number };
};

export type Review = {
  readonly id: string;
  readonly stars: number;
  readonly fit: 'small' | 'fits' | 'large' | null;
  /** What she bought: 「藍 M」. */
  readonly variant: string;
  readonly name: string;
  readonly text: string;
  readonly language: string;
  readonly postedAt: string;
  readonly photos: readonly { readonly address: string; readonly small: string }[];
};

export type ReviewsOfItem = { readonly sum: ReviewSum | null; readonly reviews: readonly Review[] };

export type ReviewsPage = ReviewsOfItem & {
  readonly itemId: string;
  readonly name: string;
};

/** By which she shows that she bought it, beside her account: the link of the order. */
export type OrderLink = { readonly orderId: string; readonly token: string };

export type ReviewFormPage = {
  readonly itemId: string;
  readonly name: string;
  readonly picture: Picture;
  /** It comes in sizes. */
  readonly asksFit: boolean;
  readonly mayWrite: boolean;
  readonly isSignedIn: boolean;
  /** What she wrote before. */
  readonly own: {
    readonly id: string;
    readonly stars: number;
    readonly fit: string | null;
    readonly name: string;
    readonly text: string;
    readonly photos: number;
    readonly state: 'waiting' | 'shown' | 'hidden';
  } | null;
};

export type ReviewForm = {
  readonly itemId: string;
  readonly link: OrderLink | undefined;
  readonly stars: number;
  readonly fit: string;
  readonly name: string;
  readonly text: string;
  readonly dropsPhotos: boolean;
  readonly photos: readonly Buffer[];
};

export type ReviewAnswer = { readonly state: 'waiting' | 'shown' | 'hidden' } | Refused;

/** What these pages ask of the house. */
export type ReviewFront = {
  /** Undefined when it is not sold. */
  reviews(visitor: Visitor, itemId: string): Promise<ReviewsPage | undefined>;
  reviewForm(
    visitor: Visitor,
    itemId: string,
    link: OrderLink | undefined,
  ): Promise<ReviewFormPage | undefined>;
  /** Asked before an upload is read at all. */
  mayReview(
    sessionToken: string | undefined,
    itemId: string,
    link: OrderLink | undefined,
  ): Promise<boolean>;
  postReview(visitor: Visitor, form: ReviewForm): Promise<ReviewAnswer>;
  withdrawReview(visitor: Visitor, itemId: string, link: OrderLink | undefined): Promise<boolean>;
  reportReview(visitor: Visitor, reviewId: string, reason: string): Promise<boolean>;
};
