// Who comes today: the day by the clock, one tap for "she is here", "she was served", "she did not come".
import { Badge, formatCount, type Tone } from '@engawa/ui';
import { Button, Empty, wordFor } from '@engawa/ui/work';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { dayOf } from '../orders/order-list.ts';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { type Act, type Booking, useBookings, useNote, useResources } from './use-bookings.ts';

const dayMs = 86_400_000;

export function BookingsPage() {
  const say = useWords().bookings;
  const times = useTimes();
  const placeId = useStation()?.placeId ?? '';
  const [search, setSearch] = useSearchParams();
  const [openedAt] = useState(() => new Date().toISOString());
  const today = dayOf(openedAt, times.timeZone);
  const asked = search.get('day') ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
  const bookings = useBookings(placeId, day);
  const go = (days: number) => {
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
    setSearch(next === today ? {} : { day: next });
  };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl p-4 pane:p-6">
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <h1 className="flex-1 basis-full font-bold text-xl sm:basis-0">
            {day === today ? say.today : say.title}
          </h1>
          <div className="flex items-center gap-2">
            <Button className="whitespace-nowrap !px-3" onClick={() => go(-1)}>
              {say.before}
            </Button>
            <span aria-live="polite" className="text-center text-sm">
              {times.date(day)}
            </span>
            <Button className="whitespace-nowrap !px-3" onClick={() => go(1)}>
              {say.after}
            </Button>
          </div>
        </div>
        <Answered query={bookings}>
          {(list) =>
            list.length === 0 ? (
              <Empty hint={say.noneHint} icon="calendar" title={say.none} />
            ) : (
              <ul className="space-y-2">
                {list.map((booking) => (
                  <li key={booking.id}>
                    <BookingCard booking={booking} placeId={placeId} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </div>
    </div>
  );
}

const tones: Readonly<Record<string, Tone>> = { booked: 'here', arrived: 'now', proposed: 'now' };
const actsOf: Readonly<Record<string, readonly Act[]>> = {
  booked: ['arrive', 'miss'],
  arrived: ['fulfil'],
  noshow: ['arrive'],
};

type CardProps = { readonly booking: Booking; readonly placeId: string };

function BookingCard({ booking, placeId }: CardProps) {
  const say = useWords().bookings;
  const { language } = useSpeech();
  const times = useTimes();
  const note = useNote();
  const resources = useResources(placeId).data?.data ?? [];
  const { id, state, name, partySize, startsAt, endsAt, resourceId } = booking;
  const resource = resources.find((each) => each.id === resourceId);
  const what = (language === 'en' ? resource?.name.en : null) ?? resource?.name.ja ?? '';
  const who = name ?? say.noName;
  return (
    <article
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest"
      data-booking={id}
      data-state={state}
    >
      <p className="w-20 shrink-0 leading-tight">
        <b className="block text-xl tabular-nums">{times.hour(startsAt)}</b>
        <span className="text-ink-soft text-sm tabular-nums">– {times.hour(endsAt)}</span>
      </p>
      <p className="min-w-40 flex-1">
        <b className={state === 'cancelled' ? 'text-ink-soft line-through' : ''}>{who}</b>
        <span className="block text-ink-soft text-sm">
          {what} {say.people(formatCount(partySize))}
        </span>
      </p>
      <Badge tone={tones[state] ?? 'quiet'}>{wordFor(say.states, state)}</Badge>
      <span className="flex gap-2">
        {(actsOf[state] ?? []).map((act) => (
          <Button
            aria-label={say.actOf(say.acts[act], `${times.hour(startsAt)} ${who}`)}
            data-act={act}
            disabled={note.isPending}
            key={act}
            look={act === 'miss' ? 'quiet' : 'main'}
            onClick={() => note.mutate({ id, act })}
          >
            {say.acts[act]}
          </Button>
        ))}
      </span>
    </article>
  );
}
