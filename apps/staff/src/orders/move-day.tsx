// Another day for an order that is made for one (予約販売), when she asks in the shop or on the telephone.
import { type Answer, answerOf } from '@engawa/client';
import { formatDay } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, queries } from '../api.ts';
import { useFollowing } from '../log/live.ts';
import { repeating } from '../offline/repeating.ts';
import { complain, notify } from '../parts/notices.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Order = Answer<'/api/orders/{orderId}'>;

const movable: ReadonlySet<string> = new Set(['placed', 'accepted', 'preparing']);

export function MoveDay({ order }: { readonly order: Order }) {
  const words = useWords();
  const isAway = useFollowing() === 'retrying';
  const [isOpen, setIsOpen] = useState(false);
  if (!movable.has(order.state) || order.lines.every((line) => line.day === null)) {
    return null;
  }
  return (
    <div className="mt-4">
      <Button
        aria-expanded={isOpen}
        data-act="other-day"
        disabled={isAway}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words.orders.otherDay.open}
      </Button>
      {isOpen && <Days onMoved={() => setIsOpen(false)} orderId={order.id} />}
    </div>
  );
}

type DaysProps = { readonly orderId: string; readonly onMoved: () => void };

function Days({ orderId, onMoved }: DaysProps) {
  const { language, words } = useSpeech();
  const say = words.orders.otherDay;
  const days = useQuery({
    queryKey: ['orders', 'days', orderId],
    queryFn: () =>
      answerOf(api.GET('/api/orders/{orderId}/days', { params: { path: { orderId }, query: {} } })),
  });
  const moving = useMutation({
    mutationFn: (day: string) =>
      repeating((key) =>
        answerOf(
          api.POST('/api/orders/{orderId}/day', {
            params: { path: { orderId }, header: { 'idempotency-key': key } },
            body: { day },
          }),
        ),
      ),
    onSuccess: () => {
      notify({ tone: 'calm', text: say.done });
      onMoved();
    },
    onError: complain,
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  return (
    <section aria-label={say.title} className="mt-4">
      <h3 className="mb-3 font-bold">{say.title}</h3>
      <Answered query={days}>
        {(found) =>
          found.days.length === 0 ? (
            <p>{say.none}</p>
          ) : (
            <ul className="grid grid-cols-2 gap-2 md:grid-cols-3">
              {found.days.map(({ day, word }) => (
                <li key={day}>
                  <Button
                    className="w-full flex-col"
                    data-day={day}
                    disabled={word === 'full' || moving.isPending}
                    onClick={() => moving.mutate(day)}
                  >
                    {formatDay(`${day}T03:00:00Z`, language)}
                    {word !== 'free' && <span className="block text-sm">{say[word]}</span>}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}
