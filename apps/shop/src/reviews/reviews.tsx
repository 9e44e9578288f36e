// What buyers said: the sum, then each in her own words. Given as sentences; see say-reviews.ts.
import { buttonClass } from '@engawa/ui';
import { Link } from 'react-router';
import type { SaidReview, SaidReviews } from './say-reviews.ts';

type Props = {
  readonly said: SaidReviews;
  readonly itemId: string;
  /** The page of all of them has no way to itself. */
  readonly isAll?: boolean;
};

export function Reviews({ said, itemId, isAll = false }: Props) {
  const { sum } = said;
  return (
    <section className="mt-12 max-w-3xl" id="reviews">
      {isAll ? null : <h2 className="mb-3 text-xl font-bold">{said.title}</h2>}
      {sum === null ? (
        <p className="text-ink-soft">{said.none}</p>
      ) : (
        <div className="flex flex-wrap items-center gap-x-10 gap-y-4">
          <p className="flex items-baseline gap-3">
            <span aria-hidden="true" className="text-[2rem] font-bold">
              {sum.average}
            </span>
            <Stars stars={sum.stars} alt={sum.averageAlt} />
            <span className="text-ink-soft">{sum.count}</span>
          </p>
          <dl className="min-w-56 flex-1 text-sm">
            {sum.bars.map(({ label, share, count }) => (
              <div key={label} className="flex items-center gap-3">
                <dt className="w-16 shrink-0">{label}</dt>
                <dd className="flex flex-1 items-center gap-3">
                  <meter
                    className="h-2 flex-1 [&::-moz-meter-bar]:bg-none [&::-moz-meter-bar]:bg-kaki [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:bg-shade [&::-webkit-meter-optimum-value]:bg-none [&::-webkit-meter-optimum-value]:bg-kaki"
                    min={0}
                    max={100}
                    value={share}
                    aria-label={`${label}: ${share}%`}
                  />
                  <span className="w-12 text-right text-ink-soft">{count}</span>
                </dd>
              </div>
            ))}
          </dl>
          {sum.fit === null ? null : <p className="w-full">{sum.fit}</p>}
        </div>
      )}
      <ul className="my-6 divide-y divide-line">
        {said.reviews.map((review) => (
          <One key={review.id} review={review} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Link to={`/items/${itemId}/review`} rel="nofollow" className={buttonClass('quiet')}>
          {said.write}
        </Link>
        {isAll || said.reviews.length === 0 ? null : (
          <Link to={`/items/${itemId}/reviews`} className={buttonClass('quiet')}>
            {said.all}
          </Link>
        )}
      </div>
    </section>
  );
}

function Stars({ stars, alt }: { readonly stars: string; readonly alt: string }) {
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden="true" className="tracking-widest text-kaki">
        {stars}
      </span>
      <span className="sr-only">{alt}</span>
    </span>
  );
}

function One({ review }: { readonly review: SaidReview }) {
  return (
    <li className="py-5">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Stars stars={review.stars} alt={review.starsAlt} />
        <span className="font-bold break-words [overflow-wrap:anywhere]">{review.who}</span>
      </p>
      <p className="text-sm text-ink-soft">{review.about}</p>
      <p
        className="mt-2 whitespace-pre-line [overflow-wrap:anywhere]"
        lang={review.language}
        data-review
      >
        {review.text}
      </p>
      {review.photos.length === 0 ? null : (
        <ul className="mt-3 flex gap-3">
          {review.photos.map(({ address, small, alt }) => (
            <li key={address}>
              <a href={address}>
                <img
                  src={small}
                  alt={alt}
                  width={96}
                  height={96}
                  loading="lazy"
                  className="size-24 rounded-md bg-shade object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      <Link
        to={`/reviews/${review.id}/report`}
        rel="nofollow"
        className="mt-1 inline-flex min-h-11 items-center text-sm text-ink-soft underline"
      >
        {review.report}
      </Link>
    </li>
  );
}
