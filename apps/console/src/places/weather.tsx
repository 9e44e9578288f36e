// The weather at a place, for offers that ask for it.
import { answerOf } from '@engawa/client';
import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Save, Select, textOf } from '../parts/form.tsx';
import { Options } from '../parts/options.tsx';
import { useWords } from '../words/words.ts';

const kinds = ['rain', 'snow', 'hot', 'cold'] as const;
type Kind = (typeof kinds)[number];

export function Weather({ placeId }: { readonly placeId: string }) {
  const say = useWords().weather;
  const telling = useMutation({
    mutationFn: (weather: Kind | null) =>
      answerOf(
        api.PUT('/api/offers/weather/{placeId}', {
          params: { path: { placeId } },
          body: { weather },
        }),
      ),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = textOf(new FormData(event.currentTarget), 'weather');
    telling.mutate(kinds.find((each) => each === chosen) ?? null);
  };
  const told = kinds.find((each) => each === telling.data?.weather);
  const done = told === undefined ? say.ended : say.told(say.weathers[told]);
  return (
    <form className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{say.lead}</p>
      <div className="max-w-xs">
        <Select label={say.label} name="weather">
          <option value="">{say.none}</option>
          <Options words={say.weathers} />
        </Select>
      </div>
      <Save
        done={telling.isSuccess ? done : undefined}
        error={telling.error}
        isPending={telling.isPending}
        label={say.tell}
      />
    </form>
  );
}
