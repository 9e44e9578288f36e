// Reviews as sentences in the page's language. Loaders call this on the server, so that neither its words nor its rules
// weigh on the product page.
import { formatCount, formatDay, type Language, majorOf } from '@engawa/ui';
import type { Review, ReviewsOfItem } from '../../../../server/storefront/contract-reviews.ts';
import { type ReviewWords, reviewWords } from '../words/reviews.ts';

export type SaidReviews = {
  readonly title: string;
  /** Null while nobody has said anything. */
  readonly sum: {
    readonly average: string;
    readonly averageAlt: string;
    readonly stars: string;
    readonly count: string;
    readonly bars: readonly {
      readonly label: string;
      readonly share: number;
      readonly count: string;
    }[];
    readonly fit: string | null;
  } | null;
  readonly none: string;
  readonly reviews: readonly SaidReview[];
  readonly write: string;
  readonly all: string;
};

export type SaidReview = {
  readonly id: string;
  readonly stars: string;
  readonly starsAlt: string;
  readonly who: string;
  readonly about: string;
  readonly language: string;
  readonly text: string;
  readonly photos: readonly {
    readonly address: string;
    readonly small: string;
    readonly alt: string;
  }[];
  readonly report: string;
};

export function sayReviews({ sum, reviews }: ReviewsOfItem, language: Language): SaidReviews {
  const words = reviewWords(language);
  return {
    title: words.title,
    sum:
      sum === null
        ? null
        : {
            average: sum.average.toFixed(1),
            averageAlt: words.average(sum.average.toFixed(1)),
            stars: starsOf(sum.average),
            count: words.count(formatCount(sum.count)),
            bars: sum.byStars
              .map((count, index) => ({
                label: words.bar(index + 1),
                share: Math.round((count / sum.count) * 100),
                count: words.share(formatCount(count)),
              }))
              .toReversed(),
            fit: sayFit(sum.fit, words),
          },
    none: words.none,
    reviews: reviews.map((review) => sayReview(review, words, language)),
    write: words.write,
    all: words.all(formatCount(sum?.count ?? 0)),
  };
}

function starsOf(stars: number): string {
  const whole = Math.round(stars);
  return '★'.repeat(whole) + '☆'.repeat(5 - whole);
}

const answersLeast = 3;

/** What most of those who answered say, once there are a few. */
function sayFit(
  fit: { readonly small: number; readonly fits: number; readonly large: number },
  words: ReviewWords,
): string | null {
  const answers = fit.small + fit.fits + fit.large;
  if (answers < answersLeast) {
    return null;
  }
  const most = (['fits', 'small', 'large'] as const).reduce((a, b) => (fit[b] > fit[a] ? b : a));
  const share = `${Math.round((fit[most] / answers) * 100)}%`;
  return words.fitOf(formatCount(answers), words.fits[most], share);
}

function sayReview(review: Review, words: ReviewWords, language: Language): SaidReview {
  const about = [
    words.bought,
    formatDay(review.postedAt, language),
    ...(review.variant === '' ? [] : [`${words.variant}: ${review.variant}`]),
    ...(review.fit === null ? [] : [`${words.fitTitle}: ${words.fits[review.fit]}`]),
  ];
  return {
    id: review.id,
    stars: starsOf(review.stars),
    starsAlt: words.average(String(review.stars)),
    who: review.name === '' ? words.somebody : review.name,
    about: about.join(' · '),
    language: review.language,
    text: review.text,
    photos: review.photos.map((photo, index) => ({ ...photo, alt: words.photo(index + 1) })),
    report: words.report,
  };
}

/** schema.org, for search engines: what it is, what it costs, and what buyers said. */
export function productData(
  item: {
    readonly card: {
      readonly name: string;
      readonly priceMinor: number | null;
      readonly currency: string;
    };
    readonly code: string;
    readonly description: string | null;
    readonly pictures: readonly { readonly address: string }[];
    readonly delivery: string | null;
    readonly said: ReviewsOfItem;
  },
  address: string,
  language: Language,
) {
  const { card, said } = item;
  const { origin } = new URL(address);
  const isThere = item.delivery === 'in_stock' || item.delivery === 'low';
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: card.name,
    sku: item.code,
    ...(item.description === null ? {} : { description: item.description.slice(0, 500) }),
    image: item.pictures.slice(0, 3).map((picture) => new URL(picture.address, origin).href),
    ...(card.priceMinor === null
      ? {}
      : {
          offers: {
            '@type': 'Offer',
            url: address,
            price: majorOf(card.priceMinor, card.currency),
            priceCurrency: card.currency,
            availability: `https://schema.org/${isThere ? 'InStock' : 'OutOfStock'}`,
          },
        }),
    ...(said.sum === null
      ? {}
      : {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: said.sum.average,
            reviewCount: said.sum.count,
            bestRating: 5,
            worstRating: 1,
          },
          review: said.reviews.map((review) => ({
            '@type': 'Review',
            reviewRating: { '@type': 'Rating', ratingValue: review.stars },
            author: { '@type': 'Person', name: review.name || reviewWords(language).somebody },
            datePublished: review.postedAt.slice(0, 10),
            reviewBody: review.text.slice(0, 500),
          })),
        }),
  };
}
