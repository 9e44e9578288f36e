// Reviews to look at: those that wait with photographs or contacts, and those that were reported. Shown or hidden by one
// press each; what was hidden stays to be found.
import { type Answer, answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Choice, Filters, useFilter } from '../parts/filters.tsx';
import { Outcome, Select } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Queued = Answer<'/api/reviews/queue'>['reviews'][number];
const reasons = ['not_about_it', 'person', 'abuse', 'advert', 'picture'] as const;
type Reason = (typeof reasons)[number];
const queueKey = ['reviews', 'queue'] as const;

export function ReviewsPage() {
  const { reviews: words } = useWords();
  const [chosen] = useFilter('show');
  const state = chosen === 'shown' || chosen === 'hidden' ? chosen : 'waiting';
  const queue = useQuery({
    queryKey: [...queueKey, state],
    queryFn: () => answerOf(api.GET('/api/reviews/queue', { params: { query: { state } } })),
  });
  return (
    <Page back="/catalog" lead={words.lead} title={words.title}>
      <Filters>
        <Choice
          all={words.states.waiting}
          label={words.show}
          name="show"
          options={[
            ['shown', words.states.shown],
            ['hidden', words.states.hidden],
          ]}
        />
      </Filters>
      <Answered query={queue}>
        {({ reviews }) =>
          reviews.length === 0 ? (
            <Empty title={words.none[state]} />
          ) : (
            <ul className="space-y-4">
              {reviews.map((review) => (
                <QueuedReview key={review.id} review={review} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
}

function QueuedReview({ review }: { readonly review: Queued }) {
  const { reviews: words } = useWords();
  const times = useTimes();
  const { waitsFor, fit } = review;
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-bold">{review.itemName}</h2>
        {waitsFor === null ? null : <Badge tone="now">{wordFor(words.waitsFor, waitsFor)}</Badge>}
        {review.reports === 0 ? null : (
          <Badge tone="now">
            {words.reports(review.reports)}:{' '}
            {review.reportReasons.map((each) => wordFor(words.reasons, each)).join(', ')}
          </Badge>
        )}
      </div>
      <p className="mt-1 text-ink-soft text-sm">
        <span aria-hidden="true" className="text-kaki tracking-widest">
          {'★'.repeat(review.stars)}
          {'☆'.repeat(5 - review.stars)}
        </span>
        <span className="sr-only">{words.stars(review.stars)}</span>{' '}
        {review.name === '' ? words.somebody : review.name} · {times.moment(review.postedAt)}
        {fit === null ? '' : ` · ${words.fits[fit]}`}
      </p>
      <p className="mt-3 whitespace-pre-line [overflow-wrap:anywhere]" lang={review.language}>
        {review.text}
      </p>
      {review.photos.length === 0 ? null : (
        <ul className="mt-3 flex flex-wrap gap-3">
          {review.photos.map(({ id }, index) => (
            <li key={id}>
              <a href={`/api/reviews/photos/${id}`} rel="noreferrer" target="_blank">
                <img
                  alt={words.photo(index + 1)}
                  className="size-32 rounded-md bg-shade object-cover"
                  height={128}
                  src={`/api/reviews/photos/${id}?size=small`}
                  width={128}
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      <Decide review={review} />
    </li>
  );
}

function Decide({ review }: { readonly review: Queued }) {
  const { reviews: words } = useWords();
  const mayWrite = useMay('reviews');
  const queries = useQueryClient();
  const [reason, setReason] = useState<Reason>('not_about_it');
  const deciding = useMutation({
    mutationFn: (state: 'shown' | 'hidden') =>
      answerOf(
        api.POST('/api/reviews/{reviewId}/decision', {
          params: { path: { reviewId: review.id } },
          body: {
            changedAt: review.changedAt,
            ...(state === 'shown' ? { state } : { state, reason }),
          },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: queueKey }),
  });
  if (!mayWrite) {
    return null;
  }
  const isReported = review.state === 'shown' && review.reports > 0;
  return (
    <div className="mt-4 flex flex-wrap items-end gap-3">
      {review.state === 'shown' && !isReported ? null : (
        <Button disabled={deciding.isPending} onClick={() => deciding.mutate('shown')}>
          {isReported ? words.keep : words.accept}
        </Button>
      )}
      {review.state === 'hidden' ? null : (
        <>
          <Select
            label={words.why}
            name="reason"
            onChange={(event) => setReason(event.target.value as Reason)}
            value={reason}
          >
            {reasons.map((each) => (
              <option key={each} value={each}>
                {words.reasons[each]}
              </option>
            ))}
          </Select>
          <Button disabled={deciding.isPending} onClick={() => deciding.mutate('hidden')}>
            {words.hide}
          </Button>
        </>
      )}
      <Outcome error={deciding.error} />
    </div>
  );
}
