// What can be booked at a place: tables, fittings, people, rooms, visits.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, buttonClass, formatCount } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech } from '../words/words.ts';

type Resource = Answer<'/api/bookings/settings'>['resources'][number];

export function Resources({ placeId }: { readonly placeId: string }) {
  const { words, language } = useSpeech();
  const say = words.bookings;
  const mayChange = useMay('places');
  const resources = useQuery({
    queryKey: ['bookings', 'settings', placeId],
    queryFn: () => answerOf(api.GET('/api/bookings/settings', { params: { query: { placeId } } })),
  });
  const columns: readonly Column<Resource>[] = [
    {
      name: say.name,
      isHead: true,
      render: ({ id, name }) => (
        <TextLink to={`/places/${placeId}/bookings/${id}`}>
          {(language === 'en' ? name.en : null) ?? name.ja}
        </TextLink>
      ),
    },
    { name: say.kind, render: ({ kind }) => wordFor(say.kinds, kind) },
    { name: say.capacity, isNumber: true, render: ({ capacity }) => formatCount(capacity) },
    {
      name: words.orders.state,
      render: ({ isActive }) => (
        <Badge tone={isActive ? 'here' : 'quiet'}>{isActive ? say.open : say.paused}</Badge>
      ),
    },
  ];
  return (
    <Section title={say.title}>
      <Answered query={resources}>
        {({ resources: rows }) =>
          rows.length === 0 ? (
            <p className="text-ink-soft">{say.none}</p>
          ) : (
            <DataTable caption={say.title} columns={columns} keyOf={({ id }) => id} rows={rows} />
          )
        }
      </Answered>
      {mayChange && (
        <p className="mt-4">
          <Link className={buttonClass('quiet')} to={`/places/${placeId}/bookings/new`}>
            {say.add}
          </Link>
        </p>
      )}
    </Section>
  );
}
