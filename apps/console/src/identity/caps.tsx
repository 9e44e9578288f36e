// How many records may share one sign, a number a kind; only what was changed is sent.
import { type Answer, answerOf } from '@engawa/client';
import { wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Cap = Answer<'/api/identity/signs'>['caps'][number];

export function Caps({ caps }: { readonly caps: readonly Cap[] }) {
  const words = useWords();
  const queries = useQueryClient();
  const mayChange = useMay('identity');
  const saving = useMutation({
    mutationFn: async (changed: readonly Cap[]) => {
      for (const body of changed) {
        const header = { 'idempotency-key': crypto.randomUUID() };
        await answerOf(api.PUT('/api/identity/caps', { params: { header }, body }));
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['identity'] }),
  });
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    saving.mutate(
      caps
        .map(({ kind }) => ({ kind, most: Number(textOf(form, kind)) }))
        .filter(({ most }, index) => most !== caps[index]?.most),
    );
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={save}
    >
      <p className="text-ink-soft">{words.matching.capsLead}</p>
      <div className="grid gap-5 md:grid-cols-3">
        {caps.map(({ kind, most }) => (
          <Field
            defaultValue={most}
            disabled={!mayChange}
            key={kind}
            label={wordFor(words.matching.kinds, kind)}
            isMarked={false}
            max={1000}
            min={2}
            name={kind}
            required
            type="number"
          />
        ))}
      </div>
      {mayChange && (
        <Save
          done={saving.isSuccess ? words.matching.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
        />
      )}
    </form>
  );
}
