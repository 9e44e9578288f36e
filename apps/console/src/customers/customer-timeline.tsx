// What a customer did anywhere, newest first, and what she does now.
import { type Answer, answerOf } from '@engawa/client';
import { Answered, Button, Icon } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { describeMoment } from '../moments/describe-moment.ts';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';

type TimelineMoment = Answer<'/api/customers/{customerId}/timeline'>['moments'][number];

export function CustomerTimeline({ customerId }: { readonly customerId: string }) {
  const words = useWords();
  const [after, setAfter] = useState<string>();
  const query = { ...(after === undefined ? {} : { after }), limit: 50 };
  const timeline = useQuery({
    queryKey: ['timeline', customerId, query],
    queryFn: () =>
      answerOf(
        api.GET('/api/customers/{customerId}/timeline', {
          params: { path: { customerId }, query },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <Answered query={timeline}>
      {({ moments, next }) =>
        moments.length === 0 ? (
          <p className="text-ink-soft">{words.customers.noTimeline}</p>
        ) : (
          <>
            <ol className="ml-4 space-y-5 border-line border-l-2 pl-7">
              {moments.map((moment) => (
                <TimelineEntry key={`${moment.recordId} ${moment.eventId}`} moment={moment} />
              ))}
            </ol>
            <div className="mt-6 flex justify-center gap-3">
              {after !== undefined && (
                <Button onClick={() => setAfter(undefined)}>{words.common.newest}</Button>
              )}
              {next !== null && (
                <Button onClick={() => setAfter(next)}>{words.common.older}</Button>
              )}
            </div>
          </>
        )
      }
    </Answered>
  );
}

function TimelineEntry({ moment }: { readonly moment: TimelineMoment }) {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  const { type, subject, data, placeId } = moment;
  const described = describeMoment({ type, subject, data, placeid: placeId }, { words, placeName });
  const { icon, title, detail, href, isWarning } = described;
  return (
    <li className="relative">
      <span
        className={`absolute top-0 -left-[2.75rem] flex size-8 items-center justify-center rounded-full ${isWarning ? 'bg-kaki-mist text-kaki' : 'bg-ai-mist text-ai'}`}
      >
        <Icon className="size-4" name={icon} />
      </span>
      <p>
        {href === undefined ? (
          <span className="font-bold">{title}</span>
        ) : (
          <TextLink to={href}>{title}</TextLink>
        )}
        {detail !== '' && <span className="ml-2">{detail}</span>}
      </p>
      <p className="text-ink-soft text-sm">{times.moment(moment.occurredAt)}</p>
    </li>
  );
}
