// For which partner company somebody looks; the owner sets it.
import { answerOf, doneOf } from '@engawa/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api, queries } from '../api.ts';
import { Save, Select, textOf } from '../parts/form.tsx';
import { useSpeech } from '../words/words.ts';

const peopleKey = ['rights', 'partner-people'] as const;

export function CompanyOfPerson({ staffId }: { readonly staffId: string }) {
  const { words, language } = useSpeech();
  const { shared } = words;
  const parties = useQuery({
    queryKey: ['places', 'parties', 'partner'],
    queryFn: () =>
      answerOf(api.GET('/api/places/parties', { params: { query: { kind: 'partner' } } })),
  });
  const people = useQuery({
    queryKey: peopleKey,
    queryFn: () => answerOf(api.GET('/api/rights/partner-people')),
  });
  const setting = useMutation({
    mutationFn: (partyId: string) =>
      doneOf(
        api.PUT('/api/rights/partner-people/{staffId}', {
          params: { path: { staffId } },
          body: { partyId },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: peopleKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setting.mutate(textOf(new FormData(event.currentTarget), 'partyId'));
  };
  const known = people.data?.people.find((each) => each.staffId === staffId)?.partyId ?? '';
  const list = parties.data?.parties ?? [];
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="company"
      onSubmit={submit}
    >
      <p className="text-ink-soft">{shared.companyLead}</p>
      <Select
        defaultValue={known}
        key={`${known} ${list.length}`}
        label={shared.company}
        name="partyId"
        required
      >
        <option value="">{shared.choose}</option>
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {language === 'en' ? (name.en ?? name.ja) : name.ja}
          </option>
        ))}
      </Select>
      <Save
        done={setting.isSuccess ? shared.saved : undefined}
        error={setting.error}
        isPending={setting.isPending}
        label={shared.save}
      />
    </form>
  );
}
