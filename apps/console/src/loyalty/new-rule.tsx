// A new earning rule. What the house has understood stands beside the fields as a sentence, with what a sample order would give.
import { answerOf } from '@engawa/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { useSettled } from '../offers/use-settled.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { rulesKey } from './rules-key.ts';

const kinds = ['order', 'time', 'first_visit'] as const;
type Kind = (typeof kinds)[number];
type Fields = { kind: Kind; points: string; perMinor: string; leastMinor: string; days: string };

const begin: Fields = { kind: 'order', points: '1', perMinor: '100', leastMinor: '', days: '5' };
const sampleMinor = 3000;

/** Of the kind; numbers that are none are left to the server, which says what is missing. */
function termsOf({ kind, points, perMinor, leastMinor, days }: Fields): Record<string, unknown> {
  const least = leastMinor === '' ? {} : { leastMinor: Number(leastMinor) };
  if (kind === 'first_visit') {
    return { points: Number(points), ...least };
  }
  const each = { points: Number(points), perMinor: Number(perMinor) };
  return kind === 'order'
    ? { ...each, ...least }
    : {
        ...each,
        monthDays: days.split(/[^0-9]+/).flatMap((day) => (day === '' ? [] : Number(day))),
      };
}

export function NewRule() {
  const { loyalty } = useWords();
  const queries = useQueryClient();
  const [fields, setFields] = useState(begin);
  const set = (name: keyof Fields) => (event: { currentTarget: { value: string } }) =>
    setFields({ ...fields, [name]: event.currentTarget.value });
  const adding = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.POST('/api/loyalty/rules', {
          body: {
            code: textOf(form, 'code'),
            nameJa: textOf(form, 'nameJa'),
            kind: fields.kind,
            terms: termsOf(fields),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: rulesKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    adding.mutate(new FormData(event.currentTarget));
  };
  const number = { inputMode: 'numeric', pattern: '[0-9]+', maxLength: 7 } as const;
  return (
    <form
      className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="rule"
      onSubmit={submit}
    >
      <h3 className="font-bold">{loyalty.addRule}</h3>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={loyalty.name} maxLength={80} name="nameJa" required />
        <Field
          autoCapitalize="none"
          label={loyalty.code}
          maxLength={40}
          name="code"
          pattern="[a-z0-9][a-z0-9_\-]*"
          required
          spellCheck={false}
        />
        <Select label={loyalty.kind} name="kind" onChange={set('kind')} value={fields.kind}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {loyalty.kinds[kind]}
            </option>
          ))}
        </Select>
        <Field
          {...number}
          label={loyalty.points}
          name="points"
          onChange={set('points')}
          required
          value={fields.points}
        />
        {fields.kind !== 'first_visit' && (
          <Field
            {...number}
            label={loyalty.perMinor}
            name="perMinor"
            onChange={set('perMinor')}
            required
            value={fields.perMinor}
          />
        )}
        {fields.kind === 'time' ? (
          <Field
            hint={loyalty.daysHint}
            label={loyalty.days}
            maxLength={100}
            name="days"
            onChange={set('days')}
            required
            value={fields.days}
          />
        ) : (
          <Field
            {...number}
            label={loyalty.leastMinor}
            name="leastMinor"
            onChange={set('leastMinor')}
            value={fields.leastMinor}
          />
        )}
      </div>
      <RuleRead fields={fields} />
      <Save
        done={adding.isSuccess ? loyalty.added : undefined}
        error={adding.error}
        isPending={adding.isPending}
        label={loyalty.addRule}
      />
    </form>
  );
}

/** What was understood, and what a sample order would give. */
function RuleRead({ fields }: { readonly fields: Fields }) {
  const { loyalty } = useWords();
  const { language } = useSpeech();
  const { kind, ...rest } = useSettled(fields);
  const read = useQuery({
    queryKey: ['loyalty', 'read', kind, rest],
    queryFn: () => {
      const terms = termsOf({ kind, ...rest });
      return answerOf(api.POST('/api/loyalty/rules/read', { body: { kind, terms, sampleMinor } }));
    },
    retry: false,
  });
  return (
    <div aria-live="polite" className="rounded-md bg-washi p-4">
      <p className="text-ink-soft text-sm">{loyalty.understood}</p>
      {read.data === undefined ? (
        <p className="mt-1">{read.isError ? loyalty.notYet : '…'}</p>
      ) : (
        <>
          <p className="mt-1 font-bold">
            {language === 'en' ? read.data.sentenceEn : read.data.sentenceJa}
          </p>
          <p className="mt-1 text-sm">{loyalty.sample(sampleMinor, read.data.points)}</p>
        </>
      )}
    </div>
  );
}
