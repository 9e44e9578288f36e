// The next times as customers see them, a line a day.
import { type Answer, answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { useWords } from '../words/words.ts';
import type { Setting } from './resource-page.tsx';

type Slot = Answer<'/api/bookings/slots'>['slots'][number];

const daysAhead = 14;
const timesADay = 40;

export function FreeTimes({ setting }: { readonly setting: Setting }) {
  const say = useWords().bookings;
  const times = useTimes();
  const [from] = useState(() => new Date().toISOString().slice(0, 10));
  const query = { resourceId: setting.id, from, days: daysAhead };
  const slots = useQuery({
    // What was set decides what is free.
    queryKey: ['bookings', 'slots', query, setting],
    queryFn: () => answerOf(api.GET('/api/bookings/slots', { params: { query } })),
  });
  return (
    <Answered query={slots}>
      {(found) => {
        const days = Object.entries(
          Object.groupBy(found.slots, ({ startsAt }) => times.day(startsAt)),
        );
        return days.length === 0 ? (
          <p className="text-ink-soft">{say.noFreeTimes}</p>
        ) : (
          <ol className="space-y-3 rounded-lg bg-paper p-5 shadow-rest md:p-6" data-free-times>
            {days.slice(0, 7).map(([day, slotsOfDay = []]) => (
              <li className="flex flex-wrap gap-x-6 gap-y-2" key={day}>
                <span className="w-full shrink-0 font-bold md:w-44">{day}</span>
                <span className="flex min-w-0 flex-1 flex-wrap gap-2">
                  {slotsOfDay.slice(0, timesADay).map((slot) => (
                    <Time key={slot.startsAt} slot={slot} />
                  ))}
                </span>
              </li>
            ))}
          </ol>
        );
      }}
    </Answered>
  );
}

function Time({ slot }: { readonly slot: Slot }) {
  const words = useWords();
  const times = useTimes();
  const isFull = slot.free === 0;
  return (
    <span
      className={`rounded-md px-2 py-1 text-sm ${isFull ? 'bg-shade text-ink-soft' : 'bg-ai-mist'}`}
    >
      {times.hour(slot.startsAt)}{' '}
      <span className="text-xs">
        {isFull ? words.bookings.full : words.bookings.free(slot.free, slot.capacity)}
      </span>
    </span>
  );
}
