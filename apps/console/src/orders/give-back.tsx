// Pieces of an order that are not wanted: taken off before the hand-over, taken back after it. What goes back is asked
// of the house before anything is done, and told in money and points.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, type SubmitEvent, useId, useState } from 'react';
import { api } from '../api.ts';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { givesBack, piecesOf, remainingOf, returnReasons } from './pieces.ts';

type Order = Answer<'/api/orders/{orderId}'>;
type Preview = Awaited<ReturnType<typeof preview>>;

const dispositions = ['restocked', 'damaged', 'kept'] as const;
const refunds = ['original', 'cash'] as const;

export function GiveBack({ order }: { readonly order: Order }) {
  const words = useWords();
  const mayChange = useMay('orders');
  const [isOpen, setOpen] = useState(false);
  const way = givesBack(order);
  if (!mayChange || way === undefined) {
    return null;
  }
  const name = way === 'return' ? words.orders.takeBack : words.orders.takeOff;
  return (
    <div className="mt-4">
      {!isOpen && (
        <Button data-act="give-back" onClick={() => setOpen(true)}>
          {name}
        </Button>
      )}
      {isOpen && way === 'return' && <ReturnForm order={order} />}
      {isOpen && way === 'cancel' && <CancelForm order={order} onDone={() => setOpen(false)} />}
    </div>
  );
}

function CancelForm({ order, onDone }: { readonly order: Order; readonly onDone: () => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const cancelling = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.POST('/api/orders/{orderId}/cancellations', {
          params: { path: { orderId: order.id }, header: idempotent() },
          body: { lines: piecesOf(order, form), reason: reasonOf(form) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      onDone();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    cancelling.mutate(new FormData(event.currentTarget));
  };
  return (
    <Sheet onSubmit={submit} title={words.orders.takeOff}>
      <Pieces order={order} />
      <div className="grid gap-5 md:grid-cols-2">
        <Reasons />
      </div>
      <Button disabled={cancelling.isPending} look="warning" type="submit">
        {words.orders.takeOffNow}
      </Button>
      <Outcome error={cancelling.error} />
    </Sheet>
  );
}

function ReturnForm({ order }: { readonly order: Order }) {
  const words = useWords();
  const queries = useQueryClient();
  const asking = useMutation({ mutationFn: (form: FormData) => preview(order, form) });
  const taking = useMutation({
    mutationFn: (form: FormData) => takeBack(order, form),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (asking.data === undefined) {
      asking.mutate(form);
    } else {
      taking.mutate(form);
    }
  };
  if (taking.data !== undefined) {
    return (
      <p className="rounded-lg bg-ai-mist p-5" role="status">
        {words.orders.takenBack(formatMoney(-taking.data.totalMinor, order.currency))}{' '}
        <TextLink to={`/orders/${taking.data.id}`}>{taking.data.number}</TextLink>
      </p>
    );
  }
  return (
    // What is changed has to be asked anew.
    <Sheet onChange={() => asking.reset()} onSubmit={submit} title={words.orders.takeBack}>
      <Pieces order={order} />
      <div className="grid gap-5 md:grid-cols-2">
        <ReturnPlace order={order} />
        <Reasons />
        <Select label={words.orders.disposition} name="disposition">
          {dispositions.map((each) => (
            <option key={each} value={each}>
              {words.orders.dispositions[each]}
            </option>
          ))}
        </Select>
        <Select label={words.orders.refundAs} name="refundAs">
          {refunds.map((each) => (
            <option key={each} value={each}>
              {words.orders.refundsAs[each]}
            </option>
          ))}
        </Select>
      </div>
      {asking.data !== undefined && <Told currency={order.currency} told={asking.data} />}
      <Button disabled={asking.isPending || taking.isPending} look="main" type="submit">
        {asking.data === undefined ? words.orders.askBack : words.orders.takeBackNow}
      </Button>
      <Outcome error={taking.error ?? asking.error} />
    </Sheet>
  );
}

function Told({ told, currency }: { readonly told: Preview; readonly currency: string }) {
  const words = useWords();
  return (
    <div role="status">
      <dl className="flex flex-wrap gap-x-10 gap-y-3 rounded-md bg-washi p-4">
        <div>
          <dt className="text-ink-soft text-sm">{words.orders.moneyBack}</dt>
          <dd className="font-bold text-xl">{formatMoney(told.moneyMinor, currency)}</dd>
        </div>
        {told.pointsMinor > 0 && (
          <div>
            <dt className="text-ink-soft text-sm">{words.orders.pointsBack}</dt>
            <dd className="text-xl">{formatMoney(told.pointsMinor, currency)}</dd>
          </div>
        )}
        {told.pointsTakenBack > 0 && (
          <div>
            <dt className="text-ink-soft text-sm">{words.orders.pointsTaken}</dt>
            <dd className="text-xl">{formatCount(told.pointsTakenBack)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

type SheetProps = ComponentProps<'form'> & { readonly title: string };

function Sheet({ title, children, ...rest }: SheetProps) {
  return (
    <form {...rest} className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <h3 className="font-bold">{title}</h3>
      {children}
    </form>
  );
}

function Pieces({ order }: { readonly order: Order }) {
  const words = useWords();
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-ink-soft text-sm">{words.orders.howMany}</legend>
      <ul className="divide-y divide-line border-line border-y">
        {order.lines.map((line) => {
          const remaining = remainingOf(line);
          return (
            <li className="flex items-center gap-4 py-2" key={line.line}>
              <label className="min-w-0 flex-1" htmlFor={`${id}-${line.line}`}>
                {line.name}
              </label>
              <input
                className="field w-24 text-right"
                defaultValue={0}
                disabled={remaining <= 0}
                id={`${id}-${line.line}`}
                max={remaining}
                min={0}
                name={`line-${line.line}`}
                step={Number.isInteger(line.quantity) ? 1 : 'any'}
                type="number"
              />
              <span className="w-14 shrink-0 text-ink-soft text-sm">
                / {formatCount(remaining)}
              </span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Reasons() {
  const words = useWords();
  return (
    <Select label={words.orders.reason} name="reason">
      {returnReasons.map((each) => (
        <option key={each} value={each}>
          {wordFor(words.orders.reasons, each)}
        </option>
      ))}
    </Select>
  );
}

function ReturnPlace({ order }: { readonly order: Order }) {
  const words = useWords();
  const places = usePlaces().data?.places ?? [];
  const placeName = usePlaceName();
  const able = places.filter(({ capabilities }) => capabilities.includes('takes_returns'));
  const initial = order.handoverPlaceId ?? order.placeId;
  return (
    <Select defaultValue={initial} key={able.length} label={words.orders.returnAt} name="placeId">
      {able.map(({ id, code }) => (
        <option key={id} value={id}>
          {placeName(id) ?? code}
        </option>
      ))}
    </Select>
  );
}

function reasonOf(form: FormData): string {
  return returnReasons.find((each) => each === form.get('reason')) ?? returnReasons[0];
}

function returnedLines(order: Order, form: FormData) {
  const disposition = dispositions.find((each) => each === form.get('disposition')) ?? 'restocked';
  return piecesOf(order, form).map((piece) => ({ ...piece, disposition }));
}

function preview(order: Order, form: FormData) {
  return answerOf(
    api.POST('/api/orders/{orderId}/returns/preview', {
      params: { path: { orderId: order.id } },
      body: { lines: returnedLines(order, form), reason: reasonOf(form) },
    }),
  );
}

function takeBack(order: Order, form: FormData) {
  return answerOf(
    api.POST('/api/orders/{orderId}/returns', {
      params: { path: { orderId: order.id }, header: idempotent() },
      body: {
        placeId: textOf(form, 'placeId'),
        lines: returnedLines(order, form),
        reason: reasonOf(form),
        refundAs: form.get('refundAs') === 'cash' ? 'cash' : 'original',
      },
    }),
  );
}

function idempotent() {
  return { 'idempotency-key': crypto.randomUUID() };
}
