// What becomes of goods that were given and nobody took in time: the house keeps what was paid, or gives it back.
import { type Answer, answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Save, Select, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

type Settings = Answer<'/api/gifts/settings'>;

const key = ['gifts', 'settings'] as const;

export function UnclaimedSetting() {
  const settings = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/gifts/settings')),
  });
  return (
    <Answered query={settings}>
      {(data) => <SettingForm key={data.unclaimed} settings={data} />}
    </Answered>
  );
}

function SettingForm({ settings }: { readonly settings: Settings }) {
  const say = useWords().gifts;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (unclaimed: Settings['unclaimed']) =>
      answerOf(api.PUT('/api/gifts/settings', { body: { unclaimed } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = textOf(new FormData(event.currentTarget), 'unclaimed');
    saving.mutate(chosen === 'refund' ? 'refund' : 'keep');
  };
  return (
    <form className="mb-6 space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <Select defaultValue={settings.unclaimed} label={say.unclaimed} name="unclaimed">
        <option value="keep">{say.keep}</option>
        <option value="refund">{say.refund}</option>
      </Select>
      <p className="text-ink-soft text-sm">{say.unclaimedHint}</p>
      <Save
        done={saving.isSuccess ? say.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}
