// How long people stood at the counter of a café, from "I'm here" to the hand-over, and whether it was ready when promised.
import { answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Facts, Section } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

const days = 7;

export function CounterMinutes({ placeId }: { readonly placeId: string }) {
  const say = useWords().places.counter;
  const minutes = useQuery({
    queryKey: ['kitchen', 'minutes', days],
    queryFn: () => answerOf(api.GET('/api/kitchen/minutes', { params: { query: { days } } })),
  });
  return (
    <Section title={say.title}>
      <Answered query={minutes}>
        {({ places }) => {
          const row = places.find((each) => each.placeId === placeId);
          return row === undefined ? (
            <p className="text-ink-soft">{say.none}</p>
          ) : (
            <Facts
              facts={[
                { name: say.orders, value: formatCount(row.orders) },
                { name: say.inTime, value: say.of(row.inTime, row.orders) },
                { name: say.median, value: timeOf(row.medianSeconds, say) },
                { name: say.p90, value: timeOf(row.p90Seconds, say) },
                { name: say.atOnce, value: say.of(row.atOnce, row.waited) },
              ]}
            />
          );
        }}
      </Answered>
    </Section>
  );
}

type Words = ReturnType<typeof useWords>['places']['counter'];

function timeOf(seconds: number | null, say: Words): string {
  return seconds === null ? say.unknown : say.time(Math.floor(seconds / 60), seconds % 60);
}
