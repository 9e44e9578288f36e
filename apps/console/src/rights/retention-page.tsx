// How long personal data is kept without a sign of life. Keeping it shorter erases tonight what is older, so it is asked
// once more; keeping it longer is saved at once.
import { type Answer, answerOf } from '@engawa/client';
import { Dialog, formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { api } from '../api.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { RightsLinks } from './rights-links.tsx';

type Rule = Answer<'/api/rights/retention'>['rules'][number];

const key = ['rights', 'retention'] as const;

export function RetentionPage() {
  const say = useWords().retention;
  const mayChange = useMay('privacy');
  const rules = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/rights/retention')),
  });
  return (
    <Page lead={say.lead} title={say.title}>
      <RightsLinks />
      {!mayChange && <p className="mb-4 text-ink-soft">{say.ownerOnly}</p>}
      <Answered query={rules}>
        {(data) => (
          <ul className="grid max-w-3xl gap-4">
            {data.rules.map((rule) => (
              <RuleCard key={rule.rule} mayChange={mayChange} rule={rule} />
            ))}
          </ul>
        )}
      </Answered>
    </Page>
  );
}

type CardProps = { readonly rule: Rule; readonly mayChange: boolean };

function RuleCard({ rule, mayChange }: CardProps) {
  const say = useWords().retention;
  const long = useLength();
  const said = say.rules[rule.rule];
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6" data-rule={rule.rule}>
      <h2 className="font-bold">{said?.name ?? rule.rule}</h2>
      <p className="text-ink-soft text-sm">{said?.about}</p>
      <p className="mt-2">{say.now(formatCount(rule.days), long(rule.days))}</p>
      {mayChange && <RuleForm name={said?.name ?? rule.rule} rule={rule} />}
    </li>
  );
}

function RuleForm({ rule, name }: { readonly rule: Rule; readonly name: string }) {
  const words = useWords();
  const say = words.retention;
  const long = useLength();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [asked, setAsked] = useState(rule.days);
  const saving = useMutation({
    mutationFn: (days: number) =>
      answerOf(
        api.PUT('/api/rights/retention/{rule}', {
          params: { path: { rule: rule.rule } },
          body: { days },
        }),
      ),
    onSuccess: (saved) => queries.setQueryData(key, saved),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const days = Number(textOf(new FormData(event.currentTarget), 'days'));
    if (days < rule.days) {
      setAsked(days);
      dialog.current?.showModal();
    } else {
      saving.mutate(days);
    }
  };
  const shorten = () => {
    dialog.current?.close();
    saving.mutate(asked);
  };
  return (
    <>
      <form className="mt-4 grid items-end gap-4" onSubmit={submit}>
        <div className="max-w-xs">
          <Field
            defaultValue={rule.days}
            hint={say.least(formatCount(rule.leastDays), long(rule.leastDays))}
            label={say.days}
            max="36500"
            min={rule.leastDays}
            name="days"
            required
            type="number"
          />
        </div>
        <Save
          done={saving.isSuccess ? say.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
          label={say.save}
        />
      </form>
      <Dialog ref={dialog} title={say.shortenSure(name, formatCount(asked))}>
        <p className="mb-6">{say.shortenHint}</p>
        <div className="flex flex-wrap gap-3">
          <Button data-act="shorten" look="warning" onClick={shorten}>
            {say.shorten}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
        </div>
      </Dialog>
    </>
  );
}

/** Days as people think of them: about so many years, months, or the days themselves. */
function useLength(): (days: number) => string {
  const say = useWords().retention;
  return (days) => {
    if (days >= 365) {
      return say.years(String(Math.round((days / 365) * 10) / 10));
    }
    return days >= 60
      ? say.months(String(Math.round(days / 30.4)))
      : say.daysLong(formatCount(days));
  };
}
