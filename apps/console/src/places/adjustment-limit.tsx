// How much a clerk of a place may add to or take from the stock alone; beyond it the adjustment waits for somebody who may.
import { type Answer, answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

type Limit = Answer<'/api/stock/adjustments'>['limit'];
type LimitProps = { readonly placeId: string; readonly currency: string };

export function AdjustmentLimit({ placeId, currency }: LimitProps) {
  const adjustments = useQuery({
    queryKey: ['stock', 'adjustments', placeId],
    queryFn: () => answerOf(api.GET('/api/stock/adjustments', { params: { query: { placeId } } })),
  });
  return (
    <Answered query={adjustments}>
      {({ limit }) => (
        <LimitForm currency={currency} key={placeId} limit={limit} placeId={placeId} />
      )}
    </Answered>
  );
}

function LimitForm({ placeId, currency, limit }: LimitProps & { readonly limit: Limit }) {
  const words = useWords();
  const say = words.places.adjustments;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: { placeId: string; pieces: number; valueMinor: number }) =>
      answerOf(api.PUT('/api/stock/adjustments/limit', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stock', 'adjustments'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const numberOf = (name: string) =>
      Number(textOf(form, name).normalize('NFKC').replaceAll(',', '')) || 0;
    const [pieces, valueMinor] = [numberOf('pieces'), Math.round(numberOf('value'))];
    saving.mutate({ placeId, pieces, valueMinor });
  };
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{say.lead}</p>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          defaultValue={String(limit.pieces)}
          inputMode="decimal"
          label={say.pieces}
          name="pieces"
          required
        />
        <Field
          defaultValue={String(limit.valueMinor)}
          hint={say.valueHint}
          inputMode="numeric"
          label={say.value(currency)}
          name="value"
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
