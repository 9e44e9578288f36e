// How soon a place gets pickups ready and how many in an hour; and closing it from now on, with what became of its orders.
import { type Answer, answerOf } from '@engawa/client';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { clockOf, minuteOf } from './minutes.ts';

type Rule = Answer<'/api/orders/pickup-rules/{placeId}'>;

const numberOf = (form: FormData, name: string, otherwise: number) => {
  const value = Number.parseInt(textOf(form, name), 10);
  return Number.isNaN(value) ? otherwise : value;
};

export function PickupRule({ placeId }: { readonly placeId: string }) {
  const rule = useQuery({
    queryKey: ['places', 'pickup', placeId],
    queryFn: () =>
      answerOf(api.GET('/api/orders/pickup-rules/{placeId}', { params: { path: { placeId } } })),
  });
  return (
    <Answered query={rule}>
      {(data) => <RuleForm key={placeId} placeId={placeId} rule={data} />}
    </Answered>
  );
}

function RuleForm({ placeId, rule }: { readonly placeId: string; readonly rule: Rule }) {
  const words = useWords();
  const said = words.places.pickup;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: Rule) =>
      answerOf(
        api.PUT('/api/orders/pickup-rules/{placeId}', { params: { path: { placeId } }, body }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['places', 'pickup'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    saving.mutate({
      hourCapacity: textOf(form, 'hourCapacity') === '' ? null : numberOf(form, 'hourCapacity', 0),
      counts: textOf(form, 'counts') === 'lines' ? 'lines' : 'orders',
      leadMinutes: numberOf(form, 'leadMinutes', rule.leadMinutes),
      checkMinutes: numberOf(form, 'checkMinutes', rule.checkMinutes),
      cutoffMinute: minuteOf(textOf(form, 'cutoff')) ?? null,
      keepDays: numberOf(form, 'keepDays', rule.keepDays),
    });
  };
  const { hourCapacity, cutoffMinute } = rule;
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{said.lead}</p>
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-3">
        <Field
          defaultValue={hourCapacity === null ? '' : String(hourCapacity)}
          hint={said.capacityHint}
          inputMode="numeric"
          label={said.capacity}
          name="hourCapacity"
        />
        <Select defaultValue={rule.counts} label={said.counts} name="counts">
          <option value="orders">{said.orders}</option>
          <option value="lines">{said.lines}</option>
        </Select>
        <Field
          defaultValue={String(rule.leadMinutes)}
          inputMode="numeric"
          label={said.leadMinutes}
          name="leadMinutes"
          required
        />
        <Field
          defaultValue={String(rule.checkMinutes)}
          hint={said.checkHint}
          inputMode="numeric"
          label={said.checkMinutes}
          name="checkMinutes"
          required
        />
        <Field
          defaultValue={cutoffMinute === null ? '' : clockOf(cutoffMinute)}
          hint={said.cutoffHint}
          label={said.cutoff}
          name="cutoff"
        />
        <Field
          defaultValue={String(rule.keepDays)}
          inputMode="numeric"
          label={said.keepDays}
          name="keepDays"
          required
        />
      </div>
      <Save
        done={saving.isSuccess ? words.places.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}

export function CloseForNow({ placeId }: { readonly placeId: string }) {
  const words = useWords();
  const said = words.places.closing;
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: (body: { reason: string; days: number }) =>
      answerOf(api.POST('/api/orders/closures', { body: { placeId, ...body } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['places'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    closing.mutate({ reason: textOf(form, 'reason'), days: numberOf(form, 'days', 0) });
  };
  const { data } = closing;
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{said.lead}</p>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={said.reason} maxLength={200} name="reason" required />
        <Field
          defaultValue="0"
          hint={said.daysHint}
          inputMode="numeric"
          label={said.days}
          name="days"
        />
      </div>
      <Button disabled={closing.isPending} look="warning" type="submit">
        {said.close}
      </Button>
      <Outcome error={closing.error} />
      {data !== undefined && (
        <ul aria-live="polite" className="list-inside list-disc">
          <li>{said.moved(data.moved)}</li>
          <li>{said.lent(data.lent)}</li>
          <li>{said.rerouted(data.rerouted)}</li>
          <li>{said.kept(data.kept)}</li>
          <li>{said.waiting(data.waiting)}</li>
          <li>{said.bookings(data.bookingsMoved, data.bookingsCancelled)}</li>
        </ul>
      )}
    </form>
  );
}
