// Reviews on the shop's pages: what others said, her own form, and asking the house to look at one.
import { Refusal } from '#kernel/errors';
import { formatId, tryParseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import {
  type Buyer,
  findBuyer,
  fits,
  postReview,
  type ReviewSumRow,
  readOwnReview,
  readPhotos,
  reportReasons,
  reportReview,
  type ShownReview,
  withdrawReview,
} from '#reviews';
import { pictureOf, say } from './cards.ts';
import type { Visitor } from './contract.ts';
import type {
  OrderLink,
  Review,
  ReviewAnswer,
  ReviewForm,
  ReviewFormPage,
  ReviewSum,
  ReviewsOfItem,
  ReviewsPage,
} from './contract-reviews.ts';
import { type HouseWindow, recordOf } from './house-window.ts';
import { toRefused } from './refused.ts';
import type { ReviewBoard } from './review-board.ts';
import { sizeOf } from './size-help.ts';

/** Of a product (uuid): its sum, and the latest that were written. */
export async function reviewsOf(
  board: ReviewBoard,
  productId: string,
  most: number,
): Promise<ReviewsOfItem> {
  const sum = await board.sumOf(productId);
  const reviews = sum === undefined ? [] : await board.of(productId);
  return { sum: toSum(sum), reviews: reviews.slice(0, most).map(toReview) };
}

function toSum(row: ReviewSumRow | undefined): ReviewSum | null {
  if (row === undefined || row.count === 0) {
    return null;
  }
  const stars = row.by_stars.reduce((sum, count, index) => sum + count * (index + 1), 0);
  return {
    count: row.count,
    average: Math.round((stars / row.count) * 10) / 10,
    byStars: row.by_stars,
    fit: { small: row.small, fits: row.fits, large: row.large },
  };
}

function toReview({ variant, photos, ...review }: ShownReview): Review {
  const { id, stars, fit, name, text, language, postedAt } = review;
  return {
    id,
    stars,
    fit,
    name,
    text,
    language,
    postedAt,
    variant: Object.values(variant).join(' '),
    photos: photos.map((photo) => ({
      address: `/api/reviews/photos/${photo.id}`,
      small: `/api/reviews/photos/${photo.id}?size=small`,
    })),
  };
}

const allShown = 100;

/** Undefined when it is not sold. */
export async function viewReviews(
  { shelf, reviews }: HouseWindow,
  { language }: Visitor,
  itemId: string,
): Promise<ReviewsPage | undefined> {
  const id = tryParseId('item', itemId);
  const item = id === undefined ? undefined : shelf.item(id);
  return item === undefined
    ? undefined
    : {
        itemId,
        name: say(item.productName, language),
        ...(await reviewsOf(reviews, item.productId, allShown)),
      };
}

async function buyerOf(
  tx: Tx,
  recordId: string | undefined,
  itemId: string,
  link: OrderLink | undefined,
): Promise<Buyer | undefined> {
  const orderId = link === undefined ? undefined : tryParseId('order', link.orderId);
  const order =
    link === undefined || orderId === undefined ? undefined : { id: orderId, token: link.token };
  return findBuyer(tx, { recordId, order }, itemId);
}

/** Undefined when it is not sold any more and never was. */
export async function viewReviewForm(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  link: OrderLink | undefined,
): Promise<ReviewFormPage | undefined> {
  const { house, shelf } = window;
  const itemId = tryParseId('item', typedId);
  const item = itemId === undefined ? undefined : shelf.item(itemId);
  if (item === undefined || itemId === undefined) {
    return undefined;
  }
  const recordId = await recordOf(house, visitor);
  const found = await transaction(house.db, { actor: 'guest' }, async (tx) => {
    const buyer = await buyerOf(tx, recordId, itemId, link);
    return buyer === undefined
      ? undefined
      : { own: (await readOwnReview(tx, buyer, itemId)) ?? null };
  });
  const own = found?.own ?? null;
  const name = say(item.productName, visitor.language);
  const variant = say(item.variantName, visitor.language);
  return {
    itemId: typedId,
    name: variant === '' ? name : `${name} ${variant}`,
    picture: pictureOf(item, visitor.language),
    asksFit: sizeOf(item.optionValues) !== undefined,
    mayWrite: found !== undefined,
    isSignedIn: recordId !== undefined,
    own: own === null ? null : { ...own, id: formatId('review', own.id) },
  };
}

export async function mayReview(
  { house }: HouseWindow,
  sessionToken: string | undefined,
  typedId: string,
  link: OrderLink | undefined,
): Promise<boolean> {
  const itemId = tryParseId('item', typedId);
  const recordId = await recordOf(house, { sessionToken });
  return (
    house.modulesOn.has('reviews') &&
    itemId !== undefined &&
    transaction(
      house.db,
      { actor: 'guest' },
      async (tx) => (await buyerOf(tx, recordId, itemId, link)) !== undefined,
    )
  );
}

const notBought = {
  ja: 'レビューは、ご購入の商品をお受け取りになった後にお書きいただけます。',
  en: 'A review can be written once what you bought has been handed over to you.',
} as const;

/** Writes it, or says why not. */
export async function postReviewFromForm(
  { house }: HouseWindow,
  visitor: Visitor,
  form: ReviewForm,
): Promise<ReviewAnswer> {
  const { language } = visitor;
  const itemId = tryParseId('item', form.itemId);
  const recordId = await recordOf(house, visitor);
  try {
    const photos = await readPhotos(form.photos);
    return await transaction(house.db, { actor: actorOf(recordId) }, async (tx) => {
      const buyer =
        itemId === undefined ? undefined : await buyerOf(tx, recordId, itemId, form.link);
      if (buyer === undefined || itemId === undefined) {
        return { refused: notBought[language] };
      }
      const { stars, name, text, dropsPhotos } = form;
      const fit = fits.find((each) => each === form.fit) ?? null;
      const review = { itemId, stars, fit, name, text, photos, dropsPhotos, language };
      return { state: (await postReview(tx, buyer, review)).state };
    });
  } catch (error) {
    if (error instanceof Refusal) {
      return error.code === 'reviews.nothing_written' && form.stars === 0
        ? { ...toRefused(error, language), field: 'stars' }
        : toRefused(error, language);
    }
    throw error;
  }
}

function actorOf(recordId: string | undefined): string {
  return recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`;
}

/** Takes her own review of an item back. */
export async function withdrawOwnReview(
  { house }: HouseWindow,
  visitor: Visitor,
  typedId: string,
  link: OrderLink | undefined,
): Promise<boolean> {
  const itemId = tryParseId('item', typedId);
  const recordId = await recordOf(house, visitor);
  return (
    itemId !== undefined &&
    transaction(house.db, { actor: actorOf(recordId) }, async (tx) => {
      const buyer = await buyerOf(tx, recordId, itemId, link);
      const own = buyer === undefined ? undefined : await readOwnReview(tx, buyer, itemId);
      if (buyer === undefined || own === undefined) {
        return false;
      }
      await withdrawReview(tx, buyer.recordId, own.id);
      return true;
    })
  );
}

/** A browser is known by its cart; whoever has none counts as one. */
export async function reportFromForm(
  { house }: HouseWindow,
  visitor: Visitor,
  typedId: string,
  reason: string,
): Promise<boolean> {
  const reviewId = tryParseId('review', typedId);
  const known = reportReasons.find((each) => each === reason);
  if (reviewId === undefined || known === undefined) {
    return false;
  }
  const recordId = await recordOf(house, visitor);
  const reporter = recordId ?? visitor.cartToken ?? 'guest';
  try {
    await transaction(house.db, { actor: actorOf(recordId) }, (tx) =>
      reportReview(tx, reviewId, reporter, known),
    );
    return true;
  } catch (error) {
    if (error instanceof Refusal) {
      return false;
    }
    throw error;
  }
}
