// What staff do with an order. A step waits five seconds and can be called off, because an order's life has no
// way back; cancelling asks for a reason first.
import { answerOf } from '@engawa/client';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { api } from '../api.ts';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { useDelayed } from '../parts/use-delayed.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { cancelReasons, type OrderStep, stepsOf } from './order-steps.ts';

const undoSeconds = 5;

type Deed = { readonly to: OrderStep; readonly reason?: string };
type OrderActionsProps = {
  readonly orderId: string;
  readonly state: string;
  readonly fulfilment: string;
  /** Several places send it. */
  readonly isInParcels: boolean;
};

export function OrderActions({ orderId, state, fulfilment, isInParcels }: OrderActionsProps) {
  const words = useWords();
  const queries = useQueryClient();
  const mayChange = useMay('orders');
  const changing = useMutation({
    mutationFn: (body: Deed) =>
      answerOf(
        api.POST('/api/orders/{orderId}/state', {
          params: { path: { orderId }, header: { 'idempotency-key': crypto.randomUUID() } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const { waiting, begin, callOff } = useDelayed<Deed>(undoSeconds, changing.mutate);
  const steps = stepsOf(state, fulfilment, isInParcels);
  if (!mayChange || (steps.length === 0 && !changing.isSuccess && changing.error === null)) {
    return null;
  }
  const nameOf = (to: OrderStep) => wordFor(words.orders.states, to);
  return (
    <section aria-label={words.orders.act} className="mt-6">
      {waiting === undefined ? (
        <div className="flex flex-wrap gap-3">
          {steps.map((to, index) =>
            to === 'cancelled' ? (
              <CancelOrder isBusy={changing.isPending} key={to} onCancel={begin} />
            ) : (
              <Button
                disabled={changing.isPending}
                key={to}
                look={index === 0 ? 'main' : 'quiet'}
                onClick={() => begin({ to })}
              >
                {wordFor(words.orders.steps, to)}
              </Button>
            ),
          )}
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-4 rounded-lg bg-ai-mist p-4">
          <p>{words.orders.going(nameOf(waiting.deed.to), waiting.seconds)}</p>
          <Button onClick={callOff}>{words.common.undo}</Button>
        </div>
      )}
      <Outcome
        done={
          changing.data === undefined
            ? undefined
            : words.orders.changed(wordFor(words.orders.states, changing.data.state))
        }
        error={changing.error}
      />
    </section>
  );
}

type CancelProps = { readonly isBusy: boolean; readonly onCancel: (deed: Deed) => void };

function CancelOrder({ isBusy, onCancel }: CancelProps) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    dialog.current?.close();
    onCancel({ to: 'cancelled', reason: textOf(new FormData(event.currentTarget), 'reason') });
  };
  return (
    <>
      <Button aria-haspopup="dialog" disabled={isBusy} onClick={() => dialog.current?.showModal()}>
        {words.orders.steps['cancelled']}
      </Button>
      <dialog
        aria-label={words.orders.cancelTitle}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg bg-paper p-6 text-sumi shadow-lift"
        ref={dialog}
      >
        <form className="space-y-5" onSubmit={submit}>
          <h2 className="font-bold text-lg">{words.orders.cancelTitle}</h2>
          <p className="text-sm">{words.orders.cancelHint}</p>
          <Select label={words.orders.reason} name="reason">
            {cancelReasons.map((reason) => (
              <option key={reason} value={reason}>
                {wordFor(words.orders.reasons, reason)}
              </option>
            ))}
          </Select>
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
            <Button look="main" type="submit">
              {words.orders.steps['cancelled']}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
