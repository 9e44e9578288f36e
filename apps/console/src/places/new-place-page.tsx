// Opening a place: what it is called and what kind it is. Hours and what it can do are on its own page afterwards.
import { answerOf } from '@engawa/client';
import { wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { Field, given, Save, Select, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import { PlaceFields } from './place-form.tsx';

const kinds = ['store', 'cafe', 'web', 'warehouse', 'locker', 'event'] as const;

export function NewPlacePage() {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const opening = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.POST('/api/places', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: {
            code: textOf(form, 'code'),
            kind: kinds.find((each) => each === form.get('kind')) ?? 'store',
            nameJa: textOf(form, 'nameJa'),
            ...given(form, 'nameEn'),
            ...given(form, 'nameKana'),
            ...given(form, 'phone'),
            ...given(form, 'postalCode'),
            ...given(form, 'address'),
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['places'] });
      await navigate(`/places/${id}`, { replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    opening.mutate(new FormData(event.currentTarget));
  };
  return (
    <Page back="/places" lead={words.places.openPlaceLead} title={words.places.openPlace}>
      <form
        className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
        onSubmit={submit}
      >
        <div className="grid gap-5 md:grid-cols-2">
          <Select label={words.places.kind} name="kind">
            {kinds.map((each) => (
              <option key={each} value={each}>
                {wordFor(words.places.kinds, each)}
              </option>
            ))}
          </Select>
          <Field
            autoComplete="off"
            hint={words.places.codeHint}
            label={words.places.code}
            maxLength={40}
            name="code"
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,39}"
            required
          />
        </div>
        <PlaceFields />
        <Save error={opening.error} isPending={opening.isPending} label={words.places.openPlace} />
      </form>
    </Page>
  );
}
