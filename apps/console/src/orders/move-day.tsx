// Another day for what is made for one (予約販売), when she asks headquarters.
import { type Answer, answerOf } from '@engawa/client';
import { formatDay } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';

type Order = Answer<'/api/orders/{orderId}'>;

const movable: ReadonlySet<string> = new Set(['placed', 'accepted', 'preparing']);

export function MoveDay({ order }: { readonly order: Order }) {
  const words = useWords();
  const queries = useQueryClient();
  const mayChange = useMay('orders');
  const [isOpen, setIsOpen] = useState(false);
  const moving = useMutation({
    mutationFn: (day: string) =>
      answerOf(
        api.POST('/api/orders/{orderId}/day', {
          params: {
            path: { orderId: order.id },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: { day },
        }),
      ),
    onSuccess: () => setIsOpen(false),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const isMade = order.lines.some((line) => line.day !== null);
  if (!mayChange || !isMade || !movable.has(order.state)) {
    return null;
  }
  return (
    <section aria-label={words.preorders.otherDay} className="mt-6">
      <Button aria-expanded={isOpen} data-act="other-day" onClick={() => setIsOpen(!isOpen)}>
        {words.preorders.otherDay}
      </Button>
      {isOpen && (
        <Days isBusy={moving.isPending} onChosen={(day) => moving.mutate(day)} orderId={order.id} />
      )}
      <Outcome
        done={moving.data === undefined ? undefined : words.preorders.dayMoved}
        error={moving.error}
      />
    </section>
  );
}

type DaysProps = {
  readonly orderId: string;
  readonly isBusy: boolean;
  readonly onChosen: (day: string) => void;
};

function Days({ orderId, isBusy, onChosen }: DaysProps) {
  const { language, words } = useSpeech();
  const days = useQuery({
    queryKey: ['orders', 'days', orderId],
    queryFn: () =>
      answerOf(api.GET('/api/orders/{orderId}/days', { params: { path: { orderId }, query: {} } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChosen(textOf(new FormData(event.currentTarget), 'day'));
  };
  return (
    <Answered query={days}>
      {(found) =>
        found.days.length === 0 ? (
          <p className="mt-4">{words.preorders.noOtherDay}</p>
        ) : (
          <form className="mt-4 flex flex-wrap items-end gap-4" onSubmit={submit}>
            <Select label={words.preorders.newDay} name="day">
              {found.days.map(({ day, word }) => (
                <option disabled={word === 'full'} key={day} value={day}>
                  {formatDay(`${day}T12:00:00Z`, language, 'UTC')}
                  {word === 'free' ? '' : ` ${words.preorders.freedom[word]}`}
                </option>
              ))}
            </Select>
            <Button disabled={isBusy} look="main" type="submit">
              {words.preorders.moveDay}
            </Button>
          </form>
        )
      }
    </Answered>
  );
}
