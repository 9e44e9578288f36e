// How many offers a person gets at most, over all channels.
import { type Answer, answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

type Limits = Answer<'/api/messages/limits'>;

const key = ['messages', 'limits'] as const;

export function OfferLimits() {
  const limits = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/messages/limits')),
  });
  return <Answered query={limits}>{(data) => <LimitForm limits={data} />}</Answered>;
}

function LimitForm({ limits }: { readonly limits: Limits }) {
  const say = useWords().segments.limits;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: Limits) => answerOf(api.PUT('/api/messages/limits', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const most = (name: string) => {
      const typed = textOf(form, name).trim();
      return typed === '' ? null : Number(typed);
    };
    saving.mutate({ perDay: most('perDay'), perWeek: most('perWeek') });
  };
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{say.lead}</p>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          defaultValue={limits.perDay ?? ''}
          isMarked={false}
          label={say.perDay}
          max={50}
          min={1}
          name="perDay"
          type="number"
        />
        <Field
          defaultValue={limits.perWeek ?? ''}
          isMarked={false}
          label={say.perWeek}
          max={100}
          min={1}
          name="perWeek"
          type="number"
        />
      </div>
      <Save
        done={saving.isSuccess ? say.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}
