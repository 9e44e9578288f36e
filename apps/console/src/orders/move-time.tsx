// Another time for a pickup when the shop will be later, or sooner, than was promised. She is told.
import { type Answer, answerOf } from '@engawa/client';
import { instantIn } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { localIn, useHouseZone } from '../parts/period.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Order = Answer<'/api/orders/{orderId}'>;

const movable: ReadonlySet<string> = new Set(['placed', 'accepted', 'preparing']);

export function MoveTime({ order }: { readonly order: Order }) {
  const say = useWords().promise;
  const queries = useQueryClient();
  const mayChange = useMay('orders');
  const timeZone = useHouseZone();
  const [isOpen, setIsOpen] = useState(false);
  const moving = useMutation({
    mutationFn: (readyBy: string | undefined) =>
      answerOf(
        api.POST('/api/orders/{orderId}/promise', {
          params: {
            path: { orderId: order.id },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: readyBy === undefined ? {} : { readyBy },
        }),
      ),
    onSuccess: () => setIsOpen(false),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const isPickup = order.fulfilment === 'pickup' && order.readyBy !== null;
  if (!mayChange || !isPickup || !movable.has(order.state)) {
    return null;
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = textOf(new FormData(event.currentTarget), 'readyBy');
    moving.mutate(instantIn(typed, timeZone));
  };
  return (
    <section aria-label={say.title} className="mt-6">
      <Button aria-expanded={isOpen} data-act="other-time" onClick={() => setIsOpen(!isOpen)}>
        {say.title}
      </Button>
      {isOpen && (
        <form
          className="mt-4 max-w-md space-y-4 rounded-lg bg-paper p-5 shadow-rest"
          data-form="other-time"
          onSubmit={submit}
        >
          <Field
            defaultValue={localIn(order.readyBy, timeZone)}
            hint={say.hint}
            label={say.readyBy}
            name="readyBy"
            type="datetime-local"
          />
          <Save error={moving.error} isPending={moving.isPending} label={say.move} />
        </form>
      )}
      {!isOpen && <Outcome done={moving.isSuccess ? say.moved : undefined} error={null} />}
    </section>
  );
}
